import { postOf } from '../../kernel/platform/index.ts'
import { actOf, HANDLER, ticket } from './case.kind.ts'
import { extend } from './contract.ts'
import { figure } from './routes.ts'

/** Once, before its last day, and whoever asked is told why. */
export default actOf(extend, {
  act: 'ticket.extended',
  who: (at, actor) => postOf(actor, HANDLER)?.unitCode === at.found.unit,
  check({ at, clock, input, problem }) {
    if (at.facts.status !== 'handling') throw problem('NOT_OPEN')
    if (at.facts.extended) throw problem('ONCE')
    if (input.days > figure('extension', clock.now()).value) throw problem('TOO_LONG')
    const [, answer] = ticket.duties(at.facts, undefined, at.found.unit, clock.now())
    if (answer?.count?.overdue) throw problem('LATE')
  },
  says: ({ input }) => ({ public: { days: input.days }, private: { reason: input.reason } }),
})
