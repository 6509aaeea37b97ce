import type { Text } from '../../kernel/platform/index.ts'
import { text } from '../../kernel/platform/index.ts'
import {
  abnormallyLow,
  compare,
  decimal,
  type EvaluatedBid,
  evaluate,
  type Method,
  show,
  ZERO,
} from '../scoring/index.ts'
import type { Verdict } from './contract.ts'

/** A bid as it comes to the committee; without a price that compares it can only be rejected. `flags`: what deductions ask for. */
export type ToEvaluate = { bidder: number; price: number | null; flags?: readonly string[] }
export type Ranked = {
  bidder: number
  rank: number | null
  price: number
  points: Record<string, string>
  total: string
  rejected: string[]
}

/** What is wrong with a member’s evaluation; undefined where it can be taken. */
export function verdictProblem(
  m: Method,
  bids: readonly ToEvaluate[],
  verdicts: readonly Verdict[],
): 'ALL' | 'REASON' | 'POINTS' | undefined {
  const wanted = new Set(bids.map((b) => b.bidder))
  if (verdicts.length !== wanted.size || new Set(verdicts.map((v) => v.bidder)).size !== wanted.size) return 'ALL'
  if (verdicts.some((v) => !wanted.has(v.bidder))) return 'ALL'
  for (const v of verdicts) {
    if (v.reject) {
      if (v.reason.length < 2) return 'REASON'
      continue
    }
    // A bid without a price that can be compared can only be rejected.
    if (bids.find((b) => b.bidder === v.bidder)!.price === null) return 'POINTS'
    for (const c of m.criteria) {
      const said = v.points[c.id]
      if (said === undefined || Number(said) > Number(c.points)) return 'POINTS'
    }
  }
  return undefined
}

/** 分: the median of what the members say a bid’s deviations cost; whoever says nothing says none. One extreme moves it by little. */
export function priced(said: readonly Pick<Verdict, 'deviation'>[]): number {
  const sorted = said.map((v) => (v.deviation === undefined ? ZERO : decimal(v.deviation))).sort(compare)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? ZERO
  return Number((middle.n * 100n) / middle.d)
}

export type Made = { ranking: Ranked[]; candidates: number[]; benchmark: string | null; outcome: 'ranked' | 'none' }

/** The report from what the members handed in: a majority rejects, points are averaged, ties go by the order that was drawn. */
export function makeReport(
  m: Method,
  bids: readonly ToEvaluate[],
  members: readonly (readonly Verdict[])[],
  given: { k: string | null; order: readonly number[]; ceiling: number },
): Made {
  const of = (bidder: number) => members.flatMap((list) => list.filter((v) => v.bidder === bidder))
  const rejected = (bidder: number) => of(bidder).flatMap((v) => v.reject ?? [])
  const isOut = (b: ToEvaluate) => b.price === null || rejected(b.bidder).length * 2 > members.length
  const left = bids.filter((b) => !isOut(b))
  const input = left.map(
    (b): EvaluatedBid => ({
      id: String(b.bidder),
      price: b.price!,
      flags: [...(b.flags ?? [])],
      deviations: [priced(of(b.bidder).filter((v) => !v.reject))],
      points: Object.fromEntries(
        m.criteria.map((c) => [c.id, of(b.bidder).flatMap((v) => (v.reject ? [] : [v.points[c.id]!]))]),
      ),
    }),
  )
  const found = evaluate(m, input, {
    ...(given.k ? { drawn: { k: given.k } } : {}),
    ceiling: given.ceiling,
    order: given.order.map(String),
  })
  const ranking: Ranked[] = [
    ...found.bids.map((b) => ({
      bidder: Number(b.id),
      rank: b.rank,
      price: b.price,
      points: Object.fromEntries(Object.entries(b.parts).map(([id, q]) => [id, show(q, 2)])),
      total: show(m.kind === 'lowest' ? b.evaluated : b.total, 2),
      rejected: rejected(Number(b.id)),
    })),
    ...bids.filter(isOut).map((b) => ({
      bidder: b.bidder,
      rank: null,
      price: b.price ?? 0,
      points: {},
      total: '—',
      rejected: rejected(b.bidder),
    })),
  ]
  const candidates = found.bids.filter((b) => b.rank <= m.candidates).map((b) => Number(b.id))
  return {
    ranking,
    candidates: candidates.slice(0, m.candidates),
    benchmark: found.benchmark ? show(found.benchmark, 0) : null,
    outcome: candidates.length > 0 ? 'ranked' : 'none',
  }
}

/** Prices that must be explained (12号令 art. 21, its text was not read), for the committee: a question, no verdict. */
export function lowHints(bids: readonly ToEvaluate[], bidder: number): string[] {
  const priced = bids.flatMap((b) =>
    b.price === null ? [] : [{ id: String(b.bidder), first: String(b.price), last: String(b.price) }],
  )
  return abnormallyLow(priced, String(bidder))
}

export type Compared = {
  bidder: number
  name: string
  uscc: string
  manager: string
  contact: string
  price: number | null
  files: string[]
}
/** 实施条例 art. 40: what two bids have alike; evidence for the committee, never a rejection by itself. */
export function likeness(all: readonly Compared[], of: Compared): Text[] {
  const hints: Text[] = []
  for (const other of all.filter((o) => o.bidder !== of.bidder)) {
    const say = (zh: string, en: string) =>
      hints.push(text(`与 ${other.bidder} 号${zh}`, `${en} bidder ${other.bidder}`))
    if (of.uscc !== '' && of.uscc === other.uscc) say('统一社会信用代码相同', 'the same credit code as')
    if (of.name !== '' && of.name === other.name) say('名称相同', 'the same name as')
    if (of.manager !== '' && of.manager === other.manager)
      say('项目负责人相同（第三项）', 'the same project manager (item 3) as')
    if (of.contact !== '' && of.contact === other.contact) say('联系方式相同（第二项）', 'the same contact (item 2) as')
    if (of.files.some((f) => other.files.includes(f)))
      say('有完全相同的文件（第四项）', 'an identical file (item 4) as')
  }
  const prices = all.flatMap((b) => (b.price === null ? [] : [b.price])).sort((a, b) => a - b)
  const gaps = prices.slice(1).map((p, i) => p - prices[i]!)
  if (gaps.length >= 3 && new Set(gaps).size === 1)
    hints.push(text('各家报价差额都一样（第四项）', 'all prices stand at equal distances (item 4)'))
  return hints
}
