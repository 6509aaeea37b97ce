import { text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { publicListPage } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { sayInstant } from '../words.ts'

/** The sales whose hall the reader may enter. */
export default publicListPage({
  path: paths.desk,
  desk: ({ actor }) => actor.kind === 'person' && actor.post !== undefined,
  title: text('竞价', 'Sales'),
  list: auction.list,
  columns: (c, { lang }) => [
    { ...c.number, phone: 'heading' },
    c.of('title', text('标的', 'Lot'), { value: (r) => r.title[lang] }),
    c.status(text('阶段', 'Stage')),
    c.of('until', text('截止', 'Ends'), { sort: 'up', value: (r) => (r.until ? sayInstant(r.until) : null) }),
    c.yuan('best', text('最高价', 'Highest bid')),
    c.of('bids', text('报价次数', 'Bids'), { number: true }),
  ],
  search: text('标的或编号', 'Lot or number'),
})
