import { dayOf } from '../../kernel/calendar/index.ts'
import { contract as parties } from '../../kernel/parties/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { annul } from './contract.ts'
import { changeListing } from './credit.store.ts'
import { HEAD, listingAct } from './listing.kind.ts'

/** It was wrong from the beginning: it ends everywhere, and what leaned on it is counted here and listed for whoever must mend it. */
export default listingAct(annul, {
  act: 'listing.annulled',
  who: (at, actor) => postOf(actor, HEAD)?.unitCode === at.found.unit,
  check({ at, problem }) {
    if (at.facts.status !== 'listed') throw problem('NOT_LISTED')
  },
  async prepare({ at, input, call }) {
    const mark = at.facts.mark!
    await call(parties.lift, { id: mark, reason: input.reason.slice(0, 1000), annul: true })
    return (await call(parties.leanedOn, { mark })).acts.length
  },
  says: ({ input, made }) => ({ public: { leaned: made }, private: { reason: input.reason } }),
  async also({ tx, at, clock, timer }) {
    const { jurisdiction, id: caseId } = at.found
    await timer.cancel(jurisdiction, caseId, 'credit.term-over')
    await changeListing(tx, { jurisdiction, caseId }, { ended: 'annulled', on: dayOf(clock.now()), flags: [] })
  },
  output: ({ made }) => ({ leaned: made }),
})
