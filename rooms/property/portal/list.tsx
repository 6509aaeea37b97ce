import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { saleKinds } from '../kinds.ts'
import { portal } from '../paths.ts'
import { listSales } from '../views.contract.ts'

type Row = Output<typeof listSales>[number]
const ids = saleKinds.map((k) => k.id) as [string, ...string[]]
const query = listQuery({ q: words, kind: oneOf(ids) }, { sort: ['floor', 'until'], size: 30 })

/** What is disclosed: equity, assets, leases, public resources. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = sift(q, await p.call(listSales, {}), {
      words: (r) => `${r.number}${r.title}${r.titleEn}${r.owner}`,
      holds: (r) => !q.filters.kind || r.kind === q.filters.kind,
      keys: { floor: (r) => r.floor ?? 0, until: (r) => r.until ?? '' },
    })
    const money = (v: number | null) => (v === null ? null : sayYuan(v, lang))
    const columns: Column<Row>[] = [
      {
        key: 'title',
        title: text('标的', 'What is sold'),
        value: (r) => (lang === 'zh' ? r.title : r.titleEn),
        phone: 'heading',
      },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      { key: 'kind', title: text('种类', 'Kind'), value: (r) => r.kindText[lang] },
      { key: 'owner', title: text('转让方', 'Transferor'), value: (r) => r.owner },
      {
        key: 'floor',
        title: text('底价', 'Floor'),
        number: true,
        sort: 'down',
        value: (r) => r.floor,
        cell: (r) => money(r.floor),
      },
      { key: 'until', title: text('披露至', 'Until'), sort: 'up', value: (r) => r.until },
      {
        key: 'price',
        title: text('成交价', 'Price'),
        number: true,
        value: (r) => r.price,
        cell: (r) => money(r.price),
      },
      { key: 'status', title: text('状态', 'Status'), value: (r) => r.statusText[lang] },
    ]
    const title = text('产权交易', 'Property sales')
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '国有股权、资产、房产招租和公共资源：披露、登记、竞价、鉴证、结果，全在这里。',
            'State equity, assets, leases and public resources: disclosure, registration, bidding, comparison, result.',
          )}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={all}
            query={q}
            href={(r) => `${portal}/${r.number}`}
            filters={[
              { name: 'q', kind: 'search', title: text('标的、编号或转让方', 'Asset, number or transferor') },
              {
                name: 'kind',
                kind: 'choice',
                title: text('种类', 'Kind'),
                options: saleKinds.map((k) => ({ value: k.id, text: k.title })),
              },
            ]}
            empty={text('现在没有披露的项目。', 'Nothing is disclosed now.')}
          />
        </PortalPage>
      ),
    }
  },
})
