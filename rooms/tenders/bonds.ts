// Bid bonds are back: after the contract within five days, with the bank's interest (实施条例 art. 57).
import { cite } from '../../kernel/law/index.ts'
import { type BidderRow, biddersOf, interestOf } from '../../trade/bond/index.ts'
import { act, figure } from './case.kind.ts'
import { bondsBack } from './contract.ts'

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
