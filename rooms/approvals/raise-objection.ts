import { isParty } from '../../kernel/cases/index.ts'
import { type PersonActor, postOf } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { raiseObjection } from './contract.ts'

/**
 * Who applied, and whoever it directly concerns, may state and defend; the unit hears it before it decides (行政许可法 art. 36). Who is
 * concerned is for the unit to say in its answer: nobody is turned away at the door.
 */
export default act(raiseObjection, {
  act: 'objection.raised',
  as: 'citizen',
  who: (_, actor) => actor.kind === 'person' && !postOf(actor),
  check({ at: { facts }, problem }) {
    if (facts.decidedAt || facts.closedAt) throw problem('DECIDED')
    if (facts.unanswered >= MOST) throw problem('MANY')
  },
  says: ({ at, actor, input }) => ({
    basis: [{ law: '行政许可法', article: 36 }],
    public: { by: isParty(at, actor, 'applicant') ? 'applicant' : 'interested' },
    private: { objection: input.objection, name: (actor as PersonActor).name },
  }),
})

/** More than these at once are for a hearing (art. 47). */
const MOST = 20
