// What an order comes to: a fold over what happened to it. Amounts are integer 分, days are days of the city.

export type Day = string
/** A part of what is owed, and the last day on which it is paid in time. */
export type Part = { due: Day; amount: number }
/** From a day on the parts hold for what was unpaid then; `before` was paid by then. */
export type Plan = { from: Day; before: number; parts: Part[] }

export type MoneyEvent =
  | { what: 'ordered'; on: Day; amount: number; due: Day }
  | { what: 'received'; on: Day; amount: number; other: boolean }
  | { what: 'rescheduled'; on: Day; parts: Part[] }
  | { what: 'refund-ordered'; on: Day; amount: number; interest?: number | undefined }
  | { what: 'refunded'; on: Day; amount: number }
  | { what: 'cancelled'; on: Day }

/** `double`: it was settled already, and the same amount came again. */
export const PAID_AS = ['part', 'full', 'over', 'double'] as const
export type PaidAs = (typeof PAID_AS)[number]
export type Payment = { on: Day; amount: number; as: PaidAs; late: boolean; other: boolean }

export const STATES = ['open', 'partly', 'paid', 'over', 'cancelled'] as const
export type OrderFacts = {
  amount: number
  /** The last day of all. */
  due: Day
  plans: Plan[]
  payments: Payment[]
  received: number
  /** On its way back, and back. */
  refundOrdered: number
  refunded: number
  /** Beside what came in. */
  interest: number
  /** Still to be paid. */
  owed: number
  /** Came in without being owed, and no refund of it was ordered yet. */
  excess: number
  cancelled: Day | undefined
  state: (typeof STATES)[number]
}

/** @throws where the first event is not the order itself */
export function foldOrder(events: readonly MoneyEvent[]): OrderFacts {
  const [first] = events
  if (first?.what !== 'ordered') throw new Error('an order begins with its own act')
  const { amount, due } = first
  const plans: Plan[] = [{ from: first.on, before: 0, parts: [{ due, amount }] }]
  const facts = { payments: [] as Payment[], received: 0, refundOrdered: 0, refunded: 0, interest: 0 }
  let cancelled: Day | undefined
  for (const e of events)
    if (e.what === 'received') {
      const late = overdueOn(plans, facts.received, e.on) > 0
      facts.payments.push({ on: e.on, amount: e.amount, as: paidAs(amount, facts, e.amount), late, other: e.other })
      facts.received += e.amount
    } else if (e.what === 'rescheduled')
      plans.push({ from: e.on, before: Math.min(facts.received, amount), parts: e.parts })
    else if (e.what === 'refund-ordered') {
      facts.refundOrdered += e.amount
      facts.interest += e.interest ?? 0
    } else if (e.what === 'refunded') facts.refunded += e.amount
    else if (e.what === 'cancelled') cancelled = e.on
  const kept = facts.received - facts.refundOrdered
  const wanted = cancelled ? 0 : amount
  return {
    amount,
    due: plans.at(-1)!.parts.at(-1)!.due,
    plans,
    ...facts,
    owed: Math.max(0, wanted - kept),
    excess: Math.max(0, kept - wanted),
    cancelled,
    state: cancelled ? 'cancelled' : kept > amount ? 'over' : kept === amount ? 'paid' : kept > 0 ? 'partly' : 'open',
  }
}

function paidAs(amount: number, before: { received: number; payments: Payment[] }, paid: number): PaidAs {
  const rest = amount - before.received
  if (rest > 0) return paid < rest ? 'part' : paid === rest ? 'full' : 'over'
  return paid === amount || before.payments.some((p) => p.amount === paid) ? 'double' : 'over'
}

/** The plan in force on a day. */
export const planOn = (plans: readonly Plan[], day: Day): Plan | undefined => plans.findLast((p) => p.from <= day)

/** What should have been paid before a day begins and was not, given what had come in by then. */
export function overdueOn(plans: readonly Plan[], received: number, day: Day): number {
  const plan = planOn(plans, day)
  if (!plan) return 0
  const wanted = plan.parts.reduce((sum, p) => sum + (p.due < day ? p.amount : 0), plan.before)
  return Math.max(0, wanted - received)
}

/** Why parts are no plan for what is owed: 行政处罚法 art. 66 para. 2 lets a term be put off or cut up, not the sum changed. */
export function planProblem(owed: number, today: Day, parts: readonly Part[]): 'none' | 'sum' | 'order' | undefined {
  if (parts.length === 0) return 'none'
  if (parts.reduce((sum, p) => sum + p.amount, 0) !== owed) return 'sum'
  return parts.some((p, i) => p.amount <= 0 || p.due < (i === 0 ? today : parts[i - 1]!.due)) ? 'order' : undefined
}
