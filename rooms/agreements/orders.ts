// A direct order under a framework: placed by a unit out of its budget, taken by the supplier, accepted, paid.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dayOf } from '../../kernel/calendar/index.ts'
import { contract as cases, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import {
  holdsPost,
  operation,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  standardProblem,
} from '../../kernel/platform/index.ts'
import { commit } from '../procurement/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { acts } from './acts.ts'
import { type Agreement, agreementsIn, type Entrant, entrantsIn, isIn, lockGood } from './agreements.store.ts'
import { BUYER, order as kind, step } from './case.kind.ts'
import { accept, deskOrder, order, pay, take } from './contract.ts'
import { orderOpen } from './open.contract.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/order.bpmn', import.meta.url)), 'utf8')

type What = {
  agreement: Agreement
  entrant: Entrant
  /** What is ordered, of what measure, at what price. */
  good: string
  measure: string
  price: number
  count: number
  year: number
  line: string
  deliver: string
}
/** The order's case, out of the unit's budget, in one transaction. */
async function place(ctx: Parameters<typeof openCase>[0] & Pick<ReadContext, 'actor' | 'callAsSystem'>, w: What) {
  const { jurisdiction, unitCode: unit, unitName } = postOf(ctx.actor, BUYER)!
  const { entrant, good, measure, price, count, year, line, deliver } = w
  const agreement = w.agreement.number
  const amount = price * count
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  const made = await openCase(ctx, {
    ...{ kind: kind.kind, jurisdiction, unit, chartDigest: await roomChart(ctx.tx, kind, chart) },
    parties: [
      { ...none, role: 'buyer', unit, name: unitName.zh },
      { ...none, role: 'supplier', personId: entrant.personId, name: entrant.name },
    ],
    form: {
      ...{ agreement, uscc: entrant.uscc, supplier: entrant.name, good, measure, price, count, amount },
      ...{ year, line, deliver },
    },
  })
  const { number, id } = made.found
  await ctx.callAsSystem(commit, { jurisdiction, number, unit, year, line, amount })
  const act = acts['order.placed']({
    ...{ jurisdiction, subject: made.subject, basis: [cite('政府采购法', 46)] },
    public: { ...made.stamp, number, agreement, uscc: entrant.uscc, good, price, count, amount },
  })
  await opened(ctx, made, act)
  return { act, output: { caseId: id, number } }
}

export const placed = operation(order, {
  allow: holdsPost(BUYER),
  gate: clear('procurement', async (i: { good: string }, ctx) => {
    const good = await lockGood(ctx.tx, ctx.home, i.good)
    return good && { uscc: good.uscc }
  }),
  async run(ctx) {
    const { tx, input, clock, home, problem } = ctx
    const good = await lockGood(tx, home, input.good)
    if (!good) throw problem('NO_GOOD')
    if (good.price !== input.price) throw problem('PRICE_MOVED')
    const [agreement, entrant] = [
      (await agreementsIn(tx, home)).find((a) => a.number === good.number)!,
      (await entrantsIn(tx, home)).find((e) => e.number === good.number && e.uscc === good.uscc)!,
    ]
    if (!isIn(entrant)) throw problem('NO_GOOD')
    if (dayOf(clock.now()) > agreement.to) throw problem('ENDED')
    const { good: _, ...of } = input
    return place(ctx, { ...of, agreement, entrant, good: `${good.name} ${good.model}`, measure: good.measure })
  },
})

/** Of an open framework: the unit chooses its supplier, the price is the published one. */
export const placedOpen = operation(orderOpen, {
  allow: holdsPost(BUYER),
  gate: clear('procurement', (i: { uscc: string }) => ({ uscc: i.uscc })),
  async run(ctx) {
    const { tx, input, clock, home, problem } = ctx
    const agreement = (await agreementsIn(tx, home)).find((a) => a.number === input.agreement && a.open)
    if (!agreement) throw problem('NO_AGREEMENT')
    const entrant = (await entrantsIn(tx, home)).find((e) => e.number === input.agreement && e.uscc === input.uscc)
    if (!entrant || !isIn(entrant)) throw problem('NOT_SUPPLIER')
    if (dayOf(clock.now()) > agreement.to) throw problem('ENDED')
    const { price, measure } = agreement.open!
    if (price !== input.price) throw problem('PRICE_MOVED')
    return place(ctx, { ...input, agreement, entrant, good: agreement.title.zh, measure })
  },
})

type Form = { year: number; line: string }
export const taken = step(take, {
  act: 'order.taken',
  as: 'citizen',
  outcome: (i) => i.outcome,
  async check({ at, tx, actor, input, problem }) {
    if (input.outcome === 'decline' && input.words.length < 2) throw problem('REASON')
    // Whose quote was passed over is a party still; the order is not his.
    const { agreement } = at.found.form as { agreement: string }
    const mine = (await entrantsIn(tx, agreement.slice(0, 6))).find(
      (e) => e.number === agreement && e.uscc === at.facts.deal!.uscc,
    )
    if (mine?.personId !== (actor as PersonActor).personId) throw standardProblem('FORBIDDEN')
  },
  /** What was not taken goes back to the line. */
  async also({ at, input, callAsSystem }) {
    const { jurisdiction, number, unit } = at.found
    const { year, line } = at.found.form as Form
    if (input.outcome === 'decline') await callAsSystem(commit, { jurisdiction, number, unit, year, line, amount: 0 })
  },
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { words: input.words } }),
})
export const accepted = step(accept, {
  act: 'order.accepted',
  async also({ at, input, callAsSystem }) {
    const { jurisdiction, number, unit } = at.found
    const { uscc } = at.facts.deal!
    await callAsSystem(suppliers.grade, { jurisdiction, number, unit, uscc, grade: input.grade, words: input.words })
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 41)],
    public: { grade: input.grade },
    private: { words: input.words },
  }),
})
export const paid = step(pay, {
  act: 'order.paid',
  says: ({ at, input }) => ({
    basis: [cite('政府采购法实施条例', 51)],
    public: { voucher: input.voucher, amount: at.facts.deal!.amount },
  }),
})
export const viewOrder = query(deskOrder, {
  allow: ({ actor }) => actor.kind === 'person',
  run: ({ call, input }) => call(cases.viewCase, input),
})
