import { dayOf } from '../calendar/index.ts'
import { actsOf, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { cancelOrder } from './contract.ts'
import { lockOrder, markCancelled } from './money.store.ts'
import { foldOrder } from './order.rules.ts'
import { eventsOf } from './standing.ts'
import { saysOrder } from './take.ts'

/** In the transaction of the act that annuls or changes the decision. What was paid stays until an officer returns it. */
export default operation(cancelOrder, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const order = await lockOrder(tx, input.number)
    if (!order) throw problem('NO_ORDER')
    if (order.cancelledAt) throw problem('CLOSED')
    const now = clock.now()
    await markCancelled(tx, order, now)
    const events = eventsOf(await actsOf(tx, order.jurisdiction, order.id))
    const { excess } = foldOrder([...events, { what: 'cancelled', on: dayOf(now) }])
    return {
      act: acts['money.cancelled']({
        jurisdiction: order.jurisdiction,
        subject: { kind: 'payment', id: order.id },
        public: { ...saysOrder(order), excess },
        private: { reason: input.reason },
      }),
      output: { number: order.number, excess },
    }
  },
})
