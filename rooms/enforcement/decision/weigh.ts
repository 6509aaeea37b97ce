import { dayOf } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { step } from '../case.kind.ts'
import { weigh } from '../contract.ts'
import { lastDay } from './defend.ts'

/**
 * 复核 (行政处罚法 art. 45), once the days of the notice are over or the party waived them. Who asked for a hearing gets it; what leaves
 * the standard, or stops a business, is discussed by the heads (art. 57 para 2).
 */
export default step(weigh, {
  act: 'penalty.weighed',
  check({ at, input, clock, problem }) {
    const { noticed, defended, hearing } = at.facts
    if (!noticed?.servedOn) throw problem('NOT_SERVED')
    if (input.adopted === 'none-made' && defended?.stated)
      throw problem('WAS_MADE', { fields: { adopted: weigh.errors.WAS_MADE } })
    if (input.adopted === 'hearing' && (!defended?.hearing || hearing?.held || input.again))
      throw problem('NO_HEARING', { fields: { adopted: weigh.errors.NO_HEARING } })
    if (defended?.waived || defended?.hearing) return
    const last = lastDay(noticed.servedOn, clock.now())
    if (dayOf(clock.now()) <= last)
      throw problem('TOO_EARLY', {
        detail: text(`${last} 以后才能复核、决定。`, `It can be weighed and decided after ${last}.`),
      })
  },
  prepare({ at, input }) {
    const { defended, hearing, proposed } = at.facts
    if (input.again) return 'again' as const
    if (defended?.hearing && !hearing?.held) return 'hearing' as const
    return proposed!.discuss ? ('discuss' as const) : ('decide' as const)
  },
  variables: ({ made }) => ({ outcome: made }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 45 }],
    public: { outcome: made, adopted: input.adopted },
    private: { opinion: input.opinion },
  }),
})
