import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { weigh } from './contract.ts'
import { dropped } from './dropped.ts'
import { listingStep } from './listing.kind.ts'
import { figures } from './lists.ts'

/** Once something was said, or the days for it are over, counted from the service of the notice. */
export default listingStep(weigh, {
  act: 'listing.weighed',
  outcome: (i) => i.outcome,
  check({ at, clock, input, problem }) {
    const served = at.acts.findLast((a) => a.type === 'document.served')
    if (!served) throw problem('NOT_SERVED')
    if (at.facts.objected && input.adopted === 'none-made') throw problem('ANSWER')
    const today = dayOf(clock.now())
    const last = addWorkingDays(served.public.effectiveOn, figures.at('objection', today).value)
    if (!at.facts.objected && today <= last) throw problem('TOO_EARLY')
  },
  says: ({ input }) => ({
    public: { outcome: input.outcome, adopted: input.adopted },
    private: { opinion: input.opinion },
  }),
  also: async ({ at, input, tx, clock }) => {
    if (input.outcome === 'drop') await dropped(tx, at, clock.now())
  },
})
