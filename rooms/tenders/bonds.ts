// Bid bonds go back: after the contract within five days, with the bank's interest (实施条例 art. 57); at once where the tender failed.
import type { CaseAt } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { ReadContext, Tx } from '../../kernel/platform/index.ts'
import { interestOf } from './bonds.rules.ts'
import { act, figure, type Tender } from './case.kind.ts'
import { bondsBack } from './contract.ts'
import { type BidderRow, biddersOf } from './tenders.store.ts'

/** Each to the account that it came from, in the transaction of the act that frees it. What the bank then says comes back by `hear`. */
export async function returnBonds(
  { tx, callAsSystem }: { tx: Tx } & Pick<ReadContext, 'callAsSystem'>,
  found: CaseAt<Tender>['found'],
  reason: string,
): Promise<void> {
  for (const b of await biddersOf(tx, found)) {
    const order = await callAsSystem(money.viewOrder, { number: b.bond })
    if (order.state !== 'cancelled') await callAsSystem(money.returnOrder, { number: b.bond, keep: 'nothing', reason })
  }
}

/** What a bidder gets beside his bond. */
export const interestDue = (b: BidderRow, bond: number, on: Date): number =>
  b.paidAt ? interestOf(bond, figure('deposit-rate', on).value, b.paidAt, b.refundedAt ?? on) : 0

/** By the system, once the bank has shown the last of them: the clock of five days stops. */
export const bondsReturned = act(bondsBack, {
  act: 'tender.bonds-returned',
  who: (_, actor) => actor.kind === 'system',
  async prepare({ at, tx, clock }) {
    const rows = (await biddersOf(tx, at.found)).filter((b) => b.paidAt)
    const { bond } = at.facts.form!
    return { bonds: rows.length, interest: rows.reduce((sum, b) => sum + interestDue(b, bond, clock.now()), 0) }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法实施条例', 57)], public: made! }),
})
