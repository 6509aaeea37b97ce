// The committee: its draw, each member alone, questions, the report by the rules, signing or dissent.
import { randomBytes } from 'node:crypto'
import { dayOf } from '../../kernel/calendar/index.ts'
import { type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { type Actor, type ReadContext, text } from '../../kernel/platform/index.ts'
import { biddersOf, inTime, returnBonds } from '../../trade/bond/index.ts'
import {
  contract as draws,
  makeReport,
  orderOf,
  poolOf,
  seat,
  seatOf,
  type ToEvaluate,
  verdictProblem,
  verdictsOf,
} from '../../trade/committee/index.ts'
import { AGREEMENT, BUYING, companiesOf, type Fault, faultsOf, type Joint } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { methodOn } from '../../trade/scoring/index.ts'
import * as experts from '../experts/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { act, type Process, step } from './case.kind.ts'
import { ask, closePool, evaluate, explain, report, reveal, sign } from './contract.ts'
import { boxOf, priceOf, resultsOf, sizesOf } from './opening.ts'

/** The method of evaluation that the process was announced with. */
export const scoringOf = (f: Process) => methodOn(f.form!.scoring, dayOf(f.planned))!
type Ctx = Pick<ReadContext, 'callAsSystem'>

/** What a bidder quoted, round by round, by the person who acts for him. */
export async function quotesOf(ctx: Ctx, at: CaseAt<Process>): Promise<Map<string, (number | null)[]>> {
  const rounds = at.facts.rounds.filter((r) => !r.open)
  const out = new Map<string, (number | null)[]>()
  for (const [i, r] of rounds.entries())
    for (const b of await resultsOf(ctx, boxOf(at.found.number, r.n))) {
      const list = out.get(b.personId) ?? []
      list[i] = priceOf(b)
      out.set(b.personId, list)
    }
  return out
}

/** What the committee compares: the price that was opened, of rounds the last quote; who did not quote last is out. */
export async function toEvaluate(ctx: Ctx, at: CaseAt<Process>): Promise<ToEvaluate[]> {
  const f = at.facts
  const bids = f.opened!.bids.filter((b) => b.outcome === 'opened')
  if (f.rounds.length === 0) return bids.map(({ bidder, price, flags }) => ({ bidder, price, flags }))
  const [first, last] = await Promise.all([
    resultsOf(ctx, at.found.number),
    resultsOf(ctx, boxOf(at.found.number, f.rounds.length)),
  ])
  return bids.flatMap(({ bidder, flags }) => {
    const person = first.find((b) => b.bidder === bidder)?.personId
    const quote = last.find((b) => b.personId === person)
    return quote ? [{ bidder, flags, price: priceOf(quote) }] : []
  })
}

/** Why a bid can only be rejected, or what the committee must ask: its bond, its consortium; by bidder. */
export async function bidFaults(
  { tx, callAsSystem }: Ctx & Pick<ReadContext, 'tx'>,
  at: CaseAt<Process>,
): Promise<Map<number, Fault[]>> {
  const { bond, consortium, reserved } = at.facts.form!
  const bids = (await resultsOf({ callAsSystem }, at.found.number)).filter((b) => b.outcome === 'opened')
  const rows = await biddersOf(tx, at.found)
  // While its documents are being checked nothing is said of what is among them.
  const all = bids.map(
    ({ bidder, identity, files }): Joint => ({
      ...{ bidder, identity },
      files: files?.map((f) => f.name) ?? [AGREEMENT],
    }),
  )
  const out = new Map<number, Fault[]>()
  for (const [i, one] of all.entries()) {
    const sizes = reserved ? await sizesOf({ callAsSystem }, bids[i]!.identity) : []
    out.set(one.bidder, [
      ...faultsOf(all, one, consortium === true, BUYING),
      // 实施条例 art. 33.
      ...(bond && !inTime(rows.find((r) => r.bidder === one.bidder))
        ? [
            {
              void: true,
              says: text('保证金没有按时到账（实施条例第三十三条）', 'its bond did not come in time (art. 33)'),
            },
          ]
        : []),
      ...(sizes.some((s) => s === undefined || s === 'large')
        ? [
            {
              void: false,
              says: text(
                '专门面向中小企业：联合体有成员不是，或没有登记为中小企业，请核实',
                'for small and medium businesses only: a member is none, or not registered as one; please verify',
              ),
            },
          ]
        : []),
    ])
  }
  return out
}

export const pooled = step(closePool, {
  act: 'procurement.pooled',
  async prepare({ at, input, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const { specialty, committee: size } = at.facts.form!
    const bids = await resultsOf({ callAsSystem }, number)
    const known = await callAsSystem(suppliers.of, { people: bids.map((b) => b.personId) })
    const pool = poolOf(
      await callAsSystem(experts.pool, { jurisdiction, specialty }),
      {
        people: new Set(bids.map((b) => b.personId)),
        companies: new Set([
          ...known.flatMap((s) => [s.name, s.uscc]),
          ...bids.flatMap((b) => companiesOf(b.identity).flatMap((c) => [c.name, c.uscc])),
        ]),
      },
      specialty,
      randomBytes(16),
    )
    await callAsSystem(draws.closeDraw, {
      id: at.facts.announced!.draw,
      pools: [
        {
          ...{ name: 'experts', members: pool.members, excluded: pool.excluded, take: { [specialty]: size } },
          ...{ apart: [], each: null },
        },
        orderOf(at.facts.opened!.bids.map((b) => b.bidder)),
      ],
      ...{ numbers: [], words: input.words, checkpoint: input.checkpoint },
    })
    return pool
  },
  says: ({ made }) => ({
    basis: [cite('政府采购法实施条例', 9), cite('政府采购法实施条例', 39)],
    public: { experts: made.members.length, excluded: made.excluded.length },
    private: { people: made.named },
  }),
})

export const drawn = step(reveal, {
  act: 'procurement.drawn',
  async prepare({ at, tx, callAsSystem }) {
    const { drawn: found } = await callAsSystem(draws.revealDraw, { id: at.facts.announced!.draw })
    const of = (pool: string) => found.filter((d) => d.pool === pool).flatMap((d) => d.ids)
    await seat(tx, at, of('experts'))
    return { experts: of('experts'), order: of('order').map(Number) }
  },
  says: ({ made }) => ({ basis: [cite('政府采购法实施条例', 39)], public: made }),
})

const sits = (at: CaseAt<Process>, actor: Actor) => isParty(at, actor, 'expert')
/** The committee evaluates once all quotes are in. */
const ready = (f: Process) => f.status === 'evaluating' && (f.rounds.length === 0 || f.rounds.at(-1)!.last)
export const isReady = (at: CaseAt<Process>) => ready(at.facts) && at.work.some((w) => w.act === 'procurement.reported')

export const evaluated = act(evaluate, {
  act: 'procurement.evaluated',
  as: 'citizen',
  who: sits,
  async check({ at, input, tx, actor, callAsSystem, problem }) {
    if (!isReady(at)) throw problem('NOT_OPEN')
    const member = await seatOf(tx, at, actor)
    if (at.facts.evaluated.some((e) => e.member === member)) throw problem('ONCE')
    const wrong = verdictProblem(scoringOf(at.facts), await toEvaluate({ callAsSystem }, at), input.verdicts)
    if (wrong) throw problem(wrong)
    const faults = await bidFaults({ tx, callAsSystem }, at)
    for (const v of input.verdicts) {
      const barred = v.reject ? undefined : faults.get(v.bidder)?.find((x) => x.void)
      if (barred) throw problem('VOID', { detail: barred.says })
    }
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('政府采购法实施条例', 41)],
    public: { member: made! },
    private: { verdicts: input.verdicts },
  }),
})

