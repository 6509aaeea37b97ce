import { describe, expect, test } from 'vitest'
import { drawMap } from './draw.ts'
import { beside, processMap, renamed, type Trace } from './map.rules.ts'

const DAY = 86_400_000
/** A case that does these steps, each so many days after the one before. */
const trace = (steps: [string, number][], more: Partial<Trace> = {}): Trace => {
  let at = 0
  return {
    activities: steps.map(([a]) => a),
    times: steps.map(([, days]) => (at += days * DAY)),
    begun: 0,
    closed: true,
    how: 'complete',
    ...more,
  }
}
const usual = (wait: number, n = 1) =>
  Array.from({ length: n }, (_, i) =>
    trace(
      [
        ['受理', 1],
        ['审查', wait],
        ['决定', 2],
      ],
      { number: `N${i}` },
    ),
  )

describe('the map of what happened', () => {
  test('steps, ways with their waiting, variants', () => {
    const m = processMap([
      ...usual(1, 3),
      ...usual(9),
      trace([
        ['受理', 1],
        ['审查', 1],
        ['审查', 3],
        ['决定', 2],
      ]),
    ])
    expect([m.cases, m.events]).toEqual([5, 16])
    expect(m.nodes).toEqual([
      { activity: '受理', n: 5, cases: 5, again: 0 },
      { activity: '审查', n: 6, cases: 5, again: 1 },
      { activity: '决定', n: 5, cases: 5, again: 0 },
    ])
    expect(m.edges.find((e) => e.from === '受理')).toEqual({ from: '受理', to: '审查', n: 5, median: 1, p90: 5.8 })
    expect(m.edges.find((e) => e.from === null)).toEqual({ from: null, to: '受理', n: 5, median: 1, p90: 1 })
    expect(m.edges.find((e) => e.to === null)).toEqual({ from: '决定', to: null, n: 5, median: null, p90: null })
    expect(m.variants.map((v) => [v.activities.join(''), v.n, v.median, v.samples.length])).toEqual([
      ['受理审查决定', 4, 4, 4],
      ['受理审查审查决定', 1, 7, 0],
    ])
    expect(m.whole).toEqual({ median: 4, p90: 10 })
  })
  test('a case under way has no end yet, and counts in no duration', () => {
    const m = processMap([trace([['受理', 1]], { closed: false, how: 'open' })])
    expect(m.edges).toHaveLength(1)
    expect([m.whole.median, m.variants[0]!.median, m.how.open]).toEqual([null, null, 1])
  })
  test('where the chart was left, the most frequent first', () => {
    const left = (activity: string, event: number) =>
      trace(
        [
          ['受理', 1],
          [activity, 1],
        ],
        { how: 'deviates', left: { event, activity, expected: ['审查'] }, number: 'X' },
      )
    const m = processMap([left('决定', 2), left('决定', 2), left('送达', 2), left('受理', 1)])
    expect(m.leaves.map((l) => [l.after, l.did, l.n])).toEqual([
      ['受理', '决定', 2],
      ['受理', '送达', 1],
      [null, '受理', 1],
    ])
    expect(m.how.deviates).toBe(4)
  })
  test('for the public what fewer than five did is summed up', () => {
    const m = processMap(
      [
        ...usual(1, 5),
        trace([
          ['受理', 1],
          ['撤回', 1],
        ]),
      ],
      { least: 5 },
    )
    expect(m.variants).toHaveLength(1)
    expect(m.others).toEqual({ variants: 1, cases: 1 })
    expect([...m.nodes.map((n) => n.activity), ...m.edges.map((e) => e.to)]).not.toContain('撤回')
  })
  test('times that are not known are no waiting of none', () => {
    const m = processMap([
      trace(
        [
          ['受理', Number.NaN],
          ['审查', 1],
        ],
        { begun: Number.NaN },
      ),
    ])
    expect(m.edges.map((e) => e.median)).toEqual([null, null, null])
    expect(processMap([])).toMatchObject({ cases: 0, nodes: [], variants: [] })
  })
  test('two beside one another: what differs most in waiting first', () => {
    const rows = beside(
      processMap(usual(1, 4)),
      processMap([
        ...usual(6, 4),
        trace([
          ['受理', 1],
          ['撤回', 1],
        ]),
      ]),
    )
    expect(rows[0]).toEqual({ from: '受理', to: '审查', a: { n: 4, median: 1 }, b: { n: 4, median: 6 } })
    expect(rows.at(-1)).toMatchObject({ to: '撤回', a: null, b: { n: 1 } })
  })
})

test('steps are called as the reader calls them; what has no other name keeps its own', () => {
  const m = renamed(processMap(usual(1)), { 受理: 'Accept', 决定: 'Decide' })
  expect(m.nodes.map((n) => n.activity)).toEqual(['Accept', '审查', 'Decide'])
  expect(m.edges.map((e) => e.from)).toEqual([null, 'Accept', '审查', 'Decide'])
  expect(m.variants[0]!.activities).toEqual(['Accept', '审查', 'Decide'])
})

test('the picture says its steps in words, escapes what logs hold, and runs nothing', () => {
  const m = processMap([
    trace([
      ['<script>alert(1)</script>', 1],
      ['决定', 1],
      ['<script>alert(1)</script>', 1],
      ['终', 1],
    ]),
  ])
  const svg = drawMap(m, 'zh')
  expect(svg).toContain('<desc id="map-d">&lt;script&gt;')
  expect(svg).not.toContain('<script')
  expect(svg).not.toMatch(/ style=|NaN|undefined/)
  expect(svg).toContain('stroke-dasharray')
})
