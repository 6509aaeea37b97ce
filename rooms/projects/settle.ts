import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { settle } from './contract.ts'
import { keepLinks } from './link.ts'

/** From now on the settled price stands in the place of contracts and changes: it is neither over them nor under what was certified. */
export default step(settle, {
  act: 'project.settled',
  check: ({ at, input, problem }) => keepLinks(at, problem, { settled: input.amount }),
  says({ at, input }) {
    const { contracts, changes } = at.facts.money
    return {
      basis: [cite('政府投资条例', 25)],
      public: { amount: input.amount, cut: contracts + changes - input.amount },
      private: { opinion: input.opinion },
    }
  },
})
