// From the report to the payment: sent, confirmed, published, contract, acceptance, payment; and the single source's own way.
import { type CaseAt, judgeUpload } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import { peopleOf } from '../../trade/committee/index.ts'
import * as experts from '../experts/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { figure, type Process, run, step } from './case.kind.ts'
import {
  accept,
  commit,
  confirm,
  negotiate,
  notify,
  pay,
  publicise,
  publishContract,
  send,
  signContract,
} from './contract.ts'
import { entrants } from './method.rules.ts'
import { awardNotice } from './notice-of-award.ts'
import { resultsOf } from './opening.ts'
import { standsStill } from './process.fold.ts'

export const sent = step(send, {
  act: 'procurement.sent',
  says: () => ({ basis: [cite('政府采购法实施条例', 43)] }),
})

type Ctx = Pick<ReadContext, 'callAsSystem'>
/** In the order of the report: the first, or those whom a framework's elimination leaves. */
export async function winnersOf(ctx: Ctx, at: CaseAt<Process>, percent: number) {
  const f = at.facts
  const ranked = f.reported!.ranking.filter((r) => r.rank !== null).sort((a, b) => a.rank! - b.rank!)
  const taken = ranked.slice(0, f.form!.method === 'framework' ? entrants(ranked.length, percent) : 1)
  const opened = await resultsOf(ctx, at.found.number)
  const people = taken.map((r) => opened.find((b) => b.bidder === r.bidder)!.personId)
  const known = await ctx.callAsSystem(suppliers.of, { people })
  return taken.map((r, i) => {
    const s = known.find((k) => k.personId === people[i])!
    return { personId: s.personId, uscc: s.uscc, name: s.name, price: r.price }
  })
}
const plain = (list: { uscc: string; name: string; price: number }[]) =>
  list.map(({ uscc, name, price }) => ({ uscc, name, price }))

/** 实施条例 art. 43: the buyer confirms in the order of the report; who is barred by now gets nothing. */
export const confirmed = step(confirm, {
  act: 'procurement.confirmed',
  gate: clear('procurement', async (_: unknown, ctx) => {
    const { at } = ctx as unknown as { at: CaseAt<Process> }
    const list = await winnersOf(ctx as unknown as Ctx, at, figure('eliminate', ctx.clock.now()).value)
    return list.map(({ uscc }) => ({ uscc }))
  }),
  check({ at, clock, problem }) {
    const f = at.facts
    if (standsStill(f, clock.now())) throw problem('STANDSTILL')
    // Silence is agreement once the buyer's own time is nearly over.
    const left = run('confirm', f.sent!, clock.now()).remaining
    if (left > 1 && f.signed.length < f.drawn!.experts.length) throw problem('UNSIGNED')
  },
  async prepare({ at, clock, callAsSystem, problem }) {
    const list = await winnersOf({ callAsSystem }, at, figure('eliminate', clock.now()).value)
    if (list.length === 0) throw problem('NOBODY')
    return list
  },
  says: ({ made }) => ({ basis: [cite('政府采购法实施条例', 43)], public: { winners: plain(made) } }),
})

/** 实施条例 art. 38. */
export const publicised = step(publicise, {
  act: 'procurement.publicised',
  says: ({ input, clock }) => {
    const now = clock.now()
    const { due } = run('single-publicity', now, now)
    return {
      basis: [cite('政府采购法实施条例', 38)],
      public: { words: input.words, until: new Date(`${due}T15:59:59.999Z`).toISOString() },
    }
  },
})

