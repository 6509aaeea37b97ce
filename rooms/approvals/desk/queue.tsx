import { dayOf } from '../../../kernel/calendar/index.ts'
import { page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  Light,
  List,
  lightOf,
  listQuery,
  oneOf,
  ShadowScale,
  sayDay,
  Tabs,
  words,
} from '../../../web/ui/index.ts'
import { approval } from '../case.kind.ts'
import { type CaseRow, unitCases } from '../contract.ts'
import { PAGE } from '../list-cases.ts'

const steps = Object.keys(approval.steps) as [string, ...string[]]
const read = listQuery(
  { step: oneOf(steps), q: words, closed: oneOf(['1']) },
  { sort: ['due', 'number', 'opened'], size: PAGE },
)
const TITLE = text('本单位办件', 'Cases of the unit')

/** The unit's cases: by the step that they wait for, what is due first on top. */
export default page({
  path: '/desk/cases',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'clerk', 'reviewer', 'approver') !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { step, q: typed, closed } = q.filters
    const rows: CaseRow[] = []
    let list = { counts: {} as Record<string, number>, total: 0 }
    // A file holds them all, a page what it shows.
    for (let n = q.page; ; n++) {
      const part = await p.call(unitCases, {
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
      { key: 'party', title: text('申请人', 'Applicant'), value: (r) => r.applicant },
      { key: 'status', title: text('状态', 'State'), value: (r) => r.statusText[lang] },
      {
        key: 'opened',
        title: text('提交', 'Submitted'),
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
    if (q.csv) return csvFile(TITLE, columns, rows, p)
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)}>
          <Tabs
            label={t('按步骤', 'By step')}
            tabs={[
              { href: q.href({ step: null, closed: null }), text: t('在办', 'Open'), current: !step && !closed },
              ...steps
                .filter((s) => list.counts[s])
                .map((s) => ({
                  href: q.href({ step: s, closed: null }),
                  text: approval.steps[s]!.title[lang],
                  count: list.counts[s],
                  current: step === s,
                })),
              { href: q.href({ closed: '1', step: null }), text: t('已办结', 'Closed'), current: closed === '1' },
            ]}
          />
          <List
            lang={lang}
            title={TITLE}
            columns={columns}
            rows={rows}
            total={list.total}
            query={q}
            href={(r) => `/desk/cases/${r.number}`}
            edge={(r) => (r.now ? lightOf(r.now.count).colour : undefined)}
            filters={[{ name: 'q', title: text('编号、事项或申请人', 'Number, item or applicant'), kind: 'search' }]}
            empty={text('这里没有办件。', 'No cases here.')}
          />
        </DeskPage>
      ),
    }
  },
})
