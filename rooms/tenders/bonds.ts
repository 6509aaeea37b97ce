// Bid bonds are back: after the contract within five days, with the bank's interest (实施条例 art. 57).
import { cite } from '../../kernel/law/index.ts'
import { biddersOf } from '../../trade/bond/index.ts'
import { act } from './case.kind.ts'
import { bondsBack } from './contract.ts'

/** By the system, once the bank has shown the last of them: the clock of five days stops. */
export const bondsReturned = act(bondsBack, {
  act: 'tender.bonds-returned',
  who: (_, actor) => actor.kind === 'system',
  async prepare({ at, tx }) {
    const rows = (await biddersOf(tx, at.found)).filter((b) => b.paidAt)
    return { bonds: rows.length, interest: rows.reduce((sum, b) => sum + b.interest, 0) }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法实施条例', 57)], public: made! }),
})
