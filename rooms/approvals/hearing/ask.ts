import { isParty } from '../../../kernel/cases/index.ts'
import { type PersonActor, postOf } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { askHearing } from './hearing.contract.ts'
import { mayAsk } from './hearing.rules.ts'

/** More than these need not ask: it is held. */
const MOST = 50

/** Within five days of being told (行政许可法 art. 47), by who applied and by whoever it concerns. */
export default act(askHearing, {
  act: 'licence-hearing.asked',
  as: 'citizen',
  who: (_, actor) => actor.kind === 'person' && !postOf(actor),
  check({ at: { facts }, clock, problem }) {
    const { hearing } = facts
    if (!hearing || hearing.why === 'public' || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (!mayAsk(hearing, clock.now())) throw problem('LATE')
    if (hearing.asked >= MOST) throw problem('MANY')
  },
  says: ({ at, actor, input }) => ({
    basis: [{ law: '行政许可法', article: 47 }],
    public: { by: isParty(at, actor, 'applicant') ? 'applicant' : 'interested' },
    private: { reason: input.reason, name: (actor as PersonActor).name },
  }),
})
