import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { answerOrder } from './contract.ts'
import { answerMeasure, findMeasure } from './measure.store.ts'
import { answersFor } from './policy.ts'

export default operation(answerOrder, {
  allow: answersFor,
  async run({ tx, input, clock, problem }) {
    const measure = await findMeasure(tx, input.id, true)
    if (!measure) throw problem('NO_MEASURE')
    if (measure.answeredAt || measure.closedAt) throw problem('WRONG_STATE')
    await answerMeasure(tx, measure, input.answer, clock.now())
    const { jurisdiction, id, number, unit, office } = measure
    return {
      act: acts['order.answered']({
        jurisdiction,
        subject: { kind: 'order', id },
        public: { number, unit, office },
        private: { answer: input.answer },
      }),
      output: { id },
    }
  },
})
