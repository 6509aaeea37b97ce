import { describe, expect, test } from 'vitest'
import { type Decision, LEAST, position, quantile, spreads } from './dispersion.rules.ts'

const decisions = (member: string, values: number[], more: Partial<Decision> = {}): Decision[] =>
  values.map((value) => ({ group: 'conduct/rule', member, low: 0, high: 100, value, ...more }))
const around = (centre: number) => [-20, -15, -10, -5, 5, 10, 15, 20].map((d) => centre + d)
const of = (list: Decision[], member: string) => spreads(list).find((s) => s.member === member)

describe('where decisions lie in their bands', () => {
  test('position: foot, top, and none where the band is a point', () => {
    expect([50, 100, 75].map((value) => position({ low: 50, high: 100, value }))).toEqual([0, 1, 0.5])
    expect(position({ low: 5, high: 5, value: 5 })).toBeUndefined()
  })
  test('quantiles as spreadsheets have them (type 7)', () => {
    const list = [1, 2, 3, 4]
    expect([0, 0.25, 0.5, 0.75, 1].map((s) => quantile(list, s))).toEqual([1, 1.75, 2.5, 3.25, 4])
    expect(quantile([7], 0.25)).toBe(7)
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
    expect(spreads(list)[0]!.member).toBe('c')
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
    expect(spreads(list).length).toBe(2)
  })
})
