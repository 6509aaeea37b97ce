import { expect, test } from 'vitest'
import { reviewChart } from './index.ts'

type Kind = 'start' | 'end' | 'task' | 'xor' | 'and' | 'or'
type Flow = { from: string; to: string }
type Chart = { nodes: Map<string, Kind>; flows: Flow[] }

/** Blocks within blocks, and then flows that jump between them. */
function randomChart(random: (n: number) => number): Chart {
  const nodes = new Map<string, Kind>()
  const flows: Flow[] = []
  const add = (kind: Kind): string => {
    const id = `${kind}${nodes.size}`
    nodes.set(id, kind)
    return id
  }
  const link = (from: string, to: string) => void flows.push({ from, to })
  const block = (depth: number): [string, string] => {
    const kind = depth > 2 ? 0 : random(6)
    if (kind < 2) {
      const t = add('task')
      return [t, t]
    }
    if (kind === 2) {
      const [a, b] = [block(depth + 1), block(depth + 1)]
      link(a[1], b[0])
      return [a[0], b[1]]
    }
    const gate = (['xor', 'and', 'or'] as const)[kind - 3]!
    const [split, join] = [add(gate), add(gate)]
    for (let i = 0; i < 2; i++) {
      const [first, last] = block(depth + 1)
      link(split, first)
      link(last, join)
    }
    return [split, join]
  }
  const [start, end] = [add('start'), add('end')]
  const [first, last] = block(0)
  link(start, first)
  link(last, end)
  for (let n = random(3); n > 0; n--) {
    // From one flow to another, by gateways of their own: a bypass, a second entry, or a loop.
    const [from, to] = [flows[random(flows.length)]!, flows[random(flows.length)]!]
    if (from === to) continue
    const [out, into] = [add('xor'), add('xor')]
    const [a, b] = [from.to, to.to]
    from.to = out
    to.to = into
    link(out, a)
    link(out, into)
    link(into, b)
  }
  return { nodes, flows }
}

/** The chart's rules as the standard words them (BPMN 2.0.2, 13.4), played on flows: nothing is taken from our nets. */
function soundByTokens({ nodes, flows }: Chart): boolean | undefined {
  const into = new Map([...nodes.keys()].map((n) => [n, flows.flatMap((f, i) => (f.to === n ? [i] : []))]))
  const outOf = new Map([...nodes.keys()].map((n) => [n, flows.flatMap((f, i) => (f.from === n ? [i] : []))]))
  /** Flows to which a token on this one may come without visiting the gateway. */
  const reach = new Map<string, Set<number>>()
  const reached = (from: number, gateway: string): Set<number> => {
    const key = `${from} ${gateway}`
    const known = reach.get(key)
    if (known) return known
    const seen = new Set([from])
    for (const f of seen) if (flows[f]!.to !== gateway) for (const next of outOf.get(flows[f]!.to)!) seen.add(next)
    reach.set(key, seen)
    return seen
  }
  const subsets = (list: number[]): number[][] =>
    Array.from({ length: (1 << list.length) - 1 }, (_, i) => list.filter((_x, k) => (i + 1) & (1 << k)))
  const fire = (node: string, tokens: number[]): { taken: number[]; given: number[][] }[] => {
    const [ins, outs, kind] = [into.get(node)!, outOf.get(node)!, nodes.get(node)!]
    const has = ins.filter((f) => tokens.includes(f))
    if (has.length === 0) return []
    if (kind === 'and') return has.length < ins.length ? [] : [{ taken: ins, given: [outs] }]
    if (kind !== 'or') {
      const given = kind === 'end' ? [[-1]] : kind === 'xor' ? outs.map((f) => [f]) : [outs]
      return has.map((f) => ({ taken: [f], given }))
    }
    const empty = ins.filter((f) => !has.includes(f))
    const waits = tokens.some((f) => {
      const to = reached(f, node)
      return empty.some((x) => to.has(x)) && !has.some((x) => to.has(x))
    })
    return waits ? [] : [{ taken: has, given: outs.length > 1 ? subsets(outs) : [outs] }]
  }
  const start = [...outOf.get('start0')!]
  const states = [start]
  const number = new Map([[start.join(), 0]])
  const before: number[][] = [[]]
  const fired = new Set<string>()
  const finals: number[] = []
  for (let i = 0; i < states.length; i++) {
    const tokens = states[i]!
    if (states.length > 3000) return undefined
    if (tokens.includes(-1)) {
      if (tokens.length > 1) return false
      finals.push(i)
      continue
    }
    for (const [node, kind] of nodes) {
      if (kind === 'start') continue
      for (const { taken, given } of fire(node, tokens)) {
        fired.add(node)
        for (const more of given) {
          const next = [...tokens.filter((f) => !taken.includes(f)), ...more].sort((a, b) => a - b)
          // A flow, or a node that is no join, with two tokens at once.
          const at = next.map((f) => (f < 0 ? 'done' : /^(and|or)/.test(flows[f]!.to) ? `${f}` : flows[f]!.to))
          if (new Set(at).size < at.length) return false
          let n = number.get(next.join())
          if (n === undefined) {
            n = states.push(next) - 1
            number.set(next.join(), n)
            before.push([])
          }
          before[n]!.push(i)
        }
      }
    }
  }
  const canEnd = new Set(finals)
  for (const s of canEnd) for (const p of before[s]!) canEnd.add(p)
  return canEnd.size === states.length && fired.size === nodes.size - 1
}

