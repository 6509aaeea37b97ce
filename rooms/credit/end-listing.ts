import { dayOf } from '../../kernel/calendar/index.ts'
import { endListing } from './contract.ts'
import { changeListing } from './credit.store.ts'
import { listingAct } from './listing.kind.ts'

/** Its mark says nothing any more, by its term or because it was lifted: this act tells whoever keeps a copy. */
export default listingAct(endListing, {
  act: 'listing.ended',
  who: () => false,
  check({ at, problem }) {
    if (at.facts.status !== 'listed') throw problem('NOT_LISTED')
  },
  says: ({ input }) => ({ public: { how: input.how, ...(input.by ? { by: input.by } : {}) } }),
  also: ({ tx, at, input, clock }) =>
    changeListing(
      tx,
      { jurisdiction: at.found.jurisdiction, caseId: at.found.id },
      { ended: input.how, on: dayOf(clock.now()), flags: [] },
    ),
})
