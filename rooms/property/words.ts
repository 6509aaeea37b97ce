import { text } from '../../kernel/platform/index.ts'

/** What the comparison compares. */
export const fields = {
  asset: text('标的', 'Asset'),
  appraised: text('评估', 'Appraisal'),
  floor: text('底价', 'Floor'),
  method: text('交易方式', 'Method'),
  buyer: text('受让方', 'Buyer'),
  price: text('成交价', 'Price'),
  payment: text('价款', 'Payment'),
  dates: text('各个日期', 'Dates'),
  log: text('竞价记录', 'Bid log'),
}
/** The papers that it sets side by side. */
export const papers = {
  decision: text('决策与批准', 'Decision and approval'),
  appraisal: text('评估备案', 'Appraisal'),
  notice: text('披露公告', 'Notice'),
  sale: text('竞价或协议', 'Bidding or agreement'),
  contract: text('合同', 'Contract'),
  payment: text('价款到账', 'Payment'),
}
export const priorities = {
  none: text('没有优先权', 'nobody has a first right'),
  hall: text('有优先权，在竞价中行使（同价优先）', 'a first right, exercised in the bidding by matching'),
  after: text('有优先权，竞价后征询', 'a first right, asked for after the bidding'),
}
