import { type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, List, listQuery, oneOf, sayDay, words } from '../../../web/ui/index.ts'
import { HEAD, OFFICER } from '../case.kind.ts'
import { list } from '../contract.ts'
import { PAGE } from '../list.ts'
import * as paths from '../paths.ts'

const read = listQuery({ q: words, state: oneOf(['open', 'closed']) }, { size: PAGE })
const TITLE = text('案件线索', 'Leads')
type Row = Output<typeof list>['rows'][number]

export default page({
  path: paths.desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, HEAD, OFFICER) !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { q: typed, state } = q.filters
    const { rows, total } = await p.call(list, {
      ...(typed ? { text: typed } : {}),
      ...(state ? { closed: state === 'closed' } : {}),
      page: q.csv ? 1 : q.page,
      size: q.csv ? 5000 : PAGE,
    })
    const columns: Column<Row>[] = [
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, phone: 'heading' },
      { key: 'party', title: text('线索所指', 'About'), value: (r) => r.party || '—' },
      { key: 'status', title: text('状态', 'State'), value: (r) => r.status[lang] },
      {
        key: 'opened',
        title: text('登记', 'Registered'),
        value: (r) => r.openedAt,
        cell: (r) => sayDay(r.openedAt, lang),
      },
      {
        key: 'due',
        title: text('核查期限', 'Check by'),
        value: (r) => r.due,
        cell: (r) => (r.due ? sayDay(r.due, lang) : '—'),
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, rows, p)
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)}>
          <p class="no-print">
            <a class="button" href={paths.register}>
              {t('登记线索', 'Register a lead')}
            </a>
          </p>
          <List
            lang={lang}
            title={TITLE}
            query={q}
            rows={rows}
            total={total}
            columns={columns}
            href={(r) => `${paths.desk}/${r.number}`}
            filters={[
              { name: 'q', title: text('编号、名称', 'Number, name'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
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
