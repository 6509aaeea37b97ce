import { dayOf } from '../calendar/index.ts'
import { type Act, type ActDraft, actsOf, type ReadContext, type Tx } from '../platform/index.ts'
import { banks } from './bank.ts'
import type { OrderView } from './contract.ts'
import type { Order } from './money.store.ts'
import { foldOrder, type MoneyEvent, type OrderFacts, overdueOn, planOn } from './order.rules.ts'

/** What an act says of its order's money; undefined for one that says nothing of it. */
export function eventOf(act: Pick<Act | ActDraft, 'type' | 'public'>, on: string): MoneyEvent | undefined {
  const p = act.public as Record<string, any>
  if (act.type === 'money.ordered') return { what: 'ordered', on, amount: p.amount, due: p.due }
  if (act.type === 'money.received') return { what: 'received', on: p.day, amount: p.amount, other: p.other }
  if (act.type === 'money.rescheduled') return { what: 'rescheduled', on, parts: p.parts }
  if (act.type === 'money.refund-ordered') return { what: 'refund-ordered', on, amount: p.amount, interest: p.interest }
  if (act.type === 'money.refunded') return { what: 'refunded', on: p.day, amount: p.amount }
  if (act.type === 'money.cancelled') return { what: 'cancelled', on }
  return undefined
}
export const eventsOf = (acts: readonly Act[]): MoneyEvent[] =>
  acts.flatMap((a) => eventOf(a, dayOf(a.happenedAt)) ?? [])

/** How an order stands by its acts. */
export async function standingOf(tx: Tx, o: Pick<Order, 'jurisdiction' | 'id'>): Promise<OrderFacts> {
  return foldOrder(eventsOf(await actsOf(tx, o.jurisdiction, o.id)))
}

const untitled = (name: string) => ({ zh: name, en: name })

/** What pages show of an order; the payer's name for those whom it concerns. */
export async function viewOf(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  o: Order,
  bank: string,
  named: boolean,
): Promise<OrderView> {
  const facts = await standingOf(tx, o)
  const today = dayOf(clock.now())
  const { number, id, kind, unit, caseNumber, purpose, account } = o
  const { amount, due, state, owed, excess, payments, refunded, refundOrdered, interest } = facts
  return {
    ...{
      id,
      number,
      kind,
      unit,
      caseNumber,
      purpose,
      account,
      amount,
      due,
      state,
      owed,
      excess,
      refunded,
      refundOrdered,
      interest,
    },
    payer: named ? o.payer.name : null,
    overdue: owed > 0 && overdueOn(facts.plans, facts.received - facts.refundOrdered, today) > 0,
    bank: banks.get(bank)?.title ?? untitled(bank),
    parts: planOn(facts.plans, today)?.parts ?? [],
    payments,
  }
}
