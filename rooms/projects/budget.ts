import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { budget } from './contract.ts'
import { keepLinks } from './link.ts'

export default step(budget, {
  act: 'project.budgeted',
  check: ({ at, input, problem }) => keepLinks(at, problem, { budget: input.amount }),
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 18), cite('政府投资条例', 19)],
    public: { amount: input.amount, fund: input.fund },
  }),
})
