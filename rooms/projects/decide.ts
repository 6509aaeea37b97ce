import { cite } from '../../kernel/law/index.ts'
import type { Stage } from './case.fold.ts'
import { isSimple } from './case.fold.ts'
import { step } from './case.kind.ts'
import { decide } from './contract.ts'

/** The chart's three steps of this act: `decide-proposal`, `decide-study`, `decide-estimate`. */
const stageOf = (element: string): Stage =>
  element.includes('proposal') ? 'proposal' : element.includes('study') ? 'study' : 'estimate'

export default step(decide, {
  act: 'project.decided',
  outcome: (i) => i.outcome,
  variables: ({ at }) => ({ simple: isSimple(at.facts) }),
  check({ at, work, input, problem }) {
    if (input.outcome === 'restudy' && (stageOf(work.element) !== 'estimate' || at.facts.money.estimate === null))
      throw problem('RESTUDY')
  },
  says({ at, work, input }) {
    const stage = stageOf(work.element)
    const { submitted } = at.facts
    return {
      basis: [stage === 'estimate' ? cite('政府投资条例', 12) : cite('政府投资条例', 11)],
      public: { stage, outcome: input.outcome, ...(submitted === null ? {} : { amount: submitted }) },
      private: { opinion: input.opinion },
    }
  },
})
