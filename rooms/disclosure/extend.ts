import { dayOf } from '../../kernel/calendar/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, disclosure, HEAD } from './case.kind.ts'
import { extend } from './contract.ts'
import { figures } from './outcomes.ts'

/** Before its last day, with the consent of the head of the disclosure office, told to the requester (art. 33 para 2). */
export default actOf(extend, {
  act: 'request.extended',
  who: (at, actor) => postOf(actor, HEAD)?.unitCode === at.found.unit,
  check({ at, clock, input, problem }) {
    if (!['searching', 'drafting', 'reviewing'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (at.facts.extended) throw problem('ONCE')
    const excessive = input.ground === 'excessive'
    if (excessive && !at.facts.reasons?.given) throw problem('NO_REASONS')
    if (input.days > figures.at(excessive ? 'excessive' : 'extension', dayOf(clock.now())).value)
      throw problem('TOO_LONG')
    const [, reply] = disclosure.duties(at.facts, undefined, at.found.unit, clock.now())
    if (reply?.count?.overdue) throw problem('LATE')
  },
  says: ({ input }) => ({
    basis:
      input.ground === 'excessive'
        ? [{ law: '政府信息公开条例', article: 35 }]
        : [{ law: '政府信息公开条例', article: 33, paragraph: 2 }],
    public: { days: input.days, ground: input.ground },
    private: { reason: input.reason },
  }),
})