export const asked = act(ask, {
  act: 'procurement.asked',
  as: 'citizen',
  who: sits,
  check({ at, input, problem }) {
    if (at.facts.status !== 'evaluating') throw problem('NOT_OPEN')
    if (!at.facts.opened!.bids.some((b) => b.bidder === input.bidder && b.outcome === 'opened'))
      throw problem('NO_BIDDER')
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    public: { bidder: input.bidder, member: made! },
    private: { words: input.words },
  }),
})

/** The number under which a person bids. */
export async function bidderOf({ callAsSystem }: Ctx, at: CaseAt<Process>, actor: Actor): Promise<number | undefined> {
  if (actor.kind !== 'person' || !at.facts.opened) return undefined
  return (await callAsSystem(envelope.results, { number: at.found.number })).find((b) => b.personId === actor.personId)
    ?.bidder
}
/** The question that waits for a bidder's answer. */
export const openQuestion = (f: Process, bidder: number | undefined) =>
  f.asked.filter((a) => a.bidder === bidder).at(f.explained.filter((e) => e.bidder === bidder).length)

export const explained = act(explain, {
  act: 'procurement.explained',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'bidder'),
  async prepare({ at, actor, callAsSystem, problem }) {
    const bidder = await bidderOf({ callAsSystem }, at, actor)
    if (bidder === undefined || !openQuestion(at.facts, bidder)) throw problem('NONE')
    return bidder
  },
  says: ({ input, made }) => ({ public: { bidder: made }, private: { words: input.words } }),
})

export const reported = step(report, {
  act: 'procurement.reported',
  as: 'citizen',
  check({ at, problem }) {
    if (at.facts.evaluated.length < at.facts.drawn!.experts.length) throw problem('WAITING')
  },
  async prepare({ at, tx, callAsSystem }) {
    const f = at.facts
    const members = await verdictsOf(tx, at.found.jurisdiction, f.evaluated)
    const given = { k: null, order: f.drawn!.order, ceiling: f.form!.ceiling }
    return makeReport(scoringOf(f), await toEvaluate({ callAsSystem }, at), members, given)
  },
  variables: ({ made }) => ({ outcome: made!.outcome }),
  /** What was quoted is no secret once it is decided. */
  async also(ctx) {
    const { at, made, callAsSystem } = ctx
    if (made!.outcome === 'none') await returnBonds(ctx, at.found, '没有合格的响应，退还保证金')
    for (const r of at.facts.rounds) await callAsSystem(envelope.disclose, { number: boxOf(at.found.number, r.n) })
  },
  says: ({ made }) => ({
    basis: [cite('政府采购法实施条例', 41)],
    public: {
      outcome: made.outcome,
      ranking: made.ranking.map((r) => [r.bidder, r.rank, r.price, r.total, r.rejected.join(' ')]),
    },
    private: { points: Object.fromEntries(made.ranking.map((r) => [String(r.bidder), r.points])) },
  }),
})

/** 实施条例 art. 41: who dissents says so in writing on the report; who neither signs nor does so, agrees. */
export const signed = act(sign, {
  act: 'procurement.signed',
  as: 'citizen',
  who: sits,
  async check({ at, input, tx, actor, problem }) {
    const f = at.facts
    if (!f.reported || f.confirmed) throw problem('NOT_OPEN')
    const member = await seatOf(tx, at, actor)
    if (f.signed.some((s) => s.member === member)) throw problem('ONCE')
    if (!input.agrees && input.reason.length < 2) throw problem('REASON')
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('政府采购法实施条例', 41)],
    public: { member: made!, agrees: input.agrees },
    private: { reason: input.reason },
  }),
})
