import { act } from '../case.kind.ts'
import { refuseMeasure } from '../contract.ts'
import { head } from '../who.rules.ts'
import { measureOf } from './measure.rules.ts'

export default act(refuseMeasure, {
  act: 'measure.refused',
  who: head,
  check({ at, input, problem }) {
    const m = measureOf(at.facts, input.measure)
    if (!m || m.ordered || m.ended) throw problem('NO_MEASURE')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政强制法', article: 18 }],
    public: { measure: input.measure },
    private: { reason: input.reason },
  }),
})
