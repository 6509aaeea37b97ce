import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { closeOrder } from './contract.ts'
import { closeMeasure, findMeasure } from './measure.store.ts'
import { issuedIt } from './policy.ts'

/** After the department answered; an unanswered order cannot be closed away. */
export default operation(closeOrder, {
  allow: issuedIt,
  async run({ tx, input, clock, problem }) {
    const measure = await findMeasure(tx, input.id, true)
    if (!measure) throw problem('NO_MEASURE')
    if (measure.closedAt || !measure.answeredAt) throw problem('WRONG_STATE')
    await closeMeasure(tx, measure, clock.now())
    const { jurisdiction, id, number, unit, office } = measure
    return {
      act: acts['order.closed']({ jurisdiction, subject: { kind: 'order', id }, public: { number, unit, office } }),
      output: { id },
    }
  },
})
