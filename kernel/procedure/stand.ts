import type { Procedure } from './compile/compiled.ts'
import { mapMarking } from './map-marking.ts'
import { fired, initial, isEnabled, type Marking, type Transition } from './net.ts'

/** Past so many markings nothing is said. */
const MOST = 2_000
/** The same for all that a chart can come to. */
const MOST_REACHED = 20_000

/** What a case performed on one chart; of a case that was moved to a new version there are several, in order. */
export type Leg = { procedure: Procedure; elements: readonly string[] }

/**
 * Whether a case that performed these elements in this order can stand at this marking, whatever its conditions said: every branch
 * is followed, and at each move to a new chart the tokens keep their places. Undefined where there are more ways than can be looked at.
 */
export function mayStand(legs: readonly Leg[], marking: Marking): boolean | undefined {
  let at: Marking[] | undefined
  for (const [i, { procedure, elements }] of legs.entries()) {
    const { net } = procedure
    const silent = net.transitions.filter((t) => t.label === null)
    const before = legs[i - 1]?.procedure.net
    at = settled(silent, before ? (at ?? []).flatMap((m) => mapped(before, net, m)) : [initial(net)])
    for (const element of elements) {
      if (!at) return undefined
      const visible = net.transitions.filter((t) => t.label !== null && t.element === element)
      const next: Marking[] = at.flatMap((m) => visible.filter((t) => isEnabled(m, t)).map((t) => fired(m, t)))
      if (next.length === 0) return false
      at = settled(silent, next)
    }
    if (!at) return undefined
  }
  return at?.some((m) => m.every((n, p) => n === marking[p]))
}

const mapped = (...of: Parameters<typeof mapMarking>): Marking[] => {
  const { marking, lost } = mapMarking(...of)
  return lost.length > 0 ? [] : [marking]
}

/**
 * Whether a case that begins on this chart can come to stand so: then, the chart being sound, it can also be finished from there.
 * Undefined where there are more markings than can be looked at.
 */
export function canReach({ net }: Procedure, marking: Marking): boolean | undefined {
  const seen = new Map([[`${initial(net)}`, initial(net)]])
  const wanted = `${marking}`
  for (const m of seen.values()) {
    if (`${m}` === wanted) return true
    if (seen.size > MOST_REACHED) return undefined
    for (const t of net.transitions)
      if (isEnabled(m, t)) {
        const next = fired(m, t)
        if (!seen.has(`${next}`)) seen.set(`${next}`, next)
      }
  }
  return false
}

/** All markings that these come to where nobody has to do anything more. */
function settled(silent: Transition[], from: Marking[]): Marking[] | undefined {
  const seen = new Map(from.map((m) => [`${m}`, m]))
  const rest: Marking[] = []
  for (const m of seen.values()) {
    if (seen.size > MOST) return undefined
    const enabled = silent.filter((t) => isEnabled(m, t))
    // A completion condition may not hold yet.
    if (enabled.every((t) => t.guard)) rest.push(m)
    for (const t of enabled) {
      const next = fired(m, t)
      if (!seen.has(`${next}`)) seen.set(`${next}`, next)
    }
  }
  return rest
}
