import { act } from '../case.kind.ts'
import { endMeasure } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { officer } from '../who.rules.ts'
import { measureOf, outcomes, words } from './measure.rules.ts'

/** Returned, confiscated, turned into a seizure, transferred, destroyed: each ends it (行政处罚法 art. 56; 行政强制法 arts. 27, 28). */
export default act(endMeasure, {
  act: 'measure.ended',
  who: officer,
  async prepare(ctx) {
    const { at, input, problem } = ctx
    const m = measureOf(at.facts, input.measure)
    if (!m?.ordered || m.ended) throw problem('NO_MEASURE')
    return issue(ctx, at, m.kind === 'preservation' ? 'preservation-lifted' : 'measure-lifted', {
      measure: words[m.kind]!.zh,
      measureEn: words[m.kind]!.en,
      outcome: outcomes[input.outcome].zh,
      reason: input.reason,
    })
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政强制法', article: 27 }],
    public: { measure: input.measure, outcome: input.outcome, document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
