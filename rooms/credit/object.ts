import { isParty } from '../../kernel/cases/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { object } from './contract.ts'
import { listingAct, OFFICER } from './listing.kind.ts'

/** By the subject, or by an officer who puts on record what was said at the counter. */
export default listingAct(object, {
  act: 'listing.objected',
  who: (at, actor) => isParty(at, actor, 'subject') || postOf(actor, OFFICER)?.unitCode === at.found.unit,
  check({ at, problem }) {
    if (at.facts.status !== 'noticed') throw problem('NOT_NOW')
  },
  says: ({ input }) => ({ private: { objection: input.objection } }),
})
