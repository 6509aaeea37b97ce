import { text } from '../../../kernel/platform/index.ts'
import { publicListPage } from '../../../web/ui/index.ts'
import { lots } from '../contract.ts'
import { portal } from '../paths.ts'
import { kinds } from '../words.ts'

/** What was announced: land and mining rights. */
export default publicListPage({
  path: portal,
  title: text('土地和矿业权出让', 'Land and mining rights'),
  lead: text('公告、申请、竞价、结果，全在这里。', 'Notices, applications, sales and results.'),
  list: lots,
  columns: (c, { lang }) => [
    c.heading(text('标的', 'Lot')),
    c.number,
    c.of('kind', text('种类', 'Kind'), { value: (r) => kinds[r.kind][lang] }),
    c.of('place', text('位置', 'Place')),
    c.of('area', text('面积（平方米）', 'Area (m²)'), { number: true, sort: 'down' }),
    c.yuan('start', text('起始价', 'Start price')),
    c.status(),
  ],
  search: text('标的、位置或编号', 'Lot, place or number'),
  choices: { kind: { title: text('种类', 'Kind'), options: kinds } },
  empty: text('现在没有公告的标的。', 'Nothing is announced now.'),
})
