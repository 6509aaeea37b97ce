import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { study } from './contract.ts'

export default step(study, {
  act: 'project.studied',
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 9)],
    public: { amount: input.amount, summary: input.summary },
  }),
})
