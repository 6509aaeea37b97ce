// What really happened: from the steps of many cases a map of steps and the ways between them, its variants, and where the chart was
// left. Pure; the same for our own cases and for a log from elsewhere.
import { quantile } from '../../kernel/statistics/index.ts'

export type How = 'complete' | 'open' | 'ended' | 'deviates'
export type Trace = {
  activities: readonly string[]
  /** Milliseconds, beside the activities; NaN where one is not known. */
  times: readonly number[]
  /** When the case began, where that is not its first activity. */
  begun?: number
  closed: boolean
  /** Against the chart; nothing where there was none. */
  how?: How
  left?: { event: number; activity: string; expected: readonly string[] } | undefined
  /** Its number, to open it by. */
  number?: string
}

export type Waits = { median: number | null; p90: number | null }
export type Node = { activity: string; n: number; cases: number; again: number }
export type Edge = { from: string | null; to: string | null; n: number } & Waits
export type Variant = { activities: string[]; n: number; how: How | null; samples: string[] } & Waits
export type Leaving = { after: string | null; did: string; expected: string[]; n: number; samples: string[] }
export type ProcessMap = {
  cases: number
  events: number
  nodes: Node[]
  edges: Edge[]
  variants: Variant[]
  /** Variants that are not listed, and how many cases went so. */
  others: { variants: number; cases: number }
  how: Record<How, number>
  leaves: Leaving[]
  /** Days from the begin to the last step, of closed cases. */
  whole: Waits
}

const DAY = 86_400_000
const SAMPLES = 5
const round = (days: number) => Math.round(days * 10) / 10

function waits(days: number[]): Waits {
  const known = days.filter((d) => Number.isFinite(d)).sort((a, b) => a - b)
  if (known.length === 0) return { median: null, p90: null }
  return { median: round(quantile(known, 0.5)), p90: round(quantile(known, 0.9)) }
}

/**
 * `most`: variants that are listed; `least`: cases that a variant, a way or a leaving must have to be listed, so that the public map
 * tells of no single case.
 */
export function processMap(
  traces: readonly Trace[],
  { most = 20, least = 1 }: { most?: number; least?: number } = {},
): ProcessMap {
  const nodes = new Map<string, { n: number; cases: number; at: number }>()
  const edges = new Map<string, { from: string | null; to: string | null; days: number[] }>()
  const variants = new Map<
    string,
    { activities: string[]; how: How | null; days: number[]; samples: string[]; n: number }
  >()
  const leaves = new Map<string, Leaving>()
  const how: Record<How, number> = { complete: 0, open: 0, ended: 0, deviates: 0 }
  const whole: number[] = []
  let events = 0
  const pass = (from: string | null, to: string | null, days: number) => {
    const key = JSON.stringify([from, to])
    const e = edges.get(key)
    if (e) e.days.push(days)
    else edges.set(key, { from, to, days: [days] })
  }
  for (const t of traces) {
    events += t.activities.length
    if (t.how) how[t.how]++
    const seen = new Set<string>()
    let before: string | null = null
    let last = t.begun ?? t.times[0] ?? Number.NaN
    t.activities.forEach((activity, i) => {
      const at = t.times[i]!
      pass(before, activity, (at - last) / DAY)
      const node = nodes.get(activity) ?? { n: 0, cases: 0, at: 0 }
      node.n++
      node.at += i
      if (!seen.has(activity)) node.cases++
      seen.add(activity)
      nodes.set(activity, node)
      before = activity
      last = at
    })
    const days = (last - (t.begun ?? t.times[0] ?? Number.NaN)) / DAY
    if (t.closed && before !== null) {
      pass(before, null, Number.NaN)
      whole.push(days)
    }
    const key = JSON.stringify([t.activities, t.how ?? null])
    const v = variants.get(key) ?? { activities: [...t.activities], how: t.how ?? null, days: [], samples: [], n: 0 }
    v.n++
    if (t.closed) v.days.push(days)
    if (t.number && v.samples.length < SAMPLES) v.samples.push(t.number)
    variants.set(key, v)
    if (t.left) {
      const after = t.activities[t.left.event - 2] ?? null
      const where = JSON.stringify([after, t.left.activity])
      const l = leaves.get(where) ?? { after, did: t.left.activity, expected: [...t.left.expected], n: 0, samples: [] }
      l.n++
      if (t.number && l.samples.length < SAMPLES) l.samples.push(t.number)
      leaves.set(where, l)
    }
  }
  const all = [...variants.values()].sort((a, b) => b.n - a.n || a.activities.length - b.activities.length)
  const listed = all.filter((v) => v.n >= least).slice(0, most)
  return {
    cases: traces.length,
    events,
    nodes: [...nodes]
      .sort(([, a], [, b]) => a.at / a.n - b.at / b.n || b.n - a.n)
      .filter(([, x]) => x.cases >= least)
      .map(([activity, { n, cases }]) => ({ activity, n, cases, again: n - cases })),
    edges: [...edges.values()]
      .filter((e) => e.days.length >= least)
      .map(({ from, to, days }) => ({ from, to, n: days.length, ...waits(days) }))
      .sort((a, b) => b.n - a.n),
    variants: listed.map(({ days, ...v }) => ({ ...v, ...waits(days) })),
    others: {
      variants: all.length - listed.length,
      cases: all.reduce((n, v) => n + v.n, 0) - listed.reduce((n, v) => n + v.n, 0),
    },
    how,
    leaves: [...leaves.values()].filter((l) => l.n >= least).sort((a, b) => b.n - a.n),
    whole: waits(whole),
  }
}

/** The map with its steps called otherwise: a chart has two languages, a log one. */
export function renamed(m: ProcessMap, names: Readonly<Record<string, string>>): ProcessMap {
  const of = <T extends string | null>(a: T): T => (a === null ? a : ((names[a] ?? a) as T))
  return {
    ...m,
    nodes: m.nodes.map((n) => ({ ...n, activity: of(n.activity) })),
    edges: m.edges.map((e) => ({ ...e, from: of(e.from), to: of(e.to) })),
    variants: m.variants.map((v) => ({ ...v, activities: v.activities.map(of) })),
    leaves: m.leaves.map((l) => ({ ...l, after: of(l.after), did: of(l.did), expected: l.expected.map(of) })),
  }
}

/** Two maps line by line: each step and each way with what both have, the larger difference in waiting first. */
export type Side = { n: number; median: number | null } | null
export function beside(a: ProcessMap, b: ProcessMap): { from: string | null; to: string | null; a: Side; b: Side }[] {
  const rows = new Map<string, { from: string | null; to: string | null; a: Side; b: Side }>()
  const put = (map: ProcessMap, side: 'a' | 'b') => {
    for (const e of map.edges) {
      if (e.to === null) continue
      const key = JSON.stringify([e.from, e.to])
      const row = rows.get(key) ?? { from: e.from, to: e.to, a: null, b: null }
      row[side] = { n: e.n, median: e.median }
      rows.set(key, row)
    }
  }
  put(a, 'a')
  put(b, 'b')
  const differs = (r: { a: Side; b: Side }) =>
    r.a?.median != null && r.b?.median != null ? Math.abs(r.a.median - r.b.median) : -1
  return [...rows.values()].sort((x, y) => differs(y) - differs(x))
}
