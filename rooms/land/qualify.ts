import { postOf } from '../../kernel/platform/index.ts'
import { admit } from '../../trade/entry/index.ts'
import { act, KEEPER } from './case.kind.ts'
import { qualify } from './contract.ts'

/** By the exchange: the deposit came in full, so the applicant gets a number; nothing says which of the numbers is whose. */
export default act(qualify, {
  act: 'land.qualified',
  who: (_, actor) => postOf(actor, KEEPER) !== undefined,
  check({ at, input, problem }) {
    const one = at.facts.entries.find((x) => x.no === input.applicant)
    if (!one) throw problem('NO_APPLICANT')
    if (one.outcome) throw problem('ONCE')
    if (input.outcome === 'pass' && !one.paid) throw problem('NO_DEPOSIT')
  },
  async prepare({ at, input, ...ctx }) {
    if (input.outcome === 'refuse') return undefined
    return admit(ctx, at, at.facts.entries.find((x) => x.no === input.applicant)!)
  },
  says: ({ input, made }) => ({
    public: { applicant: input.applicant, outcome: input.outcome },
    private: { reason: input.reason, ...(made === undefined ? {} : { bidder: made }) },
  }),
})
