import { dayOf } from '../../kernel/calendar/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, OFFICER, stepOf } from './case.kind.ts'
import { abandon, correct } from './contract.ts'
import { changeRequest } from './request.store.ts'

/** By the requester: the limit of the reply begins anew on this day (art. 30). */
export default stepOf(correct, {
  act: 'request.corrected',
  as: 'citizen',
  says: ({ input }) => ({ basis: [{ law: '政府信息公开条例', article: 30 }], private: { asked: input.asked } }),
})

/** Without a reason and after its day: not gone on with, and counted so. */
export const dropped = actOf(abandon, {
  act: 'request.abandoned',
  who: (at, actor) => postOf(actor, OFFICER)?.unitCode === at.found.unit,
  ends: true,
  check({ at, clock, problem }) {
    if (at.facts.status !== 'correcting' || dayOf(clock.now()) <= at.facts.correctUntil!) throw problem('NOT_YET')
  },
  says: ({ at, input }) => ({
    basis: [{ law: '政府信息公开条例', article: 30 }],
    public: { outcomes: Array.from({ length: at.facts.items }, (_, i) => ({ n: i + 1, code: '6.1' })) },
    private: { reason: input.reason },
  }),
  also: ({ tx, at, clock }) => changeRequest(tx, at.found, { repliedOn: dayOf(clock.now()), row: '6.1' }),
})
