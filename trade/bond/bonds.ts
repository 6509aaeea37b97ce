// Bonds of a sealed procedure: ordered when somebody registers, given back by the acts that free them, or kept with a reason.
import type { z } from 'zod'
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { figuresIn } from '../../kernel/law/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { Actor, ReadContext, Text, Tx } from '../../kernel/platform/index.ts'
import { type BidderRow, biddersOf, earlyOf, insertBidder, type Of, stampKept, stampReturn } from './bond.store.ts'
import type { ownBond as shape } from './contract.ts'
import { interestOf } from './interest.rules.ts'

/** The bank’s rate, by its dates. */
const figures = figuresIn(new URL('figures.json', import.meta.url))

type Ctx = { tx: Tx } & Pick<ReadContext, 'callAsSystem' | 'clock'>

/** Who registered, with the order of his bond (none where `amount` is none), which is due by the deadline. */
export async function enrol(
  { tx, callAsSystem, clock }: Ctx,
  found: Of & { unit: string },
  of: {
    bidder: number
    who: { personId: string; name: string }
    amount: number | undefined
    deadline: Date
    purpose: Text
  },
): Promise<string | null> {
  const { jurisdiction, unit } = found
  const [due, today] = [dayOf(of.deadline), dayOf(clock.now())]
  const order = of.amount
    ? await callAsSystem(money.issueOrder, {
        ...{ jurisdiction, kind: 'deposit', unit, purpose: of.purpose, amount: of.amount },
        payer: { name: of.who.name, personId: of.who.personId },
        due: due < today ? addDays(today, 1) : due,
      })
    : null
  const bond = order?.number ?? null
  await insertBidder(tx, found, { bidder: of.bidder, personId: of.who.personId, bond })
  return bond
}

/** What a bond earned where it lay: at the bank's rate, from the day it came (招标投标法实施条例 art. 57). */
const interestUntil = (b: BidderRow, amount: number, until: Date): number =>
  b.paidAt ? interestOf(amount, figures.at('deposit-rate', dayOf(until)).value, b.paidAt, until) : 0

/**
 * Each to the account that it came from, in the transaction of the act that frees it; how many are on their way. `interest`: with what
 * it earned, as the law on tendering says; that on procurement names none (政府采购法实施条例 art. 33).
 */
export async function returnBonds(
  { tx, callAsSystem, clock }: Ctx,
  found: Of,
  reason: string,
  { which = () => true, interest = false }: { which?: (b: BidderRow) => boolean; interest?: boolean } = {},
): Promise<number> {
  let under = 0
  for (const b of await biddersOf(tx, found)) {
    if (!b.bond || b.kept || b.returnedAt || !which(b)) continue
    const order = await callAsSystem(money.viewOrder, { number: b.bond })
    if (order.state === 'cancelled') continue
    const earned = interest ? interestUntil(b, order.amount, clock.now()) : 0
    await callAsSystem(money.returnOrder, { number: b.bond, keep: 'nothing', reason, interest: earned })
    await stampReturn(tx, found, b.bidder, clock.now(), earned)
    if (b.paidAt) under++
  }
  return under
}

/** What is kept goes to nobody here: its order stays settled with the treasury. */
export const keepBond = (tx: Tx, found: Of, bidder: number, why: string): Promise<void> =>
  stampKept(tx, found, bidder, why)

/** Whether a bond stood when the deadline passed. */
export const inTime = (b: BidderRow | undefined): boolean => b?.paidAt != null && !b.late

/** The actor’s own bond in a procedure; that of a bid which he withdrew until another is ordered. */
export async function ownBond(tx: Tx, of: Of, actor: Actor): Promise<z.output<typeof shape> | null> {
  if (actor.kind !== 'person') return null
  const mine = ({ personId }: { personId: string }) => personId === actor.personId
  const row = (await biddersOf(tx, of)).find(mine)
  if (row?.bond) {
    const { kept, refundedAt, returnedAt, paidAt, interest } = row
    const state = kept ? 'kept' : refundedAt ? 'back' : returnedAt ? 'returning' : paidAt ? 'paid' : 'due'
    return { order: row.bond, state, interest }
  }
  const early = row && (await earlyOf(tx, of)).findLast(mine)
  return early ? { order: early.bond, state: early.refundedAt ? 'back' : 'returning', interest: 0 } : null
}
