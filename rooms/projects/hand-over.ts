import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { handOver } from './contract.ts'

/** What is left of the budget is told, and whether it went back to the treasury. */
export default step(handOver, {
  act: 'project.handed-over',
  says: ({ at, input }) => ({
    basis: [cite('政府投资条例', 25, 2)],
    public: {
      to: input.to,
      surplus: (at.facts.money.budget ?? 0) - (at.facts.money.settled ?? 0),
      returned: input.returned,
    },
  }),
})
