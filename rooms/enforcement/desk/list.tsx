import { kindOf } from '../../../kernel/cases/index.ts'
import { type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, List, listQuery, oneOf, sayDay, words } from '../../../web/ui/index.ts'
import { statusWords } from '../case.fold.ts'
import { penalty } from '../case.kind.ts'
import { list } from '../contract.ts'
import { PAGE } from '../list.ts'
import * as paths from '../paths.ts'
import { HEAD, OFFICER, REVIEWER } from '../who.rules.ts'

const STATES = Object.keys(statusWords) as [string, ...string[]]
const read = listQuery(
  { q: words, status: oneOf(STATES), state: oneOf(['open', 'closed']) },
  { sort: ['due', 'number', 'opened'], size: PAGE },
)
const TITLE = text('处罚案件', 'Penalty cases')
type Row = Output<typeof list>['rows'][number]

/** Heads and reviewers see the unit's cases, officers those in their charge; due first. */
export default page({
  path: paths.desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, HEAD, OFFICER, REVIEWER) !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { q: typed, status, state } = q.filters
    const { rows, total } = await p.call(list, {
      ...(typed ? { text: typed } : {}),
      ...(status ? { status } : {}),
      ...(state ? { closed: state === 'closed' } : {}),
      ...(q.sort ? { order: q.sort.by as 'due', descending: q.sort.down } : {}),
      page: q.csv ? 1 : q.page,
      size: q.csv ? 5000 : PAGE,
    })
    const columns: Column<Row>[] = [
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, sort: 'up', phone: 'heading' },
      { key: 'item', title: text('事项', 'Item'), value: (r) => r.title[lang] },
      { key: 'party', title: text('当事人', 'Party'), value: (r) => r.party },
      { key: 'status', title: text('状态', 'State'), value: (r) => r.status[lang] },
      {
        key: 'opened',
        title: text('立案', 'Filed'),
        value: (r) => r.openedAt,
        cell: (r) => sayDay(r.openedAt, lang),
        sort: 'down',
        phone: 'none',
      },
      {
        key: 'due',
        title: text('期限', 'Due'),
        value: (r) => r.due,
        cell: (r) =>
          r.due
            ? `${sayDay(r.due, lang)} ${r.clock ? (kindOf(penalty.kind).clocks?.[r.clock]?.[lang] ?? '') : ''}`
            : '—',
        sort: 'up',
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, rows, p)
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)}>
          {postOf(p.actor, OFFICER) && (
            <p class="no-print">
              <a class="button" href={paths.spot}>
                {t('当场处罚（简易程序）', 'Penalise on the spot')}
              </a>
            </p>
          )}
          <List
            lang={lang}
            title={TITLE}
            query={q}
            rows={rows}
            total={total}
            href={(r) => `${paths.desk}/${r.number}`}
            columns={columns}
            filters={[
              { name: 'q', title: text('编号、当事人', 'Number, party'), kind: 'search' },
              {
                name: 'status',
                title: text('到哪一步', 'Step'),
                kind: 'choice',
                options: STATES.map((s) => ({ value: s, text: statusWords[s as keyof typeof statusWords] })),
              },
              {
                name: 'state',
                title: text('结案', 'Closed'),
                kind: 'choice',
                options: [
                  { value: 'open', text: text('在办', 'Open') },
                  { value: 'closed', text: text('已结', 'Closed') },
                ],
              },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})
