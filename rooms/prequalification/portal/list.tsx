import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, List, listQuery, PortalPage, sayTime, sift, words } from '../../../web/ui/index.ts'
import { list } from '../contract.ts'
import { portal } from '../paths.ts'

type Row = Output<typeof list>[number]
const query = listQuery({ q: words }, { sort: ['deadline'], size: 30 })

/** Prequalifications that were announced. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = sift(q, await p.call(list, {}), {
      words: (r) => `${r.number}${r.title}${r.titleEn}${r.unit.zh}`,
      holds: () => true,
      keys: { deadline: (r) => Date.parse(r.deadline ?? '') || 0 },
    })
    const title = text('资格预审', 'Prequalifications')
    const columns: Column<Row>[] = [
      {
        ...{ key: 'title', title: text('项目', 'Project'), phone: 'heading' },
        value: (r) => (lang === 'zh' ? r.title : r.titleEn),
      },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      { key: 'unit', title: text('招标人', 'Tenderer'), value: (r) => r.unit[lang] },
      {
        ...{ key: 'deadline', title: text('申请截止', 'Deadline'), sort: 'up', value: (r) => r.deadline },
        cell: (r) => (r.deadline ? sayTime(new Date(r.deadline), lang) : '—'),
      },
      { key: 'status', title: text('状态', 'Status'), value: (r) => r.statusText[lang] },
    ]
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '先审查资格、再投标的工程项目；通过的才能在随后的招标里登记。',
            'Works where who may bid is decided first; only who passed can register for the tender that follows.',
          )}
        >
          <List
            {...{ lang, title, columns, rows: all, query: q }}
            href={(r) => `${portal}/${r.number}`}
            filters={[{ name: 'q', kind: 'search', title: text('项目、招标人或编号', 'Project, tenderer or number') }]}
            empty={text('现在没有资格预审。', 'There is no prequalification now.')}
          />
        </PortalPage>
      ),
    }
  },
})
