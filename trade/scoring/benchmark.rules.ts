// Browser-safe: the benchmark price 评标基准价. What is drawn is drawn in public once the bids are fixed, and given here.
import type { Benchmark } from './method.shape.ts'
import { abs, add, compare, decimal, div, least, mean, mul, type Q, q, sub } from './rational.rules.ts'

/** What was drawn: coefficients as decimals, B as the bid that it is. */
export type Drawn = { k?: string; delta?: string; b?: Q }
export type Found = { value: Q; used: Q[]; steps: Record<string, Q> }

/** Which numbers must be drawn before it can be computed: a range each, as `kernel/draw` takes it. */
export const toDraw = (b: Benchmark): { name: 'k' | 'delta'; from: string; to: string; step: string }[] => [
  ...('delta' in b ? [{ name: 'delta' as const, ...b.delta }] : []),
  ...(b.k ? [{ name: 'k' as const, ...b.k }] : []),
]

const inRange = (said: string, r: { from: string; to: string; step: string }): Q => {
  const [v, from, to, step] = [said, r.from, r.to, r.step].map(decimal) as [Q, Q, Q, Q]
  const steps = div(sub(v, from), step)
  if (compare(v, from) < 0 || compare(v, to) > 0 || steps.d !== 1n)
    throw new RangeError(`${said} cannot be drawn from ${r.from} … ${r.to}`)
  return v
}

function trimmed(prices: readonly Q[], rows: Extract<Benchmark, { kind: 'mean' }>['trim']): Q[] {
  const row = rows.find((r) => r.upTo === undefined || prices.length <= r.upTo) ?? rows.at(-1)!
  const sorted = [...prices].sort(compare)
  return sorted.length > row.high + row.low ? sorted.slice(row.low, sorted.length - row.high) : sorted
}

/** C of the weighted draw, and the bids among which B is drawn. */
export function weighted(b: Extract<Benchmark, { kind: 'abc' }>, prices: readonly Q[], ceiling: Q, delta: string) {
  const a = mul(ceiling, sub(q(1), inRange(delta, b.delta)))
  const own = decimal(b.own)
  const limit = mul(decimal(b.floor), add(mul(own, mean(prices)), mul(sub(q(1), own), ceiling)))
  const enough = prices.filter((p) => compare(p, limit) >= 0)
  const c = least(enough.length > 0 ? enough : prices)
  const below = mul(decimal(b.below), a)
  const among = [...prices].filter((p) => compare(p, c) >= 0 && compare(p, below) < 0).sort(compare)
  return { a, c, limit, among }
}

/** @throws RangeError where what was drawn could not have been */
export function benchmarkPrice(b: Benchmark, prices: readonly Q[], drawn: Drawn, ceiling?: Q): Found {
  if (prices.length === 0) throw new RangeError('no bids')
  const k = b.k ? inRange(drawn.k ?? '', b.k) : q(1)
  if (b.kind === 'abc') {
    if (!ceiling) throw new RangeError('no ceiling')
    const { a, c, limit, among } = weighted(b, prices, ceiling, drawn.delta ?? '')
    // Nobody between C and the bound: C stands in for B.
    const chosen = among.length === 0 ? c : drawn.b
    if (!chosen || (among.length > 0 && !among.some((p) => compare(p, chosen) === 0)))
      throw new RangeError('B is none of the bids that it is drawn from')
    const w = b.weights
    const base = add(add(mul(decimal(w.a), a), mul(decimal(w.b), chosen)), mul(decimal(w.c), c))
    return { value: mul(base, k), used: among, steps: { a, b: chosen, c, limit, k } }
  }
  let used: Q[]
  if (b.kind === 'mean') used = trimmed(prices, b.trim)
  else {
    const first = mean(prices)
    const most = div(decimal(b.percent), q(100))
    const near = prices.filter((p) => compare(div(abs(sub(p, first)), first), most) <= 0)
    used = near.length > 0 ? near : [...prices]
  }
  const d = mean(used)
  return { value: mul(d, k), used, steps: { mean: d, k } }
}
