import { postOf } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { answerObjection } from './contract.ts'

/** The unit says what it makes of what was stated (行政许可法 art. 36), by who reviews or decides; one answer to all that wait. */
export default act(answerObjection, {
  act: 'objection.answered',
  who: (at, actor) => (postOf(actor, 'reviewer') ?? postOf(actor, 'approver'))?.unitCode === at.found.unit,
  check({ at: { facts }, problem }) {
    if (facts.unanswered === 0 || facts.closedAt) throw problem('NOT_OPEN')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 36 }],
    public: { taken: input.taken === 'yes' },
    private: { answer: input.answer },
  }),
})
