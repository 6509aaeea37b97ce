import { operation } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { closeOrder } from './contract.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { issuedIt } from './policy.ts'
import { lookAtCase } from './rung.ts'

/** After the department answered; an unanswered order cannot be closed away. */
export default operation(closeOrder, {
  allow: issuedIt,
  async run({ tx, input, clock, problem, timer }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (m.closedAt || !m.answeredAt) throw problem('WRONG_STATE')
    await changeMeasure(tx, m, { closedAt: clock.now() })
    await timer.cancel(m.jurisdiction, m.id, 'supervision.escalate')
    await lookAtCase(timer, m.jurisdiction, m.caseId, clock.now())
    const { head, said } = aboutMeasure(m)
    return { act: acts['order.closed']({ ...head, public: said }), output: { id: m.id } }
  },
})
