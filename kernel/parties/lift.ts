import { dayOf } from '../calendar/index.ts'
import { holdsPost, operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { turnList } from './check.store.ts'
import { lift } from './contract.ts'
import { liftMark, lockMark, usccOf } from './mark.store.ts'

/** By the unit that set it, or a keeper of lists of the city; from that day on the mark says nothing. */
export default operation(lift, {
  allow: holdsPost(['approver', 'list-keeper']),
  async run({ tx, actor, input, clock, problem }) {
    const post = (actor as PersonActor).post!
    const found = await lockMark(tx, input.id)
    if (!found) throw problem('NO_MARK')
    if (found.setBy !== post.unitCode && !(post.role === 'list-keeper' && post.unitLevel === 'city'))
      throw problem('FORBIDDEN')
    if (found.liftedOn) throw problem('LIFTED')
    await liftMark(tx, input.id, dayOf(clock.now()), input.annul)
    await turnList(tx, found.list, clock.now())
    const uscc = usccOf(found.subject)
    return {
      act: acts['subject.lifted']({
        jurisdiction: post.jurisdiction,
        subject: { kind: 'mark', id: input.id },
        public: { list: found.list, ...(uscc ? { uscc } : {}), ...(input.annul ? { annulled: true } : {}) },
        private: { subject: found.subject, reason: input.reason },
      }),
      output: { id: input.id },
    }
  },
})
