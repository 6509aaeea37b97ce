// From the report to the payment: sent, confirmed, published, contract, acceptance, payment; and the single source's own way.
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { type CaseAt, judgeUpload } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import { postOf, type ReadContext, text } from '../../kernel/platform/index.ts'
import { type BidderRow, biddersOf, returnBonds } from '../../trade/bond/index.ts'
import { peopleOf } from '../../trade/committee/index.ts'
import { companiesOf } from '../../trade/entry/index.ts'
import * as experts from '../experts/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { act, BUYER, figure, type Process, run, step } from './case.kind.ts'
import {
  accept,
  commit,
  confirm,
  negotiate,
  notify,
  passOn,
  pay,
  publicise,
  publishContract,
  send,
  signContract,
} from './contract.ts'
import { fullHands } from './lots.ts'
import { entrants } from './method.rules.ts'
import { awardNotice } from './notice-of-award.ts'
import { resultsOf } from './opening.ts'
import { standsStill, type Winner } from './process.fold.ts'

export const sent = step(send, {
  act: 'procurement.sent',
  says: () => ({ basis: [cite('政府采购法实施条例', 43)] }),
})

type Ctx = Pick<ReadContext, 'callAsSystem'>
/**
 * In the order of the report: the first, or those whom a framework's elimination leaves. Who won as many lots as he may is passed over,
 * unless nobody else is left; undefined where an earlier lot must be decided first.
 */
export async function winnersOf(ctx: Ctx & Pick<ReadContext, 'tx'>, at: CaseAt<Process>, percent: number) {
  const f = at.facts
  const full = await fullHands(ctx.tx, at)
  if (!full) return undefined
  const opened = await resultsOf(ctx, at.found.number)
  const bidOf = (bidder: number) => opened.find((b) => b.bidder === bidder)!
  const gone = (bidder: number) => f.refused.some((r) => r.uscc === String(bidOf(bidder).identity?.uscc ?? ''))
  const ranked = f.reported!.ranking.filter((r) => r.rank !== null && !gone(r.bidder)).sort((a, b) => a.rank! - b.rank!)
  const free = ranked.filter((r) => !companiesOf(bidOf(r.bidder).identity).some((c) => full.has(c.uscc)))
  const list = free.length > 0 ? free : ranked
  const taken = list.slice(0, f.form!.method === 'framework' ? entrants(list.length, percent) : 1)
  const people = taken.map((r) => bidOf(r.bidder).personId)
  const known = await ctx.callAsSystem(suppliers.of, { people })
  return taken.map((r, i) => {
    const { personId, uscc, name } = known.find((k) => k.personId === people[i])!
    const members = companiesOf(bidOf(r.bidder).identity).slice(1)
    return { personId, uscc, name, price: r.price, ...(members.length > 0 ? { members } : {}) }
  })
}
type Won = NonNullable<Awaited<ReturnType<typeof winnersOf>>>[number]
const plain = (list: Won[]) => list.map(({ personId: _, ...w }) => w)

