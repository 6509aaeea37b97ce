import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { adjust } from './contract.ts'
import { keepLinks } from './link.ts'

/** By the office that settled the estimate, on a ground of the article. */
export default act(adjust, {
  act: 'project.adjusted',
  who: beside.adjust.who,
  check({ at, input, problem }) {
    if (!beside.adjust.when(at.facts)) throw problem('NOT_NOW')
    keepLinks(at, problem, { design: input.amount, adjusted: true })
  },
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 23, 2)],
    public: { amount: input.amount, ground: input.ground },
    private: { reason: input.reason },
  }),
})
