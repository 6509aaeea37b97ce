import { text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { publicListPage } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { sayInstant } from '../words.ts'

/** Sales of the city: what is coming, what is open, what ended and how. */
export default publicListPage({
  path: paths.portal,
  title: text('公共资源竞价', 'Sales of public resources'),
  lead: text(
    '土地、矿权、国有资产。人人看到同一秒；每一次报价都有凭证，谁都能重算。',
    'Land, mining rights, state property. Everybody sees the same second; every bid has its receipt, and anybody can recompute it.',
  ),
  list: auction.list,
  columns: (c, { lang }) => [
    c.of('title', text('标的', 'Lot'), { value: (r) => r.title[lang], phone: 'heading' }),
    c.number,
    c.status(text('阶段', 'Stage')),
    c.of('until', text('截止', 'Ends'), { sort: 'up', value: (r) => (r.until ? sayInstant(r.until) : null) }),
    c.yuan('start', text('起始价', 'Start price')),
    c.yuan('best', text('最高价', 'Highest bid')),
    c.of('bids', text('报价次数', 'Bids'), { number: true }),
  ],
  search: text('标的或编号', 'Lot or number'),
  choices: {
    state: {
      title: text('状态', 'State'),
      options: { coming: text('未开始', 'coming'), open: text('进行中', 'open'), ended: text('已结束', 'ended') },
    },
  },
  empty: text('现在没有公告的竞价。', 'No sale is announced now.'),
})
