import { dayOf } from '../../../kernel/calendar/index.ts'
import { CASES_PAGE, type CaseKind, type CaseRow, contract as cases } from '../../../kernel/cases/index.ts'
import { type Page, page, postOf, type Text, text } from '../../../kernel/platform/index.ts'
import { Light, sayDay, Tabs } from '../components.tsx'
import { csvFile } from '../list/csv.ts'
import { type Column, List } from '../list/list.tsx'
import { listQuery, oneOf, words } from '../list/list-query.ts'
import { DeskPage } from '../pages/pages.tsx'
import { ShadowScale } from '../shadow-scale.tsx'
import { lightOf } from './light.ts'

/** A room's list of its unit's cases: by the step that they wait for, what is due first on top; as a file, all of them. */
export function unitListPage({ kind, path, title }: { kind: CaseKind; path: string; title: Text }): Page {
  const steps = Object.keys(kind.steps) as [string, ...string[]]
  const read = listQuery(
    { step: oneOf(steps), q: words, closed: oneOf(['1']) },
    { sort: ['due', 'number', 'opened'], size: CASES_PAGE },
  )
  const posts = Object.values(kind.steps).flatMap((s) => s.post ?? [])
  return page({
    path,
    shell: 'desk',
    allow: ({ actor }) => postOf(actor, ...posts) !== undefined,
    async render(p) {
      const { t, lang } = p
      const q = read(p)
      const { step, q: typed, closed } = q.filters
      const rows: CaseRow[] = []
      let list: { counts?: Record<string, number> | undefined; total: number } = { total: 0 }
      // A file holds them all, a page what it shows.
      for (let n = q.page; ; n++) {
        const part = await p.call(cases.unitCases, {
          kind: kind.kind,
          page: n,
          ...(step ? { step } : {}),
          ...(typed ? { text: typed } : {}),
          ...(closed ? { closed: true } : {}),
          ...(q.sort ? { order: q.sort.by as 'due', descending: q.sort.down } : {}),
        })
        rows.push(...part.cases)
        list = part
        if (!q.csv || !part.more || rows.length >= q.size) break
      }
      const columns: Column<CaseRow>[] = [
        { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, sort: 'up', phone: 'heading' },
        { key: 'item', title: text('事项', 'Item'), value: (r) => r.itemName[lang] },
        {
          key: 'party',
          title: Object.values(kind.parties ?? {})[0] ?? text('当事人', 'Party'),
          value: (r) => r.applicant,
        },
        { key: 'status', title: text('状态', 'State'), value: (r) => r.statusText[lang] },
        {
          key: 'opened',
          title: text('收到', 'Received'),
          sort: 'down',
          value: (r) => r.submittedAt,
          cell: (r) => sayDay(r.submittedAt, lang),
          phone: 'none',
        },
        {
          key: 'due',
          title: text('期限', 'Due'),
          sort: 'up',
          value: (r) => r.due,
          cell: (r) =>
            r.now ? (
              <>
                {r.due && `${sayDay(r.due, lang)} `}
                <ShadowScale promised={r.now.count} today={dayOf(p.clock.now())} lang={lang} small />{' '}
                <Light colour={lightOf(r.now.count).colour}>{lightOf(r.now.count)[lang]}</Light>
              </>
            ) : (
              '—'
            ),
        },
      ]
      if (q.csv) return csvFile(title, columns, rows, p)
      // Who looks for a number does not know on which tab it is.
      const elsewhere =
        typed && list.total === 0
          ? (await p.call(cases.unitCases, { kind: kind.kind, text: typed, closed: !closed && !step })).total
          : 0
      const filters = (await p.call(cases.filters, {})).filter((f) => f.address.split('?')[0] === path)
      return {
        title,
        body: (
          <DeskPage p={p} title={t(title)}>
            <Tabs
              label={t('按步骤', 'By step')}
              tabs={[
                { href: q.href({ step: null, closed: null }), text: t('在办', 'Open'), current: !step && !closed },
                ...steps
                  .filter((s) => !list.counts || list.counts[s])
                  .map((s) => ({
                    href: q.href({ step: s, closed: null }),
                    text: kind.steps[s]!.title[lang],
                    ...(list.counts ? { count: list.counts[s] } : {}),
                    current: step === s,
                  })),
                { href: q.href({ closed: '1', step: null }), text: t('已办结', 'Closed'), current: closed === '1' },
              ]}
            />
            <p class="small no-print">
              {filters.map((f) => (
                <>
                  <a href={f.address}>{f.name}</a> ·{' '}
                </>
              ))}
              <a href={`/desk/mine?address=${encodeURIComponent(p.url.pathname + p.url.search)}`}>
                {t('保存这个筛选', 'Keep this filter')}
              </a>
            </p>
            {elsewhere > 0 && (
              <p role="status">
                <a href={q.href({ step: null, closed: closed || step ? null : '1' })}>
                  {closed || step
                    ? t(`在办的里找到 ${elsewhere} 件`, `${elsewhere} found among the open ones`)
                    : t(`已办结的里找到 ${elsewhere} 件`, `${elsewhere} found among the closed ones`)}
                </a>
              </p>
            )}
            <List
              lang={lang}
              title={title}
              columns={columns}
              rows={rows}
              total={list.total}
              query={q}
              href={(r) => `${path}/${r.number}`}
              edge={(r) => (r.now ? lightOf(r.now.count).colour : undefined)}
              filters={[{ name: 'q', title: text('编号、事项或当事人', 'Number, item or party'), kind: 'search' }]}
              empty={text('这里没有办件。', 'No cases here.')}
            />
          </DeskPage>
        ),
      }
    },
  })
}
