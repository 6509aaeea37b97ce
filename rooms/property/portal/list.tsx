import { text } from '../../../kernel/platform/index.ts'
import { publicListPage } from '../../../web/ui/index.ts'
import { saleKinds } from '../kinds.ts'
import { portal } from '../paths.ts'
import { listSales } from '../views.contract.ts'

/** What is disclosed: equity, assets, leases, public resources. */
export default publicListPage({
  path: portal,
  title: text('产权交易', 'Property sales'),
  lead: text(
    '国有股权、资产、房产招租和公共资源：披露、登记、竞价、鉴证、结果，全在这里。',
    'State equity, assets, leases and public resources: disclosure, registration, bidding, comparison, result.',
  ),
  list: listSales,
  columns: (c, { lang }) => [
    c.heading(text('标的', 'What is sold')),
    c.number,
    c.of('kind', text('种类', 'Kind'), { value: (r) => r.kindText[lang] }),
    c.of('owner', text('转让方', 'Transferor')),
    c.yuan('floor', text('底价', 'Floor')),
    c.of('until', text('披露至', 'Until'), { sort: 'up' }),
    c.yuan('price', text('成交价', 'Price'), false),
    c.status(),
  ],
  search: text('标的、编号或转让方', 'Asset, number or transferor'),
  choices: {
    kind: { title: text('种类', 'Kind'), options: Object.fromEntries(saleKinds.map((k) => [k.id, k.title])) },
  },
  empty: text('现在没有披露的项目。', 'Nothing is disclosed now.'),
})
