import { text } from '../platform/text.ts'
import type { Procedure } from './compile/compiled.ts'
import type { Net, Transition } from './net.ts'
import { type Reduced, reduce } from './reduce.ts'
import type { Refusal } from './refusal.ts'

/** Markings explored before the check gives up; about a second on one core. */
export const STATE_BOUND = 200_000
/** Markings explored before the net is made smaller. */
const FIRST_LOOK = 2000
/** Markings of the whole net explored for a shortest trace to a problem that the smaller net has shown. */
const SECOND_LOOK = 40_000

export type Soundness = { sound: boolean; states: number; problems: Refusal[] }

/**
 * Soundness of the net (van der Aalst 1997): from every reachable marking the end can be reached; when it is reached nothing
 * else is left; every step can happen. Decided on the reachable markings, breadth first, so that each trace is a shortest one.
 * A place that could hold two tokens (a step open twice at once) is refused as unsafe, which also keeps the search finite.
 * Where that takes long, the net is first made smaller by rules that keep the answer; a problem is then looked for in the whole
 * net again, and only where that is too large the trace is that of the smaller net, with all its steps but maybe not shortest.
 */
export function checkSoundness(procedure: Procedure, bound = STATE_BOUND): Soundness {
  const { net } = procedure
  const first = explore(net, Math.min(bound, FIRST_LOOK))
  if (first) return verdict(procedure, first)
  const small = explore(reduce(net), bound)
  if (!small)
    return {
      sound: false,
      states: bound,
      problems: [
        {
          code: 'GAVE_UP',
          message: text(
            `看了 ${bound} 个状态还没有结论。请把并行的部分拆成子流程，或减少并行分支。`,
            `No answer after ${bound} states. Please split the parallel part into smaller charts or use fewer parallel branches.`,
          ),
        },
      ],
    }
  const found = verdict(procedure, small)
  if (found.sound) return found
  const whole = explore(net, Math.min(bound, SECOND_LOOK))
  return whole ? verdict(procedure, whole) : found
}

type Explored = {
  net: Net
  /** Marked places in order; every place holds one token at most. */
  states: number[][]
  parent: { from: number; by: Transition }[]
  fired: Set<Transition>
  finals: number[]
  predecessors: number[][]
  moves: number[]
  unsafe?: { state: number; by: Transition }
  improper?: number
}

/** All reachable markings, or those to the first step that could be open twice; undefined past the bound. */
function explore(net: Net, bound: number): Explored | undefined {
  const takers: number[][] = net.places.map(() => [])
  for (const [i, t] of net.transitions.entries()) for (const p of new Set(t.pre)) takers[p]!.push(i)
  const start = [net.source]
  const index = new Map([[start.join(), 0]])
  const x: Explored = {
    net,
    states: [start],
    parent: [{ from: -1, by: net.transitions[0]! }],
    fired: new Set(),
    finals: [],
    predecessors: [[]],
    moves: [0],
  }
  for (let i = 0; i < x.states.length; i++) {
    const marking = x.states[i]!
    const marked = new Set(marking)
    if (marked.has(net.sink)) {
      if (marking.length === 1) x.finals.push(i)
      else x.improper ??= i
      continue
    }
    const able = [...new Set(marking.flatMap((p) => takers[p]!))].sort((a, b) => a - b)
    for (const n of able) {
      const t = net.transitions[n]!
      if (!t.pre.every((p) => marked.has(p)) || t.inhibit?.some((p) => marked.has(p))) continue
      x.fired.add(t)
      const next = new Set(marking)
      for (const p of t.pre) next.delete(p)
      if (t.reset) for (const p of t.reset) next.delete(p)
      for (const p of t.post) {
        if (next.has(p)) {
          x.unsafe = { state: i, by: t }
          return x
        }
        next.add(p)
      }
      const places = [...next].sort((a, b) => a - b)
      const key = places.join()
      let at = index.get(key)
      if (at === undefined) {
        if (x.states.length >= bound) return undefined
        at = x.states.push(places) - 1
        index.set(key, at)
        x.parent.push({ from: i, by: t })
        x.predecessors.push([])
        x.moves.push(0)
      }
      x.predecessors[at]!.push(i)
      x.moves[i]!++
    }
  }
  return x
}

