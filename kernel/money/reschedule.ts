import { dayOf } from '../calendar/index.ts'
import { operation, systemOnly, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { reschedule } from './contract.ts'
import { lockOrder, putOff } from './money.store.ts'
import { planProblem } from './order.rules.ts'
import { standingOf } from './standing.ts'
import { saysOrder } from './take.ts'

const why = {
  none: text('至少要有一期。', 'At least one part is needed.'),
  sum: text('各期之和应等于还没缴的金额。', 'The parts must add up to what is still owed.'),
  order: text(
    '各期的最后一日不能早于今天，也不能早于前一期。',
    'The days must not be before today, nor before the part before.',
  ),
}

/** In the transaction of the step that approves it (行政处罚法 art. 66 para. 2). */
export default operation(reschedule, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const order = await lockOrder(tx, input.number)
    if (!order) throw problem('NO_ORDER')
    const facts = await standingOf(tx, order)
    if (facts.owed === 0) throw problem('CLOSED')
    const wrong = planProblem(facts.owed, dayOf(clock.now()), input.parts)
    if (wrong) throw problem('PLAN', { fields: { parts: why[wrong] } })
    const due = input.parts.at(-1)!.due
    await putOff(tx, order, due)
    return {
      act: acts['money.rescheduled']({
        jurisdiction: order.jurisdiction,
        subject: { kind: 'payment', id: order.id },
        basis: input.basis ?? [],
        public: { ...saysOrder(order), parts: input.parts },
        private: { reason: input.reason },
      }),
      output: { number: order.number, due },
    }
  },
})
