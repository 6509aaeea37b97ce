import { formatCitation, lawLink } from '../../../kernel/law/index.ts'
import { type EmbedPoint, embedPoints } from '../../../kernel/parties/index.ts'
import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, List, listQuery, PortalPage, sayDay, words } from '../../../web/ui/index.ts'
import { listings } from '../contract.ts'
import { lists, usable } from '../lists.ts'
import * as paths from '../paths.ts'

const TITLE = text('信用名单', 'Credit lists')
const EFFECTS: Record<EmbedPoint['effect'], { zh: string; en: string }> = {
  none: text('放行', 'passes'),
  note: text('只记录', 'is noted'),
  score: text('计分', 'is scored'),
  warn: text('提示', 'is warned of'),
  hold: text('先停下核实', 'is held'),
  refuse: text('拒绝', 'is refused'),
}
const read = listQuery({ list: words, q: words }, { sort: ['name', 'from', 'to'], size: 50 })
type Row = Output<typeof listings>[number]

export default page({
  path: paths.listings,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const all = (await p.call(listings, q.filters.list ? { list: q.filters.list } : {})).filter(
      (r) => !q.filters.q || r.name.includes(q.filters.q) || r.uscc.includes(q.filters.q.toUpperCase()),
    )
    const columns: Column<Row>[] = [
      { key: 'name', title: text('名称', 'Name'), value: (r) => r.name, sort: 'up', phone: 'heading' },
      { key: 'uscc', title: text('信用代码', 'Credit code'), value: (r) => r.uscc },
      { key: 'list', title: text('名单', 'List'), value: (r) => r.title[lang] },
      { key: 'unit', title: text('认定机关', 'Authority'), value: (r) => r.unitName[lang] },
      { key: 'decision', title: text('依据的文书', 'Ground'), value: (r) => r.decision, phone: 'none' },
      { key: 'from', title: text('起', 'From'), value: (r) => r.from, cell: (r) => sayDay(r.from, lang), sort: 'down' },
      {
        key: 'to',
        title: text('止', 'Through'),
        value: (r) => r.to,
        cell: (r) => (r.to ? sayDay(r.to, lang) : '—'),
        sort: 'up',
      },
    ]
    if (q.sort) {
      const value = columns.find((c) => c.key === q.sort!.by)!.value!
      all.sort((a, b) => (q.sort!.down ? -1 : 1) * (String(value(a)) < String(value(b)) ? -1 : 1))
    }
    if (q.csv) return csvFile(TITLE, columns, all, p)
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: paths.portal, text: t('信用查询', 'Credit query') }}
          lead={t(
            '没有法律依据就没有名单。期满、修复、撤销，公示、共享和措施同时停止。',
            'No list without a law. At its end, when repaired or annulled, display, sharing and measures end together.',
          )}
        >
          <h2>{t('现在在名单上的', 'Who is listed now')}</h2>
          <List
            lang={lang}
            title={TITLE}
            query={q}
            columns={columns}
            rows={all}
            href={(r) => `${paths.subjects}/${r.uscc}`}
            empty={text('现在没有。', 'Nobody now.')}
            filters={[
              { name: 'q', title: text('名称或代码', 'Name or code'), kind: 'search' },
              {
                name: 'list',
                title: text('名单', 'List'),
                kind: 'choice',
                options: lists.map((l) => ({ value: l.id, text: l.title })),
              },
            ]}
          />
          <h2>{t('各份名单', 'The lists')}</h2>
          <ul class="plain links">
            {lists.map((l) => (
              <li>
                <b>{l.title[lang]}</b>{' '}
                <span class="badge">{l.level === 'national' ? t('全国', 'national') : t('本地', 'local')}</span>{' '}
                {!usable(l) && (
                  <strong class="badge">▲ {t('依据未核实，不能使用', 'basis not confirmed; cannot be used')}</strong>
                )}
                <p>
                  {l.measures.map((m) => m[lang]).join(t('；', '; '))}{' '}
                  {t(
                    `期限 ${l.term.least}—${l.term.most} 个月，自文书之日起。`,
                    `Term ${l.term.least}–${l.term.most} months from the document.`,
                  )}
                </p>
                <p class="small">
                  {t('移出：', 'Exit: ')}
                  {l.exit[lang]} {l.note?.[lang]}{' '}
                  {l.basis.map((b) => (
                    <a href={lawLink(b)}>{formatCitation(b, lang)} </a>
                  ))}
                </p>
              </li>
            ))}
          </ul>
          <h2>{t('哪些事要核查、核查到了怎么办', 'Where it is checked, and what follows')}</h2>
          <p>
            {t(
              '只按代码，不按名称。政府信息公开、投诉、水电气从不核查：那是权利。查不到的时候先停下，不当作通过。',
              'By code, never by name. Disclosure, grievances and utilities never check: they are rights. Where the lists cannot be asked the act is held, not passed.',
            )}
          </p>
          <ul class="plain links">
            {embedPoints.map((e) => (
              <li>
                <b>{e.title[lang]}</b>: {EFFECTS[e.effect][lang]}{' '}
                {!e.confirmed && <strong class="badge">▲ {t('没有核实', 'not confirmed')}</strong>}
                <p class="small">
                  {e.note?.[lang]}{' '}
                  {e.basis.map((b) => (
                    <a href={lawLink(b)}>{formatCitation(b, lang)} </a>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        </PortalPage>
      ),
    }
  },
})
