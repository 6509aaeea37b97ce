import { describe, expect, test } from 'vitest'
import { LEAST, type Lying, PARTS, partOf, quantile, quantileOf, spreads } from './dispersion.rules.ts'

type Decided = { group: string; member: string; low: number; high: number; value: number }
const decisions = (member: string, values: number[], more: Partial<Decided> = {}): Decided[] =>
  values.map((value) => ({ group: 'conduct/rule', member, low: 0, high: 100, value, ...more }))
const lying = (list: Decided[]): Lying[] =>
  list.flatMap((d) => {
    const part = partOf(d)
    return part === undefined ? [] : [{ group: d.group, member: d.member, part, n: 1 }]
  })
const around = (centre: number) => [-20, -15, -10, -5, 5, 10, 15, 20].map((d) => centre + d)
const of = (list: Decided[], member: string) => spreads(lying(list)).find((s) => s.member === member)
const counts = (parts: number[]) => {
  const all = new Uint32Array(PARTS + 1)
  for (const p of parts) all[p]! += 1
  return all
}

describe('where decisions lie in their bands', () => {
  test.each([
    [0, 100, 50, 500],
    [50, 100, 50, 0],
    [50, 100, 100, 1000],
    [0, 3, 1, 333],
    [0, 1_000_000, 1, 1],
    [0, 1_000_000, 999_999, 999],
    [10, 20, 5, 0],
    [10, 20, 25, 1000],
  ])('from %i to %i, %i: %i thousandths; only the very foot is 0, only the very top 1000', (low, high, value, part) => {
    expect(partOf({ low, high, value })).toBe(part)
  })
  test('a band that is a point has no place in it', () => {
    expect(partOf({ low: 5, high: 5, value: 5 })).toBeUndefined()
  })
  test('quantiles as spreadsheets have them (type 7)', () => {
    const shares = [0, 0.25, 0.5, 0.75, 1]
    expect(shares.map((s) => quantile([1, 2, 3, 4], s))).toEqual([1, 1.75, 2.5, 3.25, 4])
    expect(quantile([7], 0.25)).toBe(7)
    expect(shares.map((s) => quantileOf(counts([100, 200, 300, 400]), s))).toEqual([0.1, 0.175, 0.25, 0.325, 0.4])
    expect(quantileOf(counts([700]), 0.25)).toBe(0.7)
    expect(quantileOf(counts([5, 5, 5, 9]), 0.5)).toBe(0.005)
  })
  test('a unit whose median lies beyond the peers’ fences is flagged; those within are not', () => {
    const list = [
      ...decisions('a', around(40)),
      ...decisions('b', around(45)),
      ...decisions(
        'c',
        around(98).map((v) => Math.min(100, v)),
      ),
    ]
    expect(of(list, 'c')!.flagged).toBe(true)
    expect(of(list, 'a')!.flagged).toBe(false)
    const peers = of(list, 'c')!.peers!
    expect(peers.n).toBe(16)
    expect(peers.to).toBeCloseTo(peers.q3 + 1.5 * (peers.q3 - peers.q1))
    expect(spreads(lying(list))[0]!.member).toBe('c')
  })
  test('fewer than eight say nothing; of a member, of the peers', () => {
    const few = decisions('a', Array(LEAST - 1).fill(100))
    expect(of([...few, ...decisions('b', around(30))], 'a')).toBeUndefined()
    const lone = of([...few, ...decisions('b', around(30))], 'b')!
    expect([lone.peers, lone.flagged]).toEqual([undefined, false])
  })
  test('peers who all decide alike flag nobody (an IQR of 0 would flag whoever differs)', () => {
    const list = [...decisions('a', Array(20).fill(0)), ...decisions('b', around(50))]
    expect(of(list, 'b')!.flagged).toBe(false)
    expect(of(list, 'b')!.peers).toMatchObject({ q1: 0, q3: 0 })
  })
  test('shares at the foot and the top; other groups do not count', () => {
    const list = [
      ...decisions('a', [0, 0, 0, 100, 50, 50, 50, 50]),
      ...decisions('a', Array(8).fill(100), { group: 'other' }),
      ...decisions('a', [7], { low: 7, high: 7 }),
    ]
    expect(of(list, 'a')).toMatchObject({ n: 8, atFoot: 3 / 8, atTop: 1 / 8 })
    expect(spreads(lying(list)).length).toBe(2)
  })
})
