import { dayOf } from '../../kernel/calendar/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, PUBLICIST, REVIEWER } from './case.kind.ts'
import { withdraw } from './contract.ts'
import { endEntry } from './entry.store.ts'
import { LAW } from './items.ts'

/** No longer shown; that it was, when, and why not any more, stays. The ledger keeps what was said: nothing secret passes the review. */
export default actOf(withdraw, {
  act: 'information.withdrawn',
  who: (at, actor) => postOf(actor, PUBLICIST, REVIEWER)?.unitCode === at.found.unit,
  check({ at, problem }) {
    if (at.facts.status !== 'published') throw problem('GONE')
  },
  says: ({ at, input }) => ({
    basis: [{ law: LAW, article: 18 }],
    public: { item: at.facts.item, why: input.why },
    private: { reason: input.reason },
  }),
  also: ({ at, tx, clock, input }) => endEntry(tx, at.found, dayOf(clock.now()), input.why),
})
