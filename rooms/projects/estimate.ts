import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { estimate } from './contract.ts'
import { figure } from './figures.ts'

/** More than a tenth over the approved estimate is told with its reasons, not refused (art. 12 para. 2). */
export default step(estimate, {
  act: 'project.estimated',
  check({ at, input, clock, problem }) {
    const approved = at.facts.money.estimate
    const percent = 100 + figure('over-estimate', clock.now()).value
    if (approved !== null && input.amount * 100 > approved * percent && !input.over)
      throw problem('OVER', { fields: { over: { zh: '请写明原因', en: 'please say why' } } })
  },
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 12)],
    public: { amount: input.amount, ...(input.over ? { over: input.over } : {}) },
  }),
})
