import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { rebudget } from './contract.ts'
import { keepLinks } from './link.ts'

/** Never under what is committed, never over the settled estimate. */
export default act(rebudget, {
  act: 'project.budgeted',
  who: beside.rebudget.who,
  check({ at, input, problem }) {
    if (!beside.rebudget.when(at.facts)) throw problem('NOT_NOW')
    keepLinks(at, problem, { budget: input.amount })
  },
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 23)],
    public: { amount: input.amount, fund: input.fund },
  }),
})
