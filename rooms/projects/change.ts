import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { keepLinks } from './link.ts'
import { change } from './works.contract.ts'

/** A change over the budget waits for the budget to be changed first (art. 23). */
export default act(change, {
  act: 'project.changed',
  who: beside.change.who,
  check({ at, input, problem }) {
    const { facts } = at
    if (!beside.change.when(facts)) throw problem('NOT_NOW')
    const of = facts.contracts.find((c) => c.contract === input.contract)
    if (!of) throw problem('NO_CONTRACT')
    keepLinks(
      at,
      problem,
      { changes: facts.money.changes + input.amount },
      { of, change: { changes: of.changes + input.amount } },
    )
  },
  says({ at, input }) {
    const { contracts, changes, budget } = at.facts.money
    return {
      basis: [cite('政府投资条例', 23)],
      public: {
        contract: input.contract,
        amount: input.amount,
        ground: input.ground,
        joint: input.joint,
        changes: changes + input.amount,
        contracts,
        total: contracts + changes + input.amount,
        budget: budget!,
      },
      private: { reason: input.reason },
    }
  },
})
