import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { tender } from './works.contract.ts'

/** The market keeps its own record; here stands its number, or why the law asked for no tender. */
export default act(tender, {
  act: 'project.tendered',
  who: beside.tender.who,
  check({ at, input, problem }) {
    if (!beside.tender.when(at.facts)) throw problem('NOT_NOW')
    if ((input.market === undefined) === (input.exempt === undefined)) throw problem('EITHER')
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法', 3)],
    public: {
      lot: input.lot,
      ...(input.market ? { market: input.market } : {}),
      ...(input.exempt ? { exempt: input.exempt } : {}),
    },
  }),
})
