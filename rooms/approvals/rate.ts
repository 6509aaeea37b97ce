import { isParty } from '../../kernel/cases/index.ts'
import { act } from './case.kind.ts'
import { rate } from './contract.ts'

/** 好差评, once, after the case is closed; 1 is best, 5 worst, as the national code list has it. */
export default act(rate, {
  act: 'case.rated',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'applicant'),
  check({ at: { facts }, problem }) {
    if (!facts.closedAt) throw problem('NOT_CLOSED')
    if (facts.rated !== undefined) throw problem('ONCE')
  },
  says: ({ input }) => ({ public: { score: input.score }, private: { comment: input.comment } }),
})
