import { isParty } from '../../../kernel/cases/index.ts'
import { act } from '../case.kind.ts'
import { askVisitTime } from './visit.contract.ts'
import { visited } from './visit.rules.ts'
import { onJoint } from './who.ts'

/** The applicant may ask once for another time, before the day. */
export default onJoint(
  act(askVisitTime, {
    act: 'site-visit.time-asked',
    as: 'citizen',
    who: (at, actor) => isParty(at, actor, 'applicant'),
    check({ at: { facts }, clock, problem }) {
      if (!facts.visit || facts.closedAt || visited(facts.visit, clock.now())) throw problem('NOT_OPEN')
      if (facts.askedTime) throw problem('ONCE')
    },
    says: ({ input }) => ({
      basis: [{ law: '行政许可法', article: 34 }],
      private: { wish: input.wish },
    }),
  }),
)
