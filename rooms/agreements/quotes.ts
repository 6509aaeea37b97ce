// A mini-tender 二次竞价: suppliers of a closed framework quote for one order, sealed to the trustees of that framework. The order is one
// case from the invitation to the payment; its box is in the place of the framework.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { count as counted, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { addParty, type CaseAt, caseOfKind, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { barredFrom, clear, contract as parties } from '../../kernel/parties/index.ts'
import {
  anyone,
  type Consumer,
  consumer,
  holdsPost,
  operation,
  postOf,
  query,
  type ReadContext,
  systemOnly,
  type Tx,
} from '../../kernel/platform/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { commit } from '../procurement/contract.ts'
import { acts } from './acts.ts'
import { agreementsIn, callsIn, entrantsOf, goodsIn, insertCall, isIn } from './agreements.store.ts'
import { figures } from './application.kind.ts'
import { BUYER, order as kind, type Order, step } from './case.kind.ts'
import { boxOf, orderOf } from './paths.ts'
import { award, call, calls, closeQuotes, openQuotes, quotes } from './quotes.contract.ts'
import { type Quotable, rank } from './quotes.rules.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/mini.bpmn', import.meta.url)), 'utf8')
type Form = { agreement: string; good: string; need: string; count: number; measure: string; deliver: string } & {
  year: number
  line: string
  goods: Quotable[]
}
const formOf = (at: CaseAt<Order>) => at.found.form as Form
export const called = operation(call, {
  allow: holdsPost(BUYER),
  async run(ctx) {
    const { tx, actor, input, clock, home, callAsSystem, problem } = ctx
    const { jurisdiction, unitCode: unit, unitName } = postOf(actor, BUYER)!
    const { agreement, good, need, until, count, year, line, deliver } = input
    const found = (await agreementsIn(tx, home)).find((a) => a.number === agreement && !a.open)
    if (!found) throw problem('NO_AGREEMENT')
    const now = clock.now()
    if (dayOf(now) > found.to) throw problem('ENDED')
    const deadline = new Date(`${until}T17:00:00+08:00`)
    // Days of the period lie between today and the last day.
    const period = counted({
      limit: figures.at('quote', dayOf(now)) as Limit,
      start: now,
      at: deadline,
      extensions: [],
    })
    if (deadline <= now || period.remaining > 0) throw problem('TOO_SOON')
    const suppliers = (await entrantsOf(tx, agreement)).filter(isIn)
    const offered = (await goodsIn(tx, home)).filter(
      (g) => g.number === agreement && g.name === good && suppliers.some((s) => s.uscc === g.uscc),
    )
    if (offered.length === 0) throw problem('NO_GOODS')
    const goods: Quotable[] = offered.map(({ uscc, id, model, price }) => ({ uscc, id, model, price }))
    const invited = suppliers.filter((s) => goods.some((g) => g.uscc === s.uscc))
    const none = { personId: null, organisationId: null, unit: null, hidden: false }
    const made = await openCase(ctx, {
      ...{ kind: kind.kind, jurisdiction, unit, chartDigest: await roomChart(tx, kind, chart) },
      parties: [
        { ...none, role: 'buyer', unit, name: unitName.zh },
        ...invited.map((s) => ({ ...none, role: 'invited', personId: s.personId, name: s.name })),
      ],
      form: { agreement, good, need, count, measure: offered[0]!.measure, deliver, year, line, goods },
    })
    const { number, id } = made.found
    // As much as it can cost: what is not needed goes back with the choice.
    const amount = Math.max(...goods.map((g) => g.price)) * count
    await callAsSystem(commit, { jurisdiction, number, unit, year, line, amount })
    const box = boxOf(agreement, number)
    const { terms } = await callAsSystem(envelope.view, { number: agreement })
    await callAsSystem(envelope.announce, {
      ...{ jurisdiction: home, number: box, lot: '1', deadline: deadline.toISOString() },
      ...{ threshold: terms.threshold, trustees: terms.trustees.map((t) => t.unit) },
    })
    for (const { personId, name } of invited) await callAsSystem(envelope.admit, { number: box, personId, name })
    await insertCall(tx, home, { number, agreement, good, count, unit: unitName, deadline })
    const act = acts['quotes.called']({
      ...{ jurisdiction, subject: made.subject, basis: [cite('政府采购法', 11)] },
      public: {
        ...{ ...made.stamp, number, agreement, good, need, count, box, deadline: deadline.toISOString() },
        goods: goods.map((g) => [g.uscc, g.id, g.model, g.price]),
      },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number } }
  },
})

