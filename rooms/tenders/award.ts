// After the evaluation: candidates, award, contract, report.
import type { CaseAt } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import { peopleOf } from '../../trade/committee/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as experts from '../experts/contract.ts'
import { figure, step, type Tender } from './case.kind.ts'
import { award, fileReport, publicise, signContract } from './contract.ts'
import { waiting } from './tender.fold.ts'
import { biddersOf } from './tenders.store.ts'

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
  /** 招标投标法 arts. 53, 54: who is barred from tenders gets none. */
  gate: clear('tender', async (input: { bidder: number }, ctx) => {
    const identity = await identityOf(ctx as Ctx, (ctx as unknown as { at: CaseAt<Tender> }).at, input.bidder)
    const uscc = String(identity?.uscc ?? '')
    return /^[0-9A-Z]{18}$/.test(uscc) ? { uscc } : undefined
  }),
  check({ at, input, clock, problem }) {
    const f = at.facts
    if (clock.now() < f.publicised!.until || waiting(f).length > 0) throw problem('STANDSTILL')
    if (!f.reported!.candidates.includes(input.bidder)) throw problem('NOT_CANDIDATE')
    if (f.reported!.candidates[0] !== input.bidder && input.reason.length < 2) throw problem('FIRST')
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
    if (input.price !== at.facts.awarded!.price) throw problem('PRICE')
  },
  /** 实施条例 art. 57: every bond goes back; interest is the bank’s, and not computed here. */
  async also({ at, tx, callAsSystem }) {
    for (const b of await biddersOf(tx, at.found))
      await callAsSystem(money.cancelOrder, { number: b.bond, reason: '合同已签订，退还投标保证金' })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法', 46), cite('招标投标法实施条例', 57)],
    public: { contract: input.contract, price: input.price },
  }),
})

export const reportFiled = step(fileReport, {
  act: 'tender.filed',
  says: () => ({ basis: [cite('招标投标法', 47)] }),
})
