import { COMMON_ACTS, caseOperations, defineCaseKind } from '../../kernel/cases/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { desk, portal } from './paths.ts'

/** The posts of procurement: a unit's buyer, the finance office of its place. */
export const BUYER = 'procurement-buyer'
export const FINANCE = 'procurement-finance'

export type Order = { status: keyof typeof words }
const words = {
  placed: text('待供应商接单', 'To be taken by the supplier'),
  declined: text('供应商没有接单', 'Declined'),
  taken: text('待交付验收', 'To be delivered'),
  accepted: text('待支付', 'To be paid'),
  paid: text('已办结', 'Closed'),
}
const TO: Record<string, Order['status']> = {
  'order.placed': 'placed',
  'order.accepted': 'accepted',
  'order.paid': 'paid',
}

export const order = defineCaseKind<Order>({
  kind: 'framework-order',
  title: text('协议订单', 'Framework order'),
  parties: { buyer: text('采购人', 'Buyer'), supplier: text('供应商', 'Supplier') },
  acts: [...Object.keys(acts).filter((a) => a.startsWith('order.')), ...COMMON_ACTS],
  steps: {
    'order.taken': { title: text('接单', 'Take the order'), outcomes: ['take', 'decline'], by: 'party:supplier' },
    'order.accepted': { title: text('验收', 'Accept'), outcomes: [], post: BUYER },
    'order.paid': { title: text('支付', 'Pay'), outcomes: [], post: FINANCE },
  },
  needs: ['order.taken', 'order.accepted', 'order.paid'],
  pages: { desk, portal },
  fold: (list) =>
    list.reduce<Order>(
      (f, a) =>
        a.type === 'order.taken'
          ? { status: a.public.outcome === 'take' ? 'taken' : 'declined' }
          : { status: TO[a.type] ?? f.status },
      { status: 'placed' },
    ),
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.status === 'paid' || f.status === 'declined' }),
  duties: () => [],
})
export const { step, act } = caseOperations(order, acts)
