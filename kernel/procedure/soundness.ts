import { text } from '../platform/text.ts'
import type { Procedure } from './compile.ts'
import { fired, initial, isEnabled, isFinal, type Marking, type Transition } from './net.ts'
import type { Refusal } from './refusal.ts'

/** Markings explored before the check gives up; about a second on one core. */
export const STATE_BOUND = 200_000

export type Soundness = { sound: boolean; states: number; problems: Refusal[] }

/**
 * Soundness of the net (van der Aalst 1997): from every reachable marking the end can be reached; when it is reached nothing
 * else is left; every step can happen. Decided on the reachable markings, breadth first, so that each trace is a shortest one.
 * A place that could hold two tokens (a step open twice at once) is refused as unsafe, which also keeps the search finite.
 */
export function checkSoundness(procedure: Procedure, bound = STATE_BOUND): Soundness {
  const { net, names, steps } = procedure
  const start = initial(net)
  const index = new Map<string, number>([[start.join(','), 0]])
  const states: Marking[] = [start]
  const parent: { from: number; by: Transition }[] = [{ from: -1, by: net.transitions[0]! }]
  const predecessors: number[][] = [[]]
  const moves: number[] = [0]
  const firedOnce = new Set<Transition>()
  const finals: number[] = []
  const elementsTo = (state: number): string[] => {
    const path: string[] = []
    for (let at = state; at > 0; at = parent[at]!.from) path.unshift(parent[at]!.by.element)
    return path
  }
  const trace = (state: number): string[] =>
    elementsTo(state)
      .filter((element) => names[element] || steps[element])
      .map((element) => names[element] ?? element)
  const say = (path: string[]) =>
    text(
      path.length ? `走法：${path.join(' → ')}` : '一开始就是这样',
      path.length ? `Path: ${path.join(' → ')}` : 'from the very start',
    )
  const problem = (code: Refusal['code'], element: string, state: number, zh: string, en: string): Refusal => {
    const path = trace(state)
    const name = names[element]
    return {
      code,
      element,
      ...(name ? { name } : {}),
      message: text(
        `${name ? `「${name}」` : ''}${zh}。${say(path).zh}。`,
        `${name ? `“${name}” ` : ''}${en}. ${say(path).en}.`,
      ),
      trace: path,
      path: elementsTo(state),
    }
  }
  const problems: Refusal[] = []
  for (let i = 0; i < states.length; i++) {
    const marking = states[i]!
    if (marking[net.sink]! > 0) {
      if (isFinal(net, marking)) finals.push(i)
      else if (problems.length === 0) {
        const left = net.transitions.find((t) => t.pre.some((p) => marking[p]! > 0))
        problems.push(
          problem(
            'IMPROPER_COMPLETION',
            left?.element ?? parent[i]!.by.element,
            i,
            '还没办完，流程却已经结束',
            'is still open when the procedure ends',
          ),
        )
      }
      continue
    }
    for (const t of net.transitions) {
      if (!isEnabled(marking, t)) continue
      firedOnce.add(t)
      const next = fired(marking, t)
      if (t.post.some((p) => next[p]! > 1)) {
        const path = [...trace(i), names[t.element] ?? t.element]
        problems.push({
          code: 'UNSAFE',
          element: t.element,
          ...(names[t.element] ? { name: names[t.element]! } : {}),
          message: text(
            `「${names[t.element] ?? t.element}」之后同一步会同时打开两次，多半是并行的分支没有汇合。走法：${path.join(' → ')}。`,
            `After “${names[t.element] ?? t.element}” the same step would be open twice at once; probably parallel branches were not joined. Path: ${path.join(' → ')}.`,
          ),
          trace: path,
          path: [...elementsTo(i), t.element],
        })
        return { sound: false, states: states.length, problems: problems.slice(-1) }
      }
      const key = next.join(',')
      let at = index.get(key)
      if (at === undefined) {
        if (states.length >= bound)
          return {
            sound: false,
            states: states.length,
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
        at = states.push(next) - 1
        index.set(key, at)
        parent.push({ from: i, by: t })
        predecessors.push([])
        moves.push(0)
      }
      predecessors[at]!.push(i)
      moves[i]!++
    }
  }
  const canFinish = new Uint8Array(states.length)
  const queue = [...finals]
  for (const f of finals) canFinish[f] = 1
  while (queue.length > 0) {
    for (const p of predecessors[queue.pop()!]!) {
      if (canFinish[p]) continue
      canFinish[p] = 1
      queue.push(p)
    }
  }
  if (problems.length === 0) {
    // A state in which nothing can happen says more than an earlier one that is merely bound for it.
    const dead = states.findIndex((_, i) => !canFinish[i] && moves[i] === 0)
    const stuck = dead >= 0 ? dead : states.findIndex((_, i) => !canFinish[i])
    if (stuck >= 0) {
      const marking = states[stuck]!
      const waiting = net.transitions.find((t) => t.pre.some((p) => marking[p]! > 0))
      problems.push(
        problem(
          'CANNOT_COMPLETE',
          waiting?.element ?? parent[stuck]!.by.element,
          stuck,
          '走到这里以后再也不能结束',
          'is a point from which the procedure can never end',
        ),
      )
    }
  }
  const possible = new Set([...firedOnce].map((t) => t.element))
  for (const t of net.transitions)
    if (!possible.has(t.element) && !problems.some((p) => p.element === t.element)) {
      const name = names[t.element]
      problems.push({
        code: 'DEAD_STEP',
        element: t.element,
        ...(name ? { name } : {}),
        message: text(
          `「${name ?? t.element}」无论怎样走都办不到。请检查通向它的连线。`,
          `“${name ?? t.element}” can never happen. Please check the flows that lead to it.`,
        ),
        trace: [],
      })
    }
  return { sound: problems.length === 0, states: states.length, problems }
}
