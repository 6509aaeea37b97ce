import { isParty } from '../../kernel/cases/index.ts'
import { act } from './case.kind.ts'
import { withdraw } from './contract.ts'

/** The applicant may take the application back until it is decided; its open steps close. */
export default act(withdraw, {
  act: 'case.withdrawn',
  as: 'citizen',
  ends: true,
  who: (at, actor) => isParty(at, actor, 'applicant'),
  check({ at: { facts }, problem }) {
    if (facts.decidedAt || facts.closedAt) throw problem('DECIDED')
  },
  says: ({ input }) => ({ private: { reason: input.reason ?? '' } }),
})