/** A marking from which the end cannot be reached; one in which nothing can happen says more than an earlier one bound for it. */
function stuck(x: Explored): number {
  const canFinish = new Uint8Array(x.states.length)
  const queue = [...x.finals]
  for (const f of x.finals) canFinish[f] = 1
  while (queue.length > 0) {
    for (const p of x.predecessors[queue.pop()!]!) {
      if (canFinish[p]) continue
      canFinish[p] = 1
      queue.push(p)
    }
  }
  const dead = x.states.findIndex((_, i) => !canFinish[i] && x.moves[i] === 0)
  return dead >= 0 ? dead : x.states.findIndex((_, i) => !canFinish[i])
}

const stepsOf = (t: Transition): Transition[] => (t as Partial<Reduced>).steps ?? [t]
const coveredBy = (t: Transition): Iterable<Transition> => (t as Partial<Reduced>).covers ?? [t]

function verdict({ net, names, steps }: Procedure, x: Explored): Soundness {
  const nameOf = (element: string) => names[element] ?? element
  const problem = (
    code: Refusal['code'],
    element: string,
    state: number,
    more: Transition[],
    say: (name: string, way: string) => { zh: string; en: string },
  ): Refusal => {
    const path: string[] = []
    for (let at = state; at > 0; at = x.parent[at]!.from)
      path.unshift(...stepsOf(x.parent[at]!.by).map((t) => t.element))
    path.push(...more.map((t) => t.element))
    const trace = path.filter((e) => names[e] || steps[e]).map(nameOf)
    const said = say(nameOf(element), trace.join(' → '))
    const name = names[element]
    return { code, element, ...(name ? { name } : {}), message: text(said.zh, said.en), trace, path }
  }
  const way = (zh: string, en: string) => (name: string, trace: string) => ({
    zh: `「${name}」${zh}。${trace ? `走法：${trace}` : '一开始就是这样'}。`,
    en: `“${name}” ${en}. ${trace ? `Path: ${trace}` : 'from the very start'}.`,
  })
  const waiting = (state: number) =>
    (x.net.transitions.find((t) => t.pre.some((p) => x.states[state]!.includes(p))) ?? x.parent[state]!.by).element
  if (x.unsafe) {
    const { state, by } = x.unsafe
    const last = stepsOf(by)
    const found = problem('UNSAFE', last.at(-1)!.element, state, last, (name, trace) => ({
      zh: `「${name}」之后同一步会同时打开两次，多半是并行的分支没有汇合。走法：${trace}。`,
      en: `After “${name}” the same step would be open twice at once; probably parallel branches were not joined. Path: ${trace}.`,
    }))
    return { sound: false, states: x.states.length, problems: [found] }
  }
  const problems: Refusal[] = []
  if (x.improper !== undefined)
    problems.push(
      problem(
        'IMPROPER_COMPLETION',
        waiting(x.improper),
        x.improper,
        [],
        way('还没办完，流程却已经结束', 'is still open when the procedure ends'),
      ),
    )
  else {
    const at = stuck(x)
    if (at >= 0)
      problems.push(
        problem(
          'CANNOT_COMPLETE',
          waiting(at),
          at,
          [],
          way('走到这里以后再也不能结束', 'is a point from which the procedure can never end'),
        ),
      )
  }
  const possible = new Set<string>()
  for (const t of x.fired) for (const c of coveredBy(t)) possible.add(c.element)
  const named = new Set(problems.map((p) => p.element))
  for (const { element } of net.transitions) {
    if (possible.has(element) || named.has(element)) continue
    named.add(element)
    const name = names[element]
    problems.push({
      code: 'DEAD_STEP',
      element,
      ...(name ? { name } : {}),
      message: text(
        `「${nameOf(element)}」无论怎样走都办不到。请检查通向它的连线。`,
        `“${nameOf(element)}” can never happen. Please check the flows that lead to it.`,
      ),
      trace: [],
    })
  }
  return { sound: problems.length === 0, states: x.states.length, problems }
}
