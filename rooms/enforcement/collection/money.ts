import { addWorkingDays, dayOf } from '../../../kernel/calendar/index.ts'
import { type CaseAt, caseAt, caseById, findCase } from '../../../kernel/cases/index.ts'
import { contract as money, ordersOfCase, payBy } from '../../../kernel/money/index.ts'
import { type Act, type ConsumerContext, consumer, text } from '../../../kernel/platform/index.ts'
import { finePaid, type PenaltyFacts, paidOf } from '../case.fold.ts'
import { penalty } from '../case.kind.ts'
import { surchargeOf } from '../clocks.rules.ts'
import { pay } from '../contract.ts'
import { secretsOf } from '../forms/forms.ts'
import { figure } from '../law.ts'

/**
 * The bank is not the unit (行政处罚法 art. 67): once a decision is served its fine is ordered to the collecting account, what comes in
 * there stands on the case, a deferral moves the order, an annulment cancels it.
 */
export const ordersOfFines = consumer('enforcement.money', {
  types: ['document.served', 'spot.decided', 'deferral.granted', 'penalty.urged', 'penalty.annulled', 'money.received'],
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
  const { decided, servedOn, annulled } = at.facts
  const orders = (await ordersOfCase(ctx.tx, at.found.jurisdiction, at.found.id)).filter((o) => !o.cancelledAt)
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
  } else if (a.type === 'penalty.urged') {
    // What the surcharge has come to, less what was asked for before (行政处罚法 art. 72); the ten days of the letter.
    const asked = orders.filter((o) => o.kind === 'surcharge').reduce((sum, o) => sum + o.amount, 0)
    const due = addWorkingDays(dayOf(a.happenedAt), figure('urging', a.happenedAt).value)
    await order(ctx, at, { kind: 'surcharge', amount: a.public.surcharge - asked, due, article: 72 })
    return
  } else if (orders.length > 0) return
  if (!decided || !servedOn || (annulled && annulled.what !== 'changed')) return
  if (a.type === 'document.served' && a.public.number !== decided.document) return
  const due = payBy(servedOn)
  // Once it was changed, what came before counts.
  const paid = finePaid(at.facts)
  await order(ctx, at, { kind: 'fine', amount: decided.fine - paid, due, article: 67 })
  await order(ctx, at, {
    kind: 'confiscation',
    amount: decided.confiscate - (paidOf(at.facts) - paid),
    due,
    article: 67,
  })
}

export const PURPOSE = {
  fine: text('罚款', 'Fine'),
  confiscation: text('没收违法所得', 'Unlawful gains'),
  surcharge: text('加处罚款', 'Surcharge'),
}
type Wanted = { kind: keyof typeof PURPOSE; amount: number; due: string; article: number }

async function order(
  ctx: ConsumerContext,
  at: CaseAt<PenaltyFacts>,
  { kind, amount, due, article }: Wanted,
): Promise<void> {
  if (amount <= 0) return
  const { subject } = await secretsOf(ctx.tx, at)
  const of = at.facts.decided?.document ?? at.found.number
  await ctx.callAsSystem(money.issueOrder, {
    jurisdiction: at.found.jurisdiction,
    kind,
    unit: at.found.unit,
    case: { id: at.found.id, number: at.found.number },
    payer: { name: subject.name, ...(subject.kind === 'organisation' ? { uscc: subject.code } : {}) },
    purpose: text(`${PURPOSE[kind].zh} ${of}`, `${PURPOSE[kind].en}, ${of}`),
    amount,
    due: later(due, ctx.clock.now()),
    basis: [{ law: '行政处罚法', article }],
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
  // Who pays late unasked is told at once what the delay came to: it grows no more, and nobody will urge.
  const at = await caseAt<PenaltyFacts>(ctx.tx, { caseId: found.id })
  const { decided, annulled } = at.facts
  if (!decided || (annulled && annulled.what !== 'changed') || finePaid(at.facts) < decided.fine) return
  const asked = (await ordersOfCase(ctx.tx, at.found.jurisdiction, at.found.id))
    .filter((o) => o.kind === 'surcharge' && !o.cancelledAt)
    .reduce((sum, o) => sum + o.amount, 0)
  const today = dayOf(ctx.clock.now())
  const grown = surchargeOf(at.facts, today).total
  // Gains that are still to be paid have an order of their own.
  const rest = decided.fine + grown - finePaid(at.facts)
  await order(ctx, at, { kind: 'surcharge', amount: Math.min(grown - asked, rest), due: payBy(today), article: 72 })
}
