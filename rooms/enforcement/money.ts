import { dayOf } from '../../kernel/calendar/index.ts'
import { type CaseAt, caseAt, caseById, findCase } from '../../kernel/cases/index.ts'
import { contract as money, ordersOfCase, payBy } from '../../kernel/money/index.ts'
import { type Act, type ConsumerContext, consumer, text } from '../../kernel/platform/index.ts'
import type { PenaltyFacts } from './case.fold.ts'
import { penalty } from './case.kind.ts'
import { pay } from './contract.ts'
import { secretsOf } from './forms.ts'

/**
 * The bank is not the unit (行政处罚法 art. 67): once a decision is served its fine is ordered to the collecting account, what comes in
 * there stands on the case, a deferral moves the order, an annulment cancels it.
 */
export const ordersOfFines = consumer('enforcement.money', {
  types: ['document.served', 'spot.decided', 'deferral.granted', 'penalty.annulled', 'money.received'],
  async run(ctx) {
    for (const a of ctx.acts) {
      if (a.type === 'money.received') await received(ctx, a)
      else {
        const found = await caseById(ctx.tx, a.subjectId)
        if (found?.kind === penalty.kind) await onCase(ctx, a, await caseAt<PenaltyFacts>(ctx.tx, { caseId: found.id }))
      }
    }
  },
})

async function onCase(ctx: ConsumerContext, a: Act, at: CaseAt<PenaltyFacts>): Promise<void> {
  const { decided, servedOn, annulled, payments } = at.facts
  const orders = await ordersOfCase(ctx.tx, at.found.jurisdiction, at.found.id)
  if (a.type === 'deferral.granted') {
    const fine = orders.find((o) => o.kind === 'fine')
    if (fine)
      await ctx.callAsSystem(money.reschedule, { number: fine.number, parts: a.public.plan, reason: '暂缓或分期缴纳' })
    return
  }
  if (a.type === 'penalty.annulled') {
    if (a.public.what === 'upheld' || a.public.what === 'unlawful') return
    for (const o of orders)
      await ctx.callAsSystem(money.cancelOrder, { number: o.number, reason: '处罚决定被撤销或变更' })
    if (a.public.what !== 'changed') return
  } else if (orders.length > 0) return
  if (!decided || !servedOn || (annulled && annulled.what !== 'changed') || payments.length > 0) return
  if (a.type === 'document.served' && a.public.number !== decided.document) return
  const { subject } = await secretsOf(ctx.tx, at)
  for (const [kind, amount] of [
    ['fine', decided.fine],
    ['confiscation', decided.confiscate],
  ] as const)
    if (amount > 0)
      await ctx.callAsSystem(money.issueOrder, {
        jurisdiction: at.found.jurisdiction,
        kind,
        unit: at.found.unit,
        case: { id: at.found.id, number: at.found.number },
        payer: { name: subject.name, ...(subject.kind === 'organisation' ? { uscc: subject.code } : {}) },
        purpose:
          kind === 'fine'
            ? text(`罚款 ${decided.document}`, `Fine, ${decided.document}`)
            : text('没收违法所得', 'Unlawful gains'),
        amount,
        due: later(payBy(servedOn), ctx.clock.now()),
        basis: [{ law: '行政处罚法', article: 67, paragraph: 3 }],
      })
}

/** An order is never due before the day on which it is made: a service that was recorded late is told at once. */
const later = (due: string, now: Date): string => (due < dayOf(now) ? dayOf(now) : due)

async function received(ctx: ConsumerContext, a: Act): Promise<void> {
  const { case: number, kind, amount, day, as, other } = a.public
  if (!number || !['fine', 'confiscation', 'surcharge'].includes(kind)) return
  const found = await findCase(ctx.tx, number)
  if (found?.kind !== penalty.kind) return
  await ctx.callAsSystem(pay, { caseId: found.id, kind, amount, on: day, order: a.public.number, as, other })
}
