// The committee: each member alone, questions to bidders, the report by the rules, signing or dissent.
import { type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { type ReadContext, text } from '../../kernel/platform/index.ts'
import { numberOfBidder, returnBonds } from '../../trade/bond/index.ts'
import { makeReport, seatOf, type ToEvaluate, verdictProblem, verdictsOf } from '../../trade/committee/index.ts'
import { AGREEMENT, type Fault, faultsOf, type Joint, membersOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as prequalification from '../prequalification/contract.ts'
import { act, step, type Tender } from './case.kind.ts'
import { ask, evaluate, explain, report, sign } from './contract.ts'
import { methodOf } from './draw.ts'
import { offeredPrice } from './tender.fold.ts'

/** Bids that opened: all others were settled at the opening. */
export const toEvaluate = (f: Tender): ToEvaluate[] =>
  (f.opened?.bids ?? [])
    .filter((b) => b.outcome === 'opened')
    .map(({ bidder }) => {
      const price = offeredPrice(f, bidder)
      return { bidder, price: price !== null && price > 0 ? price : null }
    })

/** Why a bid can only be rejected, or what the committee must ask: consortia, corrections; by bidder. */
export async function bidFaults(
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  at: CaseAt<Tender>,
): Promise<Map<number, Fault[]>> {
  const bids = await callAsSystem(envelope.results, { number: at.found.number })
  const { prequalified } = at.facts.form!
  const passed = prequalified ? await callAsSystem(prequalification.passed, { number: prequalified }) : undefined
  const as = (personId: string): Pick<Joint, 'as'> => {
    const one = passed?.who.find((w) => w.personId === personId)
    return one ? { as: [one.uscc, ...membersOf(one).map((m) => m.uscc)] } : {}
  }
  const all = bids.flatMap((b): Joint[] =>
    b.outcome === 'opened'
      ? // While its documents are being checked nothing is said of what is among them.
        [
          {
            ...{ bidder: b.bidder, identity: b.identity, ...as(b.personId) },
            files: b.files?.map((f) => f.name) ?? [AGREEMENT],
          },
        ]
      : [],
  )
  return new Map(
    all.map((b) => [
      b.bidder,
      [...faultsOf(all, b, at.facts.form!.consortium === true), ...refusals(at.facts, b.bidder)],
    ]),
  )
}
/** Who does not confirm what arithmetic makes of his list stands by no price that can be compared. */
const refusals = (f: Tender, bidder: number): Fault[] =>
  f.correcting
    .filter((c) => c.bidder === bidder && !c.accepts)
    .map((c) => ({
      void: true,
      says:
        c.accepts === null
          ? text('算术修正还没有得到投标人确认', 'the bidder has not confirmed the correction yet')
          : text('投标人不接受算术修正', 'the bidder does not accept the correction'),
    }))

export const evaluated = act(evaluate, {
  act: 'tender.evaluated',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'expert'),
  async check({ at, input, tx, actor, callAsSystem, problem }) {
    const f = at.facts
    if (f.status !== 'evaluating') throw problem('NOT_OPEN')
    const member = await seatOf(tx, at, actor)
    if (f.evaluated.some((e) => e.member === member)) throw problem('ONCE')
    const wrong = verdictProblem(methodOf(f), toEvaluate(f), input.verdicts)
    if (wrong) throw problem(wrong)
    const faults = await bidFaults({ callAsSystem }, at)
    for (const v of input.verdicts) {
      const barred = v.reject ? undefined : faults.get(v.bidder)?.find((x) => x.void)
      if (barred) throw problem('VOID', { detail: barred.says })
    }
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 49)],
    public: { member: made! },
    private: { verdicts: input.verdicts },
  }),
})

/** 实施条例 art. 52: in writing, asked by the committee alone, and never to change what the bid says. */
export const asked = act(ask, {
  act: 'tender.asked',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'expert'),
  check({ at, input, problem }) {
    if (at.facts.status !== 'evaluating') throw problem('NOT_OPEN')
    if (!toEvaluate(at.facts).some((b) => b.bidder === input.bidder)) throw problem('NO_BIDDER')
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 52)],
    public: { bidder: input.bidder, member: made! },
    private: { words: input.words },
  }),
})

export const explained = act(explain, {
  act: 'tender.explained',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'bidder'),
  async prepare({ at, tx, actor, problem }) {
    const bidder = await numberOfBidder(tx, at.found, actor)
    const f = at.facts
    const open =
      f.asked.filter((a) => a.bidder === bidder).length > f.explained.filter((e) => e.bidder === bidder).length
    if (f.status !== 'evaluating' || bidder === undefined || !open) throw problem('NONE')
    return bidder
  },
  says: ({ input, made }) => ({ public: { bidder: made }, private: { words: input.words } }),
})

export const reported = step(report, {
  act: 'tender.reported',
  as: 'citizen',
  check({ at, problem }) {
    if (at.facts.evaluated.length < at.facts.drawn!.experts.length) throw problem('WAITING')
  },
  async prepare({ at, tx }) {
    const f = at.facts
    const given = { k: f.drawn!.k, order: f.drawn!.order, ceiling: f.form!.ceiling }
    return makeReport(methodOf(f), toEvaluate(f), await verdictsOf(tx, at.found.jurisdiction, f.evaluated), given)
  },
  variables: ({ made }) => ({ outcome: made!.outcome }),
  async also({ at, tx, made, clock, callAsSystem }) {
    if (made!.outcome === 'none')
      await returnBonds({ tx, clock, callAsSystem }, at.found, '全部否决，退还投标保证金', { interest: true })
  },
  says: ({ made }) => ({
    basis: [cite('招标投标法实施条例', 53), cite('招标投标法', 40)],
    public: {
      ...made,
      ranking: made.ranking.map((r) => [r.bidder, r.rank, r.total, r.rejected.join(' ')]),
    },
    private: { points: Object.fromEntries(made.ranking.map((r) => [String(r.bidder), r.points])) },
  }),
})

/** 实施条例 art. 53: who neither signs nor says why he does not, agrees. */
export const signed = act(sign, {
  act: 'tender.signed',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'expert'),
  async check({ at, input, tx, actor, problem }) {
    const f = at.facts
    if (!f.reported || f.publicised) throw problem('NOT_OPEN')
    const member = await seatOf(tx, at, actor)
    if (f.signed.some((s) => s.member === member)) throw problem('ONCE')
    if (!input.agrees && input.reason.length < 2) throw problem('REASON')
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 53)],
    public: { member: made!, agrees: input.agrees },
    private: { reason: input.reason },
  }),
})
