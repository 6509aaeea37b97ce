import { dayOf } from '../../../kernel/calendar/index.ts'
import { CASES_PAGE, type CaseRow } from '../../../kernel/cases/index.ts'
import { page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  Light,
  List,
  lightOf,
  listQuery,
  oneOf,
  PortalPage,
  ShadowScale,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import { myCases } from '../contract.ts'

const read = listQuery({ q: words, state: oneOf(['open', 'closed']) }, { size: CASES_PAGE })
const TITLE = text('我的办件', 'My cases')
const mustAct = (r: CaseRow) => r.waits.some((w) => w.act === 'correction.answered')

/** Drafts, then what waits for the reader, then the rest, open ones first. */
export default page({
  path: '/my',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { q: typed, state } = q.filters
    const { cases, drafts, together, total } = await p.call(myCases, {
      page: q.page,
      ...(typed ? { text: typed } : {}),
      ...(state ? { closed: state === 'closed' } : {}),
    })
    const today = dayOf(p.clock.now())
    const waiting = cases.filter(mustAct)
    const columns: Column<CaseRow>[] = [
      { key: 'item', title: text('事项', 'Item'), value: (r) => r.itemName[lang], phone: 'heading' },
      {
        key: 'number',
        title: text('编号', 'Number'),
        value: (r) => r.number,
        cell: (r) => <span class="num">{r.number}</span>,
      },
      {
        key: 'status',
        title: text('状态', 'State'),
        value: (r) => r.statusText[lang],
        cell: (r) => (mustAct(r) ? <strong>{r.statusText[lang]}</strong> : r.statusText[lang]),
      },
      { key: 'unit', title: text('部门', 'Unit'), value: (r) => r.unitName[lang], phone: 'none' },
      {
        key: 'opened',
        title: text('提交', 'Submitted'),
        value: (r) => r.submittedAt,
        cell: (r) => sayDay(r.submittedAt, lang),
      },
      {
        key: 'due',
        title: text('期限', 'Due'),
        value: (r) => r.due,
        cell: (r) =>
          r.now ? (
            <>
              <ShadowScale promised={r.now.count} today={today} lang={lang} small />{' '}
              <Light colour={lightOf(r.now.count).colour}>{lightOf(r.now.count)[lang]}</Light>
            </>
          ) : (
            '—'
          ),
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, cases, p)
    return {
      title: TITLE,
      body: (
        <PortalPage p={p} title={t(TITLE)}>
          <p class="no-print">
            <a href="/my/messages">{t('我的消息', 'My messages')}</a> ·{' '}
            <a href="/my/appointments">{t('我的预约', 'My appointments')}</a> ·{' '}
            <a href="/my/calendar">{t('期限放进日历', 'Deadlines for the calendar')}</a> ·{' '}
            <a href="/my/licences">{t('我的证照', 'My licences')}</a>
          </p>
          {waiting.length > 0 && (
            <section class="next-step" aria-labelledby="waiting">
              <h2 id="waiting">{t('等您办的', 'Waiting for you')}</h2>
              <ul class="plain links">
                {waiting.map((r) => (
                  <li>
                    <a href={`/cases/${r.number}#next`}>{r.itemName[lang]}</a> <span class="num small">{r.number}</span>{' '}
                    · {r.statusText[lang]}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {drafts.length > 0 && (
            <section>
              <h2>{t('没交的草稿', 'Drafts')}</h2>
              <ul class="plain links">
                {drafts.map((d) => (
                  <li>
                    <a
                      href={`/apply/${d.itemCode}${d.batch ? '/several' : ''}${d.capacity ? `?as=${encodeURIComponent(d.capacity)}` : ''}`}
                    >
                      {d.itemName[lang]}
                      {d.batch && t('（几件）', ' (several)')}
                    </a>{' '}
                    <span class="small">
                      {t(`${sayDay(d.updatedAt, lang)} 保存`, `saved ${sayDay(d.updatedAt, lang)}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {together.length > 0 && (
            <details class="no-print">
              <summary>{t('一次交了几件的回执', 'Receipts of several at once')}</summary>
              <ul class="plain links">
                {together.map((b) => (
                  <li>
                    <a href={`/my/several/${b.itemCode}/${b.batch}`}>{t(`${b.cases} 件`, `${b.cases} applications`)}</a>{' '}
                    <span class="small">{sayDay(b.at, lang)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
          <List
            lang={lang}
            title={TITLE}
            columns={columns}
            rows={cases}
            total={total}
            query={q}
            href={(r) => `/cases/${r.number}`}
            edge={(r) => (r.now ? lightOf(r.now.count).colour : undefined)}
            filters={[
              { name: 'q', title: text('编号或事项', 'Number or item'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: [
                  { value: 'open', text: text('在办', 'Open') },
                  { value: 'closed', text: text('已办结', 'Closed') },
                ],
              },
            ]}
            empty={text('还没有办件。到首页找要办的事。', 'No cases yet. Find what you need on the home page.')}
          />
        </PortalPage>
      ),
    }
  },
})
