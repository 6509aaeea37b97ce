// 10,000 bids by each method, exactly; beside it the same in doubles, which is what others do.
import { type EvaluatedBid, evaluate, methods, q, toDraw, weighted } from '../../trade/scoring/index.ts'

const BIDS = 10_000

export async function benchScoring(print: (line: string) => void): Promise<void> {
  let seed = 11
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n
  const bids: EvaluatedBid[] = Array.from({ length: BIDS }, (_, i) => ({
    id: `b${i}`,
    price: 70_000_000 + next(30_000_000),
    flags: i % 3 === 0 ? ['sme'] : [],
    points: Object.fromEntries(
      ['technical', 'standing', 'commercial'].map((c) => [c, [0, 1, 2, 3, 4].map(() => `${next(10)}.${next(10)}`)]),
    ),
  }))
  const began = performance.now()
  const prices = bids.map((b) => b.price)
  const mean = prices.reduce((a, b) => a + b, 0) / BIDS
  bids
    .map((b) => ({ id: b.id, points: 60 - (Math.abs(b.price - mean) / mean) * 90 }))
    .sort((a, b) => b.points - a.points)
  const doubles = performance.now() - began
  for (const m of methods) {
    const by = m.price?.by
    const drawn: { k?: string; delta?: string; b?: ReturnType<typeof q> } = {}
    if (by?.kind === 'benchmark') {
      for (const d of toDraw(by.benchmark)) drawn[d.name] = d.from
      if (by.benchmark.kind === 'abc')
        drawn.b = weighted(
          by.benchmark,
          prices.map((p) => q(p)),
          q(100_000_000),
          drawn.delta!,
        ).among[0]!
    }
    const start = performance.now()
    const found = evaluate(m, bids, { drawn, ceiling: 100_000_000 })
    const took = performance.now() - start
    print(
      `scoring ${m.id}: ${BIDS} bids in ${took.toFixed(0)} ms (${(took / doubles).toFixed(0)}× the same in doubles), first ${found.bids[0]!.id}`,
    )
  }
}
