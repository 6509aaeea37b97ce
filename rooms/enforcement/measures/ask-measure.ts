import { act } from '../case.kind.ts'
import { askMeasure } from '../contract.ts'
import { officer } from '../who.rules.ts'

/** An officer proposes, the head orders (行政处罚法 art. 56; 行政强制法 art. 18). */
export default act(askMeasure, {
  act: 'measure.asked',
  who: officer,
  check({ at, problem }) {
    if (at.facts.closedAt) throw problem('CLOSED')
  },
  says: ({ at, input }) => ({
    basis: input.kind === 'preservation' ? [{ law: '行政处罚法', article: 56 }] : [{ law: '行政强制法', article: 18 }],
    public: { measure: at.facts.measures.length + 1, kind: input.kind },
    private: { goods: input.goods, reason: input.reason },
  }),
})
