// After the evaluation: candidates, award, contract, report.
import type { CaseAt } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import { returnBonds } from '../../trade/bond/index.ts'
import { peopleOf } from '../../trade/committee/index.ts'
import { companiesOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as experts from '../experts/contract.ts'
import { figure, step, type Tender } from './case.kind.ts'
import { award, fileReport, publicise, signContract } from './contract.ts'
import { fullHands } from './lots.ts'
import { standsStill } from './tender.fold.ts'

const DAY = 86_400_000

export const publicised = step(publicise, {
  act: 'tender.publicised',
  check({ at, input, clock, problem }) {
    const f = at.facts
    if (input.days < figure('publicity', clock.now()).value) throw problem('TOO_SHORT')
    // 实施条例 art. 53: silence is agreement, once the time in which the candidates must be publicised is nearly over.
    const over =
      clock.now().getTime() >= f.reported!.at.getTime() + (figure('publicise-within', clock.now()).value - 1) * DAY
    if (!over && f.signed.length < f.drawn!.experts.length) throw problem('UNSIGNED')
  },
  says: ({ at, input, clock }) => ({
    basis: [cite('招标投标法实施条例', 54)],
    public: {
      candidates: at.facts.reported!.candidates,
      until: new Date(clock.now().getTime() + input.days * DAY).toISOString(),
    },
  }),
})

type Ctx = Pick<ReadContext, 'callAsSystem'>
async function identityOf({ callAsSystem }: Ctx, at: CaseAt<Tender>, bidder: number) {
  return (await callAsSystem(envelope.results, { number: at.found.number })).find((b) => b.bidder === bidder)?.identity
}

export const awarded = step(award, {
  act: 'tender.awarded',
  /** 招标投标法 arts. 53, 54: who is barred from tenders gets none, nor does a consortium that he is a member of. */
  gate: clear('tender', async (input: { bidder: number }, ctx) => {
    const identity = await identityOf(ctx as Ctx, (ctx as unknown as { at: CaseAt<Tender> }).at, input.bidder)
    return companiesOf(identity).flatMap(({ uscc }) => (/^[0-9A-Z]{18}$/.test(uscc) ? [{ uscc }] : []))
  }),
  async check({ at, tx, callAsSystem, input, clock, problem }) {
    const f = at.facts
    if (clock.now() < f.publicised!.until || standsStill(f)) throw problem('STANDSTILL')
    const { candidates } = f.reported!
    if (!candidates.includes(input.bidder)) throw problem('NOT_CANDIDATE')
    const full = await fullHands({ tx, callAsSystem }, at)
    if (!full) throw problem('LOT_ORDER')
    const bids = full.size > 0 ? await callAsSystem(envelope.results, { number: at.found.number }) : []
    const isFull = (bidder: number) =>
      companiesOf(bids.find((b) => b.bidder === bidder)?.identity).some(({ uscc }) => full.has(uscc))
    // Where nobody is left who may still win one, the limit yields, with a reason.
    if (isFull(input.bidder) && candidates.some((b) => !isFull(b))) throw problem('LOTS')
    if (candidates.find((b) => !isFull(b)) !== input.bidder && input.reason.length < 2) throw problem('FIRST')
  },
  /** From now on it is no secret who sat on the committee (招标投标法 art. 37): the library records who was there. */
  async also({ at, tx, callAsSystem }) {
    const { facts: f, found } = at
    const people = await peopleOf(tx, found.jurisdiction, f)
    const there = new Set(f.evaluated.map((e) => e.member))
    await callAsSystem(experts.serve, {
      ...{
        jurisdiction: found.jurisdiction,
        number: found.number,
        unit: found.unit,
        drawnAt: f.drawn!.at.toISOString(),
      },
      people: f.drawn!.experts.map((name) => ({ personId: people[name]!, attended: there.has(name) })),
    })
  },
  says: ({ at, input }) => {
    const found = at.facts.reported!.ranking.find((r) => r.bidder === input.bidder)!
    return {
      basis: [cite('招标投标法实施条例', 55), cite('招标投标法', 45)],
      public: { bidder: input.bidder, price: found.price, rank: found.rank! },
      private: { reason: input.reason },
    }
  },
})

export const contractSigned = step(signContract, {
  act: 'tender.contracted',
  check({ at, input, problem }) {
    if (at.facts.stopped !== null) throw problem('STANDSTILL')
    if (input.price !== at.facts.awarded!.price) throw problem('PRICE')
  },
  /** 招标投标法 art. 31: all members of a consortium sign, and answer jointly and severally. */
  async prepare({ at, callAsSystem }) {
    const identity = await identityOf({ callAsSystem }, at, at.facts.awarded!.bidder)
    return companiesOf(identity).map((c) => c.name)
  },
  also: (ctx) => returnBonds(ctx, ctx.at.found, '合同已签订，退还投标保证金', { interest: true }),
  says: ({ input, made }) => ({
    basis: [
      cite('招标投标法', 46),
      cite('招标投标法实施条例', 57),
      ...(made!.length > 1 ? [cite('招标投标法', 31)] : []),
    ],
    public: { contract: input.contract, price: input.price, parties: made! },
  }),
})

export const reportFiled = step(fileReport, {
  act: 'tender.filed',
  says: () => ({ basis: [cite('招标投标法', 47)] }),
})