const source = async ({ callAsSystem }: Ctx, at: CaseAt<Process>) => {
  const [uscc] = at.facts.form!.invited
  return (await callAsSystem(suppliers.byCode, { uscc: uscc! })) ?? undefined
}
/** 政府采购法 art. 39: agreed on with the one supplier, at a fair price. */
export const negotiated = step(negotiate, {
  act: 'procurement.negotiated',
  gate: clear('procurement', (_: unknown, ctx) => ({
    uscc: (ctx as unknown as { at: CaseAt<Process> }).at.facts.form!.invited[0]!,
  })),
  check({ at, input, clock, problem }) {
    const f = at.facts
    if (f.publicised && clock.now() <= f.publicised.until) throw problem('TOO_SOON')
    if (standsStill(f, clock.now())) throw problem('STANDSTILL')
    if (input.price > f.form!.ceiling) throw problem('CEILING')
  },
  async prepare({ at, callAsSystem, problem }) {
    const found = await source({ callAsSystem }, at)
    if (!found) throw problem('NOT_SUPPLIER')
    return found
  },
  says: ({ input, made }) => ({
    basis: [cite('政府采购法', 39)],
    public: { winners: [{ uscc: made.uscc, name: made.name, price: input.price }], words: input.words },
  }),
})

export const notified = step(notify, {
  act: 'procurement.notified',
  prepare: (ctx) => issueDocument(ctx, ctx.at, awardNotice, {}),
  /** From now on it is no secret who sat on the committee. */
  async also({ at, tx, callAsSystem }) {
    const { facts: f, found } = at
    if (!f.drawn) return
    const people = await peopleOf(tx, found.jurisdiction, f)
    const there = new Set(f.evaluated.map((e) => e.member))
    await callAsSystem(experts.serve, {
      ...{ jurisdiction: found.jurisdiction, number: found.number, unit: found.unit },
      drawnAt: f.drawn.at.toISOString(),
      people: f.drawn.experts.map((name) => ({ personId: people[name]!, attended: there.has(name) })),
    })
  },
  says: ({ at, made }) => ({
    basis: [cite('政府采购法实施条例', 43)],
    public: { winners: at.facts.winners, method: at.facts.form!.method, document: made.said },
    private: { document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})

export const contractSigned = step(signContract, {
  act: 'procurement.contracted',
  check({ at, input, clock, problem }) {
    if (standsStill(at.facts, clock.now())) throw problem('STANDSTILL')
    if (input.price !== at.facts.winners[0]!.price) throw problem('PRICE')
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 46)],
    public: { contract: input.contract, price: input.price },
  }),
})

export const contractPublished = step(publishContract, {
  act: 'procurement.contract-published',
  async check({ input, problem }) {
    const judged = await judgeUpload(input.file.bytes, { accept: ['application/pdf'], maxBytes: 30 * 1024 * 1024 })
    if ('problem' in judged) throw problem('FILE', { detail: judged.problem })
  },
  prepare: ({ tx, input, files }) => files.put(tx, input.file.bytes, 'application/pdf'),
  says: ({ made }) => ({
    basis: [cite('政府采购法实施条例', 50)],
    public: { sha256: made.sha256, size: made.size },
  }),
  output: ({ made }) => ({ sha256: made.sha256 }),
})

export const accepted = step(accept, {
  act: 'procurement.accepted',
  async also({ at, input, callAsSystem }) {
    const { jurisdiction, number, unit } = at.found
    await callAsSystem(suppliers.grade, {
      ...{ jurisdiction, number, unit, uscc: at.facts.winners[0]!.uscc, grade: input.grade, words: input.words },
    })
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 41), cite('政府采购法实施条例', 45)],
    public: { grade: input.grade },
    private: { words: input.words },
  }),
})

export const paid = step(pay, {
  act: 'procurement.paid',
  /** What the contract did not need goes back to the line. */
  async also({ at, callAsSystem }) {
    const { jurisdiction, number, unit } = at.found
    const { year, line } = at.facts.form!
    await callAsSystem(commit, { jurisdiction, number, unit, year, line, amount: at.facts.contracted!.price })
  },
  says: ({ at, input }) => ({
    basis: [cite('政府采购法实施条例', 51)],
    public: { voucher: input.voucher, price: at.facts.contracted!.price },
  }),
})