/** What is not bought goes back to the line. */
const release = ({ at, callAsSystem }: { at: CaseAt<Order> } & Pick<ReadContext, 'callAsSystem'>) => {
  const { jurisdiction, number, unit } = at.found
  const { year, line } = formOf(at)
  return callAsSystem(commit, { jurisdiction, number, unit, year, line, amount: 0 })
}

export const quotesClosed = step(closeQuotes, {
  act: 'quotes.closed',
  allow: systemOnly,
  variables: ({ input }) => ({ outcome: input.count > 0 ? 'some' : 'none' }),
  /** Nobody comes to the opening: it is called by the deadline. */
  async also(ctx) {
    const number = boxOf(formOf(ctx.at).agreement, ctx.at.found.number)
    if (ctx.input.count > 0) return ctx.callAsSystem(envelope.call, { number })
    await ctx.callAsSystem(envelope.shut, { number })
    return release(ctx)
  },
  says: ({ input }) => ({ public: { count: input.count, outcome: input.count > 0 ? 'some' : 'none' } }),
})

/** Each quote as it stands against the framework when it is opened: whose supplier left meanwhile does not count. */
async function ranked({ at, tx, callAsSystem }: { at: CaseAt<Order>; tx: Tx } & Pick<ReadContext, 'callAsSystem'>) {
  const { agreement, goods } = formOf(at)
  const [found, entrants] = await Promise.all([
    callAsSystem(envelope.results, { number: boxOf(agreement, at.found.number) }),
    entrantsOf(tx, agreement),
  ])
  const quotes = found.flatMap((r) => {
    const e = entrants.find((x) => x.personId === r.personId)
    const { price, good } = (r.outcome === 'opened' && r.sheet) || {}
    const read = typeof price === 'number' && price > 0 ? price : null
    return e ? [{ uscc: e.uscc, good: String(good ?? ''), price: read, receivedAt: r.receivedAt, isIn: isIn(e) }] : []
  })
  const ranking = rank(quotes, goods)
  return { ranking, outcome: ranking.some((r) => r.rank) ? ('ranked' as const) : ('none' as const) }
}
export const quotesOpened = step(openQuotes, {
  act: 'quotes.opened',
  allow: systemOnly,
  prepare: ranked,
  variables: ({ made }) => ({ outcome: made.outcome }),
  also: (ctx) => (ctx.made.outcome === 'none' ? release(ctx) : undefined),
  says: ({ made }) => ({
    public: {
      outcome: made.outcome,
      quotes: made.ranking.map((r) => [r.uscc, r.model, r.price, r.rank, r.why]),
    },
  }),
})

