import { type Output, page, text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { type Column, csvFile, DeskPage, List, listQuery, sayYuan, words } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { sayInstant } from '../words.ts'

type Row = Output<typeof auction.list>[number]
const query = listQuery({ q: words }, { size: 50 })

/** The sales whose hall the reader may enter. */
export default page({
  path: paths.desk,
  shell: 'desk',
  allow: ({ actor }) => actor.kind === 'person' && actor.post !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = (await p.call(auction.list, {})).filter(
      (r) => !q.filters.q || `${r.number}${r.title.zh}${r.title.en}`.includes(q.filters.q),
    )
    const columns: Column<Row>[] = [
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, phone: 'heading' },
      { key: 'title', title: text('标的', 'Lot'), value: (r) => r.title[lang] },
      {
        key: 'stage',
        title: text('阶段', 'Stage'),
        value: (r) => (r.frozen ? t('已中止', 'frozen') : r.stageTitle[lang]),
      },
      { key: 'until', title: text('截止', 'Ends'), value: (r) => (r.until ? sayInstant(r.until) : null) },
      {
        key: 'best',
        title: text('最高价', 'Highest bid'),
        number: true,
        value: (r) => (r.best === null ? null : sayYuan(r.best, lang)),
      },
      { key: 'bids', title: text('报价次数', 'Bids'), number: true, value: (r) => r.bids },
    ]
    const title = text('竞价', 'Sales')
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <DeskPage p={p} title={title[lang]}>
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={all}
            query={q}
            href={(r) => `${paths.desk}/${r.number}`}
            filters={[{ name: 'q', kind: 'search', title: text('标的或编号', 'Lot or number') }]}
          />
        </DeskPage>
      ),
    }
  },
})
