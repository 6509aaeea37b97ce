// Bonds of a sealed procedure: ordered when somebody registers, given back by the acts that free them, or kept with a reason.
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { ReadContext, Text, Tx } from '../../kernel/platform/index.ts'
import { type BidderRow, biddersOf, insertBidder, type Of, stampKept, stampReturn } from './bond.store.ts'

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

/** Each to the account that it came from, in the transaction of the act that frees it; how many are on their way. */
export async function returnBonds(
  { tx, callAsSystem, clock }: Ctx,
  found: Of,
  reason: string,
  which: (b: BidderRow) => boolean = () => true,
): Promise<number> {
  let under = 0
  for (const b of await biddersOf(tx, found)) {
    if (!b.bond || b.kept || b.returnedAt || !which(b)) continue
    const order = await callAsSystem(money.viewOrder, { number: b.bond })
    if (order.state === 'cancelled') continue
    await callAsSystem(money.returnOrder, { number: b.bond, keep: 'nothing', reason })
    await stampReturn(tx, found, b.bidder, clock.now())
    if (b.paidAt) under++
  }
  return under
}

/** What is kept goes to nobody here: its order stays settled with the treasury. */
export const keepBond = (tx: Tx, found: Of, bidder: number, why: string): Promise<void> =>
  stampKept(tx, found, bidder, why)

/** Whether a bond stood when the deadline passed. */
export const inTime = (b: BidderRow | undefined): boolean => b?.paidAt != null && !b.late
