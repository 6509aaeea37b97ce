import type { Procedure } from './compile/compiled.ts'
import { fired, initial, isEnabled, type Marking, type Transition } from './net.ts'

/** Past so many markings nothing is said. */
const MOST = 2_000

/**
 * Whether a case that performed these elements in this order can stand at this marking, whatever its conditions said: every branch
 * is followed. Undefined where there are more ways than can be looked at.
 */
export function mayStand({ net }: Procedure, elements: readonly string[], marking: Marking): boolean | undefined {
  const silent = net.transitions.filter((t) => t.label === null)
  let at = settled(silent, [initial(net)])
  for (const element of elements) {
    if (!at) return undefined
    const visible = net.transitions.filter((t) => t.label !== null && t.element === element)
    const next = at.flatMap((m) => visible.filter((t) => isEnabled(m, t)).map((t) => fired(m, t)))
    if (next.length === 0) return false
    at = settled(silent, next)
  }
  return at?.some((m) => m.every((n, p) => n === marking[p]))
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