/** 实施条例 art. 43: the buyer confirms in the order of the report; who is barred by now gets nothing. */
export const confirmed = step(confirm, {
  act: 'procurement.confirmed',
  gate: clear('procurement', async (_: unknown, ctx) => {
    const { at } = ctx as unknown as { at: CaseAt<Process> }
    const list = await winnersOf(ctx as never, at, figure('eliminate', ctx.clock.now()).value)
    return (list ?? []).flatMap((w) => [w, ...(w.members ?? [])].map(({ uscc }) => ({ uscc })))
  }),
  check({ at, clock, problem }) {
    const f = at.facts
    if (standsStill(f, clock.now())) throw problem('STANDSTILL')
    // Silence is agreement once the buyer's own time is nearly over.
    const left = run('confirm', f.sent!, clock.now()).remaining
    if (left > 1 && f.signed.length < f.drawn!.experts.length) throw problem('UNSIGNED')
  },
  async prepare({ at, tx, clock, callAsSystem, problem }) {
    const list = await winnersOf({ tx, callAsSystem }, at, figure('eliminate', clock.now()).value)
    if (!list) throw problem('LOT_ORDER')
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
  async prepare(ctx) {
    const { at, tx, callAsSystem } = ctx
    const { form, winners } = at.facts
    const issued = await issueDocument(ctx, at, awardNotice, {})
    // 实施条例 art. 33: those who did not win; of a framework, which has no contract to sign here, all.
    const won = await Promise.all(
      form!.method === 'framework' ? [] : winners.map(({ uscc }) => callAsSystem(suppliers.byCode, { uscc })),
    )
    const lost = (b: BidderRow) => !won.some((w) => w?.personId === b.personId)
    const rows = form!.bond ? await biddersOf(tx, at.found) : []
    const refunds = rows.length > 0 ? await returnBonds(ctx, at.found, '结果已公告，退还保证金', { which: lost }) : 0
    return { ...issued, refunds }
  },
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
    public: {
      winners: at.facts.winners,
      method: at.facts.form!.method,
      document: made.said,
      ...(made.refunds > 0 ? { refunds: made.refunds } : {}),
    },
    private: { document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})

/** Who comes after the winner who refuses: as if he had not bid. */
async function nextOf(ctx: Ctx & Pick<ReadContext, 'tx'>, at: CaseAt<Process>) {
  const { facts: f } = at
  const without = { ...at, facts: { ...f, refused: [...f.refused, f.winners[0]!] } }
  return (await winnersOf(ctx, without, 0)) ?? []
}

/** 实施条例 art. 49. What the bond of him who refused comes to is another act. */
export const passedOn = act(passOn, {
  act: 'procurement.passed-on',
  who: ({ found }, actor) => postOf(actor, BUYER)?.unitCode === found.unit,
  gate: clear('procurement', async (_: unknown, ctx) => {
    const { at } = ctx as unknown as { at: CaseAt<Process> }
    if (at.facts.status !== 'notified' || !at.facts.reported) return undefined
    const list = await nextOf(ctx as never, at)
    return list.flatMap((w) => [w, ...(w.members ?? [])].map(({ uscc }) => ({ uscc })))
  }),
  check({ at, clock, problem }) {
    if (at.facts.status !== 'notified' || !at.facts.reported) throw problem('NOT_OPEN')
    if (standsStill(at.facts, clock.now())) throw problem('STANDSTILL')
  },
  async prepare(ctx) {
    const { at, problem } = ctx
    const list = plain(await nextOf(ctx, at))
    if (list.length === 0) throw problem('NOBODY')
    const to = { ...at, facts: { ...at.facts, winners: list } }
    return { list, issued: await issueDocument(ctx, to, awardNotice, {}) }
  },
  says: ({ at, input, made }) => ({
    basis: [cite('政府采购法实施条例', 49)],
    public: { winners: made!.list, before: at.facts.winners[0]!.uscc, document: made!.issued.said },
    private: { words: input.words, document: made!.issued.content },
  }),
  output: ({ made }) => ({ document: made!.issued.said.number }),
})

/** Days within which a performance bond is due; our figure, for the law names none. */
const PERFORMANCE_DAYS = 15
export const contractSigned = step(signContract, {
  act: 'procurement.contracted',
  check({ at, input, clock, problem }) {
    const now = clock.now()
    if (standsStill(at.facts, now)) throw problem('STANDSTILL')
    if (input.price !== at.facts.winners[0]!.price) throw problem('PRICE')
    if (input.performance * 100 > input.price * figure('performance', now).value) throw problem('PERFORMANCE')
  },
  /** 实施条例 arts. 33, 48; 政府采购法 art. 24: all members of a consortium sign. */
  async prepare(ctx) {
    const { at, input, clock, callAsSystem } = ctx
    const { jurisdiction, unit, id, number } = at.found
    const [winner] = at.facts.winners as [Winner]
    const refunds = at.facts.form!.bond ? await returnBonds(ctx, at.found, '合同已签订，退还保证金') : 0
    const parties = [winner, ...(winner.members ?? [])].map((c) => c.name)
    const more = {
      ...(refunds > 0 ? { refunds } : {}),
      ...(parties.length > 1 ? { parties } : {}),
    }
    if (input.performance === 0) return { ...more, performance: undefined }
    const { personId } = (await callAsSystem(suppliers.byCode, { uscc: winner.uscc }))!
    const { number: order } = await callAsSystem(money.issueOrder, {
      ...{ jurisdiction, kind: 'deposit', unit, case: { id, number }, payer: { name: winner.name, personId } },
      purpose: text(`履约保证金 ${at.facts.form!.title}`, `Performance bond for ${at.facts.form!.titleEn}`),
      amount: input.performance,
      due: addDays(dayOf(clock.now()), PERFORMANCE_DAYS),
    })
    return { ...more, performance: { amount: input.performance, order } }
  },
  says: ({ input, made }) => ({
    basis: [
      cite('政府采购法', 46),
      ...(made!.parties ? [cite('政府采购法', 24)] : []),
      ...(made!.performance ? [cite('政府采购法实施条例', 48)] : []),
    ],
    public: { contract: input.contract, price: input.price, ...made! },
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
    const bond = at.facts.contracted!.performance?.order
    if (bond)
      await callAsSystem(money.returnOrder, { number: bond, keep: 'nothing', reason: '验收合格，退还履约保证金' })
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
