import { holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { DeskPage, List, listQuery, oneOf, sayDay } from '../../../web/ui/index.ts'
import { list } from '../contract.ts'
import { PAGE } from '../list.ts'
import { ROLE } from '../office.rules.ts'
import { desk } from '../paths.ts'

const query = listQuery({ state: oneOf(['open', 'closed']) }, { size: PAGE })

export default page({
  path: desk,
  shell: 'desk',
  allow: holdsPost(ROLE),
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const closed = q.filters.state === undefined ? undefined : q.filters.state === 'closed'
    const { rows, total } = await p.call(list, { closed, page: q.page })
    const title = text('投诉', 'Complaints')
    return {
      title,
      body: (
        <DeskPage p={p} title={t(title)}>
          <List
            lang={lang}
            title={title}
            query={q}
            rows={rows}
            total={total}
            noFile
            href={(r) => `${desk}/${r.number}`}
            filters={[
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: [
                  { value: 'open', text: text('在办', 'Open') },
                  { value: 'closed', text: text('办结', 'Closed') },
                ],
              },
            ]}
            columns={[
              { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, phone: 'heading' },
              { key: 'status', title: text('状态', 'State'), cell: (r) => r.status[lang] },
              { key: 'due', title: text('期限', 'Due'), cell: (r) => (r.due ? sayDay(r.due, lang) : '—') },
              { key: 'opened', title: text('收到', 'Received'), cell: (r) => sayDay(r.openedAt, lang) },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})
