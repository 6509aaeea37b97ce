import { COMMON_ACTS, caseOperations, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { desk, portal, quotes } from './paths.ts'
import type { Ranked } from './quotes.rules.ts'

/** The posts of procurement: a unit's buyer, the finance office of its place. */
export const BUYER = 'procurement-buyer'
export const FINANCE = 'procurement-finance'

/** How sealed quotes stand: until when, how many came, what they were. */
export type Quotes = { deadline: string; count: number | null; ranking: Ranked[] | null }
export type Order = {
  status: keyof typeof words
  quotes: Quotes | null
  /** Who supplies, for how much in all. */
  deal: { uscc: string; amount: number } | null
  /** Who did not take it though his quote was the best. */
  declined: readonly string[]
  /** Whom a list barred when their turn came. */
  passed: readonly string[]
  /** Why the unit ended it. */
  ended: string | null
}
const words = {
  placed: text('待供应商接单', 'To be taken by the supplier'),
  declined: text('供应商没有接单', 'Declined'),
  taken: text('待交付验收', 'To be delivered'),
  accepted: text('待支付', 'To be paid'),
  paid: text('已办结', 'Closed'),
  quoting: text('二次竞价报价中', 'Quotes are taken'),
  sealed: text('报价截止，待开启', 'Quotes closed, to be opened'),
  opened: text('报价已开启，待确定成交', 'Quotes opened, to be chosen'),
  silent: text('没有供应商报价', 'Nobody quoted'),
  void: text('没有有效的报价', 'No quote holds'),
  ended: text('采购人终止', 'Ended by the buyer'),
}
const CLOSED: readonly Order['status'][] = ['paid', 'declined', 'silent', 'void', 'ended']
const begin: Order = { status: 'placed', quotes: null, deal: null, declined: [], passed: [], ended: null }

function fold(f: Order, { type, public: p }: Act): Order {
  switch (type) {
    case 'order.placed':
      return { ...f, deal: { uscc: p.uscc, amount: p.amount } }
    case 'quotes.called':
      return { ...f, status: 'quoting', quotes: { deadline: p.deadline, count: null, ranking: null } }
    case 'quotes.closed':
      return { ...f, status: p.outcome === 'some' ? 'sealed' : 'silent', quotes: { ...f.quotes!, count: p.count } }
    case 'quotes.opened': {
      const ranking = (p.quotes as [string, string, number | null, number | null, Ranked['why']][]).map(
        ([uscc, model, price, rank, why]) => ({ uscc, model, price, rank, why }),
      )
      return { ...f, status: p.outcome === 'ranked' ? 'opened' : 'void', quotes: { ...f.quotes!, ranking } }
    }
    case 'quotes.awarded':
      return p.outcome === 'award'
        ? {
            ...f,
            status: 'placed',
            deal: { uscc: p.uscc, amount: p.amount },
            passed: [...f.passed, ...(p.passed ?? [])],
          }
        : { ...f, status: 'ended', ended: p.reason }
    case 'order.taken':
      if (p.outcome === 'take') return { ...f, status: 'taken' }
      return f.quotes
        ? { ...f, status: 'opened', deal: null, declined: [...f.declined, f.deal!.uscc] }
        : { ...f, status: 'declined' }
    case 'order.accepted':
      return { ...f, status: 'accepted' }
    case 'order.paid':
      return { ...f, status: 'paid' }
    default:
      return f
  }
}

export const order = defineCaseKind<Order>({
  kind: 'framework-order',
  title: text('协议订单', 'Framework order'),
  parties: {
    buyer: text('采购人', 'Buyer'),
    supplier: text('供应商', 'Supplier'),
    invited: text('受邀供应商', 'Invited supplier'),
  },
  acts: [...Object.keys(acts).filter((a) => /^(order|quotes)\./.test(a)), ...COMMON_ACTS],
  steps: {
    'quotes.closed': { title: text('报价截止', 'Quotes close'), outcomes: ['some', 'none'], post: BUYER },
    'quotes.opened': { title: text('开启报价', 'Open the quotes'), outcomes: ['ranked', 'none'], post: BUYER },
    'quotes.awarded': { title: text('确定成交', 'Choose'), outcomes: ['award', 'end'], post: BUYER },
    'order.taken': { title: text('接单', 'Take the order'), outcomes: ['take', 'decline'], by: 'party:supplier' },
    'order.accepted': { title: text('验收', 'Accept'), outcomes: [], post: BUYER },
    'order.paid': { title: text('支付', 'Pay'), outcomes: [], post: FINANCE },
  },
  needs: ['order.taken', 'order.accepted', 'order.paid'],
  pages: { desk, portal, box: quotes },
  fold: (list) => list.reduce(fold, begin),
  status: (f) => ({ code: f.status, text: words[f.status], closed: CLOSED.includes(f.status) }),
  duties: () => [],
})
export const { step, act } = caseOperations(order, acts)