function xmlOf({ nodes, flows }: Chart): string {
  const types: Record<Kind, string> = {
    start: 'startEvent',
    end: 'endEvent',
    task: 'task',
    xor: 'exclusiveGateway',
    and: 'parallelGateway',
    or: 'inclusiveGateway',
  }
  const outs = (n: string) => flows.flatMap((f, i) => (f.from === n ? [i] : []))
  const chooses = (n: string) => /^(xor|or)/.test(n) && outs(n).length > 1
  const body = [...nodes].map(
    ([n, kind]) => `<${types[kind]} id="${n}"${chooses(n) ? ` default="f${outs(n)[0]}"` : ''}/>`,
  )
  const edges = flows.map(({ from, to }, i) => {
    const asks = chooses(from) && outs(from)[0] !== i
    return `<sequenceFlow id="f${i}" sourceRef="${from}" targetRef="${to}">${asks ? `<conditionExpression>n = ${i}</conditionExpression>` : ''}</sequenceFlow>`
  })
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t"><process id="p">${body.join('')}${edges.join('')}</process></definitions>`
}

test('sound is sound, and only that: on random charts with inclusive gateways, bypasses, second entries and loops', async () => {
  let seed = 13
  const random = (n: number) => {
    seed = (seed * 16807) % 2147483647
    return Math.floor(seed / 97) % n
  }
  const counts = { sound: 0, unsound: 0, inclusive: 0 }
  for (let round = 0; round < 500; round++) {
    const chart = randomChart(random)
    const wanted = soundByTokens(chart)
    if (wanted === undefined) continue
    const xml = xmlOf(chart)
    const review = await reviewChart(xml)
    const stops = review.problems.filter((p) => p.code !== 'UNSUPPORTED' && p.code !== 'TOO_LARGE')
    if (stops.length < review.problems.length) continue
    expect([round, xml, review.sound]).toEqual([round, xml, wanted])
    counts[wanted ? 'sound' : 'unsound']++
    if (xml.includes('inclusive')) counts.inclusive++
  }
  // The charts are of both kinds, and most have what this is about.
  expect(counts.sound).toBeGreaterThan(100)
  expect(counts.unsound).toBeGreaterThan(100)
  expect(counts.inclusive).toBeGreaterThan(150)
})
