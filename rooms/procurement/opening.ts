// The deadline and the opening, of the first responses and of each round of quotes: the box says when, trustees open.
import { addParty, caseOfKind } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { type Consumer, consumer, type ReadContext, systemOnly } from '../../kernel/platform/index.ts'
import { returnBonds } from '../../trade/bond/index.ts'
import { membersOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as suppliers from '../suppliers/contract.ts'
import { figure, procurement, step } from './case.kind.ts'
import { bondsBack, callOpening, callRound, close, closeRound, opened, roundOpened } from './contract.ts'
import { hasRounds } from './method.rules.ts'

/** The box of a round is called as its case, with what round it is; the first one as the case alone. */
export const boxOf = (number: string, round = 0) => (round === 0 ? number : `${number}-R${round}`)
const partsOf = (box: string) => {
  const [, number, round] = /^(.+?)(?:-R(\d+))?$/.exec(box)!
  return { number: number!, round: Number(round ?? 0) }
}
const iso = (at: string) => new Date(at).toISOString()
const enough = (count: number, on: Date) =>
  count >= figure('least', on).value ? ('enough' as const) : ('few' as const)

/** 政府采购法 arts. 36, 38, 40: fewer than three, and nothing is opened. */
export const closed = step(close, {
  act: 'procurement.closed',
  allow: systemOnly,
  variables: ({ input, clock }) => ({ outcome: enough(input.count, clock.now()) }),
  async also(ctx) {
    if (enough(ctx.input.count, ctx.clock.now()) === 'enough') return
    await ctx.callAsSystem(envelope.shut, { number: ctx.at.found.number })
    await returnBonds(ctx, ctx.at.found, '供应商不足三家，退还保证金')
  },
  says: ({ input, clock }) => ({
    basis: [cite('政府采购法', 36)],
    public: { count: input.count, outcome: enough(input.count, clock.now()) },
  }),
})

export const called = step(callOpening, {
  act: 'procurement.called',
  prepare: ({ at, callAsSystem }) => callAsSystem(envelope.call, { number: at.found.number }),
})

type Results = Awaited<ReturnType<typeof resultsOf>>
export const resultsOf = ({ callAsSystem }: Pick<ReadContext, 'callAsSystem'>, box: string) =>
  callAsSystem(envelope.results, { number: box })
export const priceOf = (r: Results[number] | undefined): number | null => {
  const said = r?.outcome === 'opened' ? r.sheet?.price : null
  return typeof said === 'number' && said > 0 ? said : null
}

/** How big the members of a consortium are, as registered; undefined of one that is not. */
export const sizesOf = (
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  identity: Results[number]['identity'],
): Promise<(string | undefined)[]> =>
  Promise.all(membersOf(identity).map(async ({ uscc }) => (await callAsSystem(suppliers.byCode, { uscc }))?.size))

/** From now on the suppliers are parties. What each is (its size) is as registered on this day. */
export const bidsOpened = step(opened, {
  act: 'procurement.opened',
  allow: systemOnly,
  async prepare({ at, tx, callAsSystem }) {
    const { jurisdiction, id, number } = at.found
    const { method, reserved } = at.facts.form!
    const bids = await resultsOf({ callAsSystem }, number)
    const known = await callAsSystem(suppliers.of, { people: bids.map((b) => b.personId) })
    const out: [number, string, number | null, string][] = []
    for (const b of bids) {
      const s = known.find((k) => k.personId === b.personId)
      await addParty(tx, jurisdiction, id, {
        ...{ role: 'bidder', personId: b.personId, organisationId: null, unit: null, hidden: false },
        name: s?.name ?? String(b.identity?.name ?? b.bidder),
      })
      // 财库〔2020〕46 号: none where the process is for small businesses anyway.
      const sizes = [s?.size, ...(await sizesOf({ callAsSystem }, b.identity))]
      const sme = !reserved && sizes.every((size) => size === 'small' || size === 'micro')
      const flags = [...(sme ? ['sme'] : []), ...(b.sheet?.domestic === 1 ? ['domestic'] : [])]
      out.push([b.bidder, b.outcome, hasRounds(method) ? null : priceOf(b), flags.join(' ')])
    }
    return out
  },
  says: ({ at, made }) => ({ public: { method: at.facts.form!.method, bids: made } }),
})

/** 政府采购法 art. 38: all who are still in quote anew, sealed and at one time; the last quote counts. */
export const roundCalled = step(callRound, {
  act: 'procurement.round-called',
  check({ input, clock, problem }) {
    if (Date.parse(input.deadline) <= clock.now().getTime()) throw problem('TIMES')
  },
  async prepare({ at, input, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const n = at.facts.rounds.length + 1
    const { terms } = await callAsSystem(envelope.view, { number })
    const box = boxOf(number, n)
    const made = await callAsSystem(envelope.announce, {
      ...{ jurisdiction, number: box, lot: String(n), deadline: iso(input.deadline), withheld: true },
      ...{ threshold: terms.threshold, trustees: terms.trustees.map((t) => t.unit) },
    })
    // Who did not quote in the round before is out.
    for (const b of await resultsOf({ callAsSystem }, boxOf(number, n - 1)))
      if (b.outcome === 'opened')
        await callAsSystem(envelope.admit, { number: box, personId: b.personId, name: String(b.identity?.name ?? '—') })
    return { round: n, box: made.box }
  },
  says: ({ input, made }) => ({
    basis: [cite('政府采购法', 38)],
    public: { ...made, deadline: iso(input.deadline), last: input.last, words: input.words },
  }),
})

export const roundClosed = step(closeRound, {
  act: 'procurement.round-closed',
  allow: systemOnly,
  variables: ({ input, clock }) => ({ outcome: enough(input.count, clock.now()) }),
  /** Nobody comes to the opening of a round: it is called by the deadline. */
  async also(ctx) {
    const { at, input, clock, callAsSystem } = ctx
    const box = { number: boxOf(at.found.number, at.facts.rounds.length) }
    if (enough(input.count, clock.now()) === 'enough') await callAsSystem(envelope.call, box)
    else {
      await callAsSystem(envelope.shut, box)
      await returnBonds(ctx, at.found, '报价的供应商不足三家，退还保证金')
    }
  },
  says: ({ at, input, clock }) => ({
    public: { round: at.facts.rounds.length, count: input.count, outcome: enough(input.count, clock.now()) },
  }),
})

export const quotesOpened = step(roundOpened, {
  act: 'procurement.round-opened',
  allow: systemOnly,
  variables: ({ at }) => ({ outcome: at.facts.rounds.at(-1)!.last ? 'last' : 'again' }),
  says: ({ at }) => ({
    public: { round: at.facts.rounds.length, count: at.facts.rounds.at(-1)!.count ?? 0 },
  }),
})

/** Boxes take their case on. */
export const fromBoxes: Consumer = consumer('procurement.from-boxes', {
  types: ['envelope.sealed', 'envelope.opened', 'bond.moved'],
  async run({ acts: heard, tx, callAsSystem }) {
    for (const a of heard) {
      if (!a.public.number) continue
      const { number, round } = partsOf(a.public.number)
      const process = await caseOfKind(tx, procurement, number)
      if (!process) continue
      const { found, facts } = process
      const caseId = found.id
      // What the founding said before is not said again.
      const at = facts.rounds[round - 1]
      if (a.type === 'envelope.sealed') {
        const { count } = a.public
        if (round === 0 && !facts.closed) await callAsSystem(close, { caseId, count })
        if (at && at.count === null) await callAsSystem(closeRound, { caseId, count })
      } else if (a.type === 'bond.moved') {
        if (facts.refunds.some((r) => !r.done)) await callAsSystem(bondsBack, { caseId })
      } else {
        if (round === 0 && !facts.opened) await callAsSystem(opened, { caseId })
        if (at?.open) await callAsSystem(roundOpened, { caseId })
      }
    }
  },
})
