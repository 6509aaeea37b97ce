import { postOf, privateOf } from '../../kernel/platform/index.ts'
import { contract as auction } from '../../trade/auction/index.ts'
import { act, KEEPER } from './case.kind.ts'
import { qualify } from './contract.ts'
import { findPersonName } from './people.ts'

/** By the exchange: the deposit came in full, so the applicant gets a number; nothing says which of the numbers is whose. */
export default act(qualify, {
  act: 'land.qualified',
  who: (_, actor) => postOf(actor, KEEPER) !== undefined,
  check({ at, input, problem }) {
    const one = at.facts.applications.find((x) => x.applicant === input.applicant)
    if (!one) throw problem('NO_APPLICANT')
    if (one.outcome) throw problem('ONCE')
    if (input.outcome === 'pass' && !one.paid) throw problem('NO_DEPOSIT')
  },
  async prepare({ at, input, tx, callAsSystem }) {
    if (input.outcome === 'refuse') return undefined
    const one = at.facts.applications.find((x) => x.applicant === input.applicant)!
    const personId = (await privateOf(tx, at.found.jurisdiction, [one.act])).get(one.act)!.who!.value as string
    const name = findPersonName(at.parties, personId)
    return (await callAsSystem(auction.admit, { number: at.found.number, personId, name })).bidder
  },
  says: ({ input, made }) => ({
    public: { applicant: input.applicant, outcome: input.outcome },
    private: { reason: input.reason, ...(made === undefined ? {} : { bidder: made }) },
  }),
})
