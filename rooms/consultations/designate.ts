import { handOver } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { stepOf } from './case.kind.ts'
import { designate } from './contract.ts'
import { handlersOf } from './offices.rules.ts'

/** The office decides the dispute, and whoever it names handles it: also the one that returned it. */
export default stepOf(designate, {
  act: 'ticket.designated',
  async prepare({ at, tx, input, problem }) {
    if (at.parties.some((p) => p.role === 'about' && p.unit === input.unit)) throw problem('OWN_MATTER')
    if (!handlersOf(await units(tx), await postsOfUnits(tx)).some((h) => h.unit === input.unit))
      throw problem('NO_UNIT')
    await handOver(tx, at.found, input.unit)
  },
  says: ({ input }) => ({ public: { unit: input.unit }, private: { reason: input.reason } }),
})
