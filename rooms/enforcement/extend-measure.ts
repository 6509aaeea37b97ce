import { dayOf } from '../../kernel/calendar/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { act } from './case.kind.ts'
import { extendMeasure } from './contract.ts'
import { issue } from './forms.ts'
import { figure } from './law.ts'
import { measureOf, words } from './measure.rules.ts'
import { head } from './who.rules.ts'

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
    const more = figure('seizure-extension', now)
    const start = { what: 'start' as const, at: m.ordered }
    if (clockBy(figure('seizure', m.ordered), [start], now).due! < dayOf(now)) throw problem('OVER')
    const reason = { zh: '延长', en: 'extended' }
    const until = clockBy(
      figure('seizure', m.ordered),
      [start, { what: 'extend', at: now, count: more.value, reason, basis: more.basis }],
      now,
    ).due!
    const document = await issue(ctx, at, 'measure-extended', {
      measure: words[m.kind]!.zh,
      measureEn: words[m.kind]!.en,
      until,
      reason: input.reason,
    })
    return { until, basis: more.basis, document }
  },
  says: ({ input, made }) => ({
    basis: made.basis,
    public: { measure: input.measure, until: made.until, document: made.document.said },
    private: { reason: input.reason, document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
