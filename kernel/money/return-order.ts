import { dayOf } from '../calendar/index.ts'
import { type ActDraft, actsOf, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { returnOrder } from './contract.ts'
import { expectAnswer } from './expect-answer.ts'
import {
  findOrder,
  insertRefund,
  lockAccount,
  lockMovement,
  lockOrder,
  markCancelled,
  movementsOfOrder,
  nextRefundNumber,
} from './money.store.ts'
import { foldOrder } from './order.rules.ts'
import { eventsOf } from './standing.ts'
import { saysOrder } from './take.ts'

/** In the transaction of the act by which a deposit is owed no more: each line goes back to the account that it came from. */
export default operation(returnOrder, {
  allow: systemOnly,
  async run({ tx, input, clock, timer, problem }) {
    const found = await findOrder(tx, input.number)
    if (!found) throw problem('NO_ORDER')
    const { jurisdiction } = found
    const account = (await lockAccount(tx, jurisdiction, found.account))!
    const lines = (await movementsOfOrder(tx, found)).filter((m) => m.direction === 'in')
    for (const m of lines) await lockMovement(tx, m.id)
    const order = (await lockOrder(tx, input.number))!
    const now = clock.now()
    const subject = { kind: 'payment' as const, id: order.id }
    const events = eventsOf(await actsOf(tx, jurisdiction, order.id))
    const drafts: ActDraft[] = []
    const cancelled = input.keep === 'nothing' && !order.cancelledAt
    const { excess } = foldOrder(cancelled ? [...events, { what: 'cancelled', on: dayOf(now) }] : events)
    if (cancelled) {
      await markCancelled(tx, order, now)
      drafts.push(
        acts['money.cancelled']({
          ...{ jurisdiction, subject, public: { ...saysOrder(order), excess } },
          private: { reason: input.reason },
        }),
      )
    }
    const refunds: string[] = []
    let left = excess
    // What came last goes back first: a deposit paid twice loses its second payment.
    for (const line of (await movementsOfOrder(tx, order)).reverse()) {
      const amount = line.direction === 'in' ? Math.min(left, line.amount - line.back) : 0
      if (amount <= 0) continue
      left -= amount
      // With the last of them, whose money lay longest.
      const interest = left === 0 ? input.interest : 0
      const refund = await nextRefundNumber(tx, jurisdiction, Number(dayOf(now).slice(0, 4)))
      await insertRefund(tx, { jurisdiction, number: refund, movement: line.id, amount, interest, orderedAt: now })
      refunds.push(refund)
      drafts.push(
        acts['money.refund-ordered']({
          ...{ jurisdiction, subject },
          public: {
            ...{ refund, number: order.number, case: order.caseNumber, amount },
            ...(interest > 0 ? { interest } : {}),
          },
          private: { to: line.name, serial: line.serial, reason: input.reason },
        }),
      )
    }
    if (refunds.length > 0) await expectAnswer({ tx, clock, timer }, account)
    const [first, ...rest] = drafts
    if (!first) throw problem('NOTHING')
    return { acts: [first, ...rest], output: { number: order.number, refunds, amount: excess } }
  },
})
