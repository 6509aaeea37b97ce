import { dayOf } from '../calendar/index.ts'
import { holdsPost, operation } from '../platform/index.ts'
import { acts } from './acts.ts'
import { returnLine } from './contract.ts'
import { expectAnswer } from './expect-answer.ts'
import { holdLine } from './hold-line.ts'
import { insertRefund, lockOrder, nextRefundNumber } from './money.store.ts'
import { REVENUE } from './role.ts'
import { standingOf } from './standing.ts'

/** Money goes back only to the account that it came from, and never more than is not owed. */
export default operation(returnLine, {
  allow: holdsPost(REVENUE),
  async run({ tx, actor, input, clock, timer, problem }) {
    const held = await holdLine(tx, input.id, actor)
    if (!held || held.line.direction === 'out') throw problem('NO_LINE')
    const { line, account } = held
    const order = line.orderNumber ? await lockOrder(tx, line.orderNumber) : undefined
    const free = line.amount - line.back
    const most = order ? Math.min(free, (await standingOf(tx, order)).excess) : free
    if (input.amount > most) throw problem('TOO_MUCH')
    const { jurisdiction } = line
    const now = clock.now()
    const refund = await nextRefundNumber(tx, jurisdiction, Number(dayOf(now).slice(0, 4)))
    const { amount } = input
    await insertRefund(tx, { jurisdiction, number: refund, movement: line.id, amount, interest: 0, orderedAt: now })
    await expectAnswer({ tx, clock, timer }, account)
    return {
      act: acts['money.refund-ordered']({
        jurisdiction,
        subject: { kind: 'payment', id: order?.id ?? line.id },
        public: { refund, number: order?.number ?? null, case: order?.caseNumber ?? null, amount: input.amount },
        private: { to: line.name, serial: line.serial, reason: input.reason },
      }),
      output: { refund },
    }
  },
})
