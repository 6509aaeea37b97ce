import { dayOf } from '../../../kernel/calendar/index.ts'
import { isParty } from '../../../kernel/cases/index.ts'
import { type PersonActor, postOf } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { challengeChair } from './hearing.contract.ts'

const MOST = 20

/** 行政许可法 art. 48: who thinks that the chair has a direct interest says so, until the day. */
export default act(challengeChair, {
  act: 'licence-hearing.challenged',
  as: 'citizen',
  who: (_, actor) => actor.kind === 'person' && !postOf(actor),
  check({ at: { facts }, clock, problem }) {
    const { hearing, closedAt } = facts
    if (!hearing?.called || hearing.heldAt || closedAt || dayOf(clock.now()) > hearing.called.on)
      throw problem('NOT_OPEN')
    if (hearing.challenges >= MOST) throw problem('MANY')
  },
  says: ({ at, actor, input }) => ({
    basis: [{ law: '行政许可法', article: 48 }],
    public: { by: isParty(at, actor, 'applicant') ? 'applicant' : 'interested' },
    private: { reason: input.reason, name: (actor as PersonActor).name },
  }),
})
