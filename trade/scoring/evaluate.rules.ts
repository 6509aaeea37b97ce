// Browser-safe: from opened bids to a ranking, exactly. The same input gives the same ranking on any machine.
import { benchmarkPrice, type Drawn } from './benchmark.rules.ts'
import type { Method } from './method.shape.ts'
import { abs, add, compare, decimal, div, least, mean, mul, type Q, q, round, sub, ZERO } from './rational.rules.ts'

export type EvaluatedBid = {
  id: string
  /** As corrected, in 分. */
  price: number
  /** Deviations that the committee priced, in 分: they raise the price that is compared (评标价). */
  deviations?: number[]
  flags?: string[]
  /** Points by criterion, one of each member. */
  points?: Record<string, string[]>
}
export type Scored = {
  id: string
  price: number
  /** The price that is compared. */
  evaluated: Q
  parts: Record<string, Q>
  total: Q
  rank: number
  /** By which rule it stands before the next one of the same total. */
  tie: typeof import('./method.shape.ts').TIES[number] | null
}
export type Evaluation = { bids: Scored[]; benchmark: Q | null; open: string[][] }
export type Given = { drawn?: Drawn; ceiling?: number; order?: readonly string[] }

const HUNDRED = q(100)

/** What is compared: the price with priced deviations, less deductions; each of the price as it was offered. */
export function evaluatedPrice(m: Method, b: EvaluatedBid): Q {
  const off = m.deductions
    .filter((d) => b.flags?.includes(d.flag))
    .reduce((sum, d) => add(sum, div(decimal(d.percent), HUNDRED)), ZERO)
  const more = (b.deviations ?? []).reduce((a, c) => a + c, 0)
  return add(mul(q(b.price), sub(q(1), off)), q(more))
}

/** @throws RangeError where something that must be drawn was not, or points lie outside their criterion */
export function evaluate(m: Method, bids: readonly EvaluatedBid[], given: Given = {}): Evaluation {
  if (bids.length === 0) return { bids: [], benchmark: null, open: [] }
  if (new Set(bids.map((b) => b.id)).size < bids.length) throw new RangeError('two bids have one id')
  const evaluated = bids.map((b) => evaluatedPrice(m, b))
  const { points, benchmark } = pricePoints(m, evaluated, given)
  const scored: Scored[] = bids.map((b, i) => {
    const parts: Record<string, Q> = {}
    if (points) parts.price = points[i]!
    for (const c of m.criteria) parts[c.id] = criterion(c, b)
    return {
      id: b.id,
      price: b.price,
      evaluated: evaluated[i]!,
      parts,
      total: Object.values(parts).reduce(add, ZERO),
      rank: 0,
      tie: null,
    }
  })
  return { ...ranked(m, scored, given.order ?? []), benchmark }
}

function criterion(c: Method['criteria'][number], b: EvaluatedBid): Q {
  const said = (b.points?.[c.id] ?? []).map(decimal)
  if (said.length === 0) throw new RangeError(`${b.id} has no points for ${c.id}`)
  if (said.some((p) => compare(p, ZERO) < 0 || compare(p, decimal(c.points)) > 0))
    throw new RangeError(`points of ${b.id} for ${c.id} are not within 0 … ${c.points}`)
  return mean(said)
}

function pricePoints(m: Method, evaluated: readonly Q[], given: Given): { points: Q[] | null; benchmark: Q | null } {
  if (!m.price) return { points: null, benchmark: null }
  const full = decimal(m.price.points)
  const { by } = m.price
  const { score, deviation, benchmark: at } = m.rounding
  if (by.kind === 'ratio') {
    const low = least(evaluated)
    return { points: evaluated.map((p) => round(mul(div(low, p), full), score)), benchmark: null }
  }
  const ceiling = given.ceiling === undefined ? undefined : q(given.ceiling)
  const found = benchmarkPrice(by.benchmark, evaluated, given.drawn ?? {}, ceiling).value
  const base = at ? round(found, at) : found
  const [above, below] = [decimal(by.above), decimal(by.below)]
  const points = evaluated.map((p) => {
    const off = div(sub(p, base), base)
    const percent = mul(deviation ? round(off, deviation) : off, HUNDRED)
    const less = mul(abs(percent), percent.n > 0n ? above : below)
    const left = sub(full, less)
    return round(left.n < 0n ? ZERO : left, score)
  })
  return { points, benchmark: base }
}

/** Ranks; what no rule decides is left `open` to be drawn: those bids share the rank. */
function ranked(m: Method, scored: Scored[], order: readonly string[]): { bids: Scored[]; open: string[][] } {
  const first = (a: Scored, b: Scored) =>
    m.kind === 'lowest' ? compare(a.evaluated, b.evaluated) : compare(b.total, a.total)
  const points = (s: Scored) => sub(s.total, s.parts.price ?? ZERO)
  const place = new Map(order.map((id, i) => [id, i]))
  const rules: Record<NonNullable<Scored['tie']>, (a: Scored, b: Scored) => number> = {
    'lower-price': (a, b) => compare(a.evaluated, b.evaluated),
    'higher-points': (a, b) => compare(points(b), points(a)),
    draw: (a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length),
  }
  const decides = (a: Scored, b: Scored) => m.ties.find((t) => rules[t](a, b) !== 0)
  const sorted = [...scored].sort((a, b) => {
    const by = first(a, b)
    if (by !== 0) return by
    const rule = decides(a, b)
    return rule ? rules[rule](a, b) : a.id < b.id ? -1 : 1
  })
  const open: string[][] = []
  for (const [i, s] of sorted.entries()) {
    const before = sorted[i - 1]
    const same = before && first(before, s) === 0
    const rule = same ? decides(before, s) : undefined
    if (same && !rule) {
      s.rank = before.rank
      const last = open.at(-1)
      if (last?.includes(before.id)) last.push(s.id)
      else open.push([before.id, s.id])
    } else {
      s.rank = i + 1
      if (same && rule) before.tie = rule
    }
  }
  return { bids: sorted, open }
}
