import { dayOf } from '../../kernel/calendar/index.ts'
import { caseKinds, contract as cases, INBOX_PAGE } from '../../kernel/cases/index.ts'
import { type Output, page, postOf, text } from '../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, Light, List, listQuery, oneOf, sayDay, words } from '../../web/ui/index.ts'

const STATES = {
  late: text('已过期限', 'Past their day'),
  today: text('今天到期', 'Due today'),
  mine: text('在我手里', 'In my hand'),
} as const
const read = listQuery({ q: words, kind: words, state: oneOf(['late', 'today', 'mine']) }, { size: INBOX_PAGE })
type Row = Output<typeof cases.inbox>['work'][number]
const TITLE = text('待办', 'Inbox')

/** What waits for this post, of every room, what is due first on top. */
export default page({
  path: '/desk/inbox',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const { t, lang } = p
    const post = postOf(p.actor)!
    const q = read(p)
    const { q: typed, kind, state } = q.filters
    const narrowed = Object.values(q.filters).some(Boolean)
    const { work, total } = await p.call(cases.inbox, {
      page: q.page,
      ...(typed ? { text: typed } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
    })
    const today = dayOf(p.clock.now())
    const columns: Column<Row>[] = [
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, phone: 'heading' },
      { key: 'title', title: text('办什么', 'Case'), value: (r) => r.title[lang] },
      { key: 'step', title: text('轮到的一步', 'Step'), value: (r) => r.step[lang] },
      { key: 'party', title: text('当事人', 'Party'), value: (r) => r.party },
      {
        key: 'since',
        title: text('轮到您', 'Since'),
        value: (r) => r.since,
        cell: (r) => sayDay(r.since, lang),
        phone: 'none',
      },
      {
        key: 'due',
        title: text('期限', 'Due'),
        value: (r) => r.due,
        cell: (r) =>
          r.due ? (
            <Light colour={r.due < today ? 'red' : r.due === today ? 'yellow' : 'green'}>
              {sayDay(r.due, lang)}
              {r.own && t('（这一步的时限）', ' (of the step)')}
            </Light>
          ) : (
            t('计时暂停', 'suspended')
          ),
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, work, p)
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '所有系统里轮到您这个岗位的步骤，先到期的在前。',
            'Steps of every system that wait for your post, what is due first on top.',
          )}
        >
          <List
            lang={lang}
            title={TITLE}
            columns={columns}
            rows={work}
            total={total}
            query={q}
            href={(r) => r.path}
            edge={(r) => (r.due && r.due < today ? 'red' : r.due === today ? 'yellow' : undefined)}
            filters={[
              { name: 'q', title: text('编号、事项或当事人', 'Number, item or party'), kind: 'search' },
              {
                name: 'kind',
                title: text('系统', 'System'),
                kind: 'choice',
                options: [...caseKinds.values()]
                  .filter((k) => Object.values(k.steps).some((s) => s.post === post.role))
                  .map((k) => ({ value: k.kind, text: k.title })),
              },
              {
                name: 'state',
                title: text('期限和经手', 'Limit and hand'),
                kind: 'choice',
                options: Object.entries(STATES).map(([value, text]) => ({ value, text })),
              },
            ]}
            empty={
              narrowed
                ? text('没有符合筛选的。', 'Nothing matches the filter.')
                : text('没有轮到您办的，很好。', 'Nothing waits for you. Well done.')
            }
          />
        </DeskPage>
      ),
    }
  },
})