/** The best quote whose supplier is in still and did not decline; before it those whom a list bars now (政府采购法 art. 22), passed over. */
async function candidateOf(ctx: ReadContext, at: CaseAt<Order>) {
  const entrants = await entrantsOf(ctx.tx, formOf(at).agreement)
  const barred: { uscc: string; record: NonNullable<Awaited<ReturnType<typeof barredFrom>>> }[] = []
  for (const r of at.facts.quotes?.ranking ?? []) {
    const e = entrants.find((x) => x.uscc === r.uscc)
    if (!r.rank || !e || !isIn(e) || at.facts.declined.includes(r.uscc)) continue
    const record = await barredFrom(ctx, 'procurement', { uscc: r.uscc })
    if (!record) return { best: { ...r, price: r.price!, entrant: e }, barred }
    barred.push({ uscc: r.uscc, record })
  }
  return { best: undefined, barred }
}
export const awarded = step(award, {
  act: 'quotes.awarded',
  outcome: (i) => i.outcome,
  /** Where none but barred ones are left, the first of them is refused. */
  gate: clear('procurement', async (i: { outcome: string }, ctx) => {
    if (i.outcome === 'end') return undefined
    const { best, barred } = await candidateOf(ctx, (ctx as unknown as { at: CaseAt<Order> }).at)
    const uscc = best?.uscc ?? barred[0]?.uscc
    return uscc === undefined ? undefined : { uscc }
  }),
  check({ input, problem }) {
    if (input.outcome === 'end' && input.reason.length < 2) throw problem('REASON')
  },
  async prepare(ctx) {
    const { at, tx, input, callAsSystem, problem } = ctx
    const { jurisdiction, id, number, unit } = at.found
    const { year, line, count } = formOf(at)
    if (input.outcome === 'end') {
      await release(ctx)
      return { uscc: null, price: 0, amount: 0 }
    }
    const { best, barred } = await candidateOf(ctx, at)
    if (!best) throw problem('NOBODY')
    for (const { record } of barred) await callAsSystem(parties.recordRefusal, record)
    const { uscc, price, entrant } = best
    const amount = price * count
    await callAsSystem(commit, { jurisdiction, number, unit, year, line, amount })
    await addParty(tx, jurisdiction, id, {
      ...{ role: 'supplier', personId: entrant.personId, name: entrant.name },
      ...{ organisationId: null, unit: null, hidden: false },
    })
    return { uscc, price, amount, ...(barred.length > 0 ? { passed: barred.map((b) => b.uscc) } : {}) }
  },
  says: ({ input, made }) => ({
    basis: input.outcome === 'award' ? [cite('政府采购法', 46)] : [],
    public: { outcome: input.outcome, ...made, reason: input.outcome === 'end' ? input.reason : '' },
  }),
})

/** A box that was fixed, or opened, takes its order on. */
export const fromBoxes: Consumer = consumer('agreements.from-boxes', {
  types: ['envelope.sealed', 'envelope.opened'],
  async run({ acts: heard, tx, callAsSystem }) {
    for (const a of heard) {
      const number = orderOf(a.public.number)
      const at = number && (await caseOfKind(tx, kind, number))
      if (!at) continue
      const { count, ranking } = at.facts.quotes!
      const caseId = at.found.id
      if (a.type === 'envelope.sealed' && count === null)
        await callAsSystem(closeQuotes, { caseId, count: a.public.count })
      if (a.type === 'envelope.opened' && !ranking) await callAsSystem(openQuotes, { caseId })
    }
  },
})

export const readCalls = query(calls, {
  allow: anyone,
  run: ({ tx, home }) => callsIn(tx, home),
})
export const readQuotes = query(quotes, {
  allow: anyone,
  async run({ tx, input, actor, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at?.facts.quotes) throw problem('NO_CASE')
    const { found, facts: f } = at
    const form = formOf(at)
    const [entrants, unit, frameworks] = await Promise.all([
      entrantsOf(tx, form.agreement),
      findUnit(tx, found.unit),
      agreementsIn(tx, form.agreement.slice(0, 6)),
    ])
    const of = (uscc: string) => entrants.find((e) => e.uscc === uscc)
    const supplier = (uscc: string) => of(uscc)?.name ?? uscc
    const me = actor.kind === 'person' ? actor.personId : ''
    const { agreement, good, need, count, measure, deliver } = form
    return {
      ...{ caseId: found.id, number: found.number, agreement, good, need, count, measure, deliver },
      agreementTitle: frameworks.find((a) => a.number === agreement)!.title,
      unit: unit!.name,
      ...{ deadline: new Date(f.quotes!.deadline), box: boxOf(agreement, found.number) },
      ...{ status: f.status, statusText: kind.status(f).text },
      goods: form.goods.map((g) => ({ ...g, supplier: supplier(g.uscc), mine: of(g.uscc)?.personId === me })),
      received: f.quotes!.count,
      ranking:
        f.quotes!.ranking?.map((r) => ({
          ...{
            ...r,
            supplier: supplier(r.uscc),
            declined: f.declined.includes(r.uscc),
            passed: f.passed.includes(r.uscc) && f.deal?.uscc !== r.uscc,
          },
        })) ?? null,
      deal: f.deal && { ...f.deal, supplier: supplier(f.deal.uscc) },
      ended: f.ended,
    }
  },
})
