import { dayOf } from '../../../kernel/calendar/index.ts'
import { act } from '../case.kind.ts'
import { measureClock } from '../clocks.rules.ts'
import { extendMeasure } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { figure } from '../law.ts'
import { head } from '../who.rules.ts'
import { measureOf, words } from './measure.rules.ts'

/** Once, by thirty days, while it runs (行政强制法 art. 25); what has ended cannot be extended, and is lifted by law (art. 28). */
export default act(extendMeasure, {
  act: 'measure.extended',
  who: head,
  async prepare(ctx) {
    const { at, input, clock, problem } = ctx
    const now = clock.now()
    const m = measureOf(at.facts, input.measure)
    if (!m?.ordered || m.ended || m.kind === 'preservation') throw problem('NO_MEASURE')
    if (m.extended.length > 0) throw problem('EXTENDED')
    if (m.tests.some((t) => !t.ended && dayOf(now) <= t.until)) throw problem('TESTING')
    if (measureClock(m, now)!.overdue) throw problem('OVER')
    const until = measureClock({ ...m, extended: [now] }, now)!.due!
    const document = await issue(ctx, at, 'measure-extended', {
      measure: words[m.kind]!.zh,
      measureEn: words[m.kind]!.en,
      until,
      reason: input.reason,
    })
    return { until, basis: figure('seizure-extension', now).basis, document }
  },
  says: ({ input, made }) => ({
    basis: made.basis,
    public: { measure: input.measure, until: made.until, document: made.document.said },
    private: { reason: input.reason, document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
