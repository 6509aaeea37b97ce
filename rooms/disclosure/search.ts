import { stepOf } from './case.kind.ts'
import { search } from './contract.ts'

/** Where, with which terms, and of which items something was found: without it nothing can be said not to be held. */
export default stepOf(search, {
  act: 'request.searched',
  says: ({ at, input }) => ({
    basis: [{ law: '政府信息公开条例', article: 36 }],
    public: {
      found: Array.from({ length: at.facts.items }, (_, i) => ({ n: i + 1, found: input.found.includes(i + 1) })),
    },
    private: { where: input.where, terms: input.terms },
  }),
})
