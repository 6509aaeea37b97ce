import type { Procedure } from './compile/compiled.ts'

/**
 * The procedure with its places numbered as they were when its chart was published, which is how running cases hold their tokens.
 * Throws where the two nets are not of the same places: such cases need a migration, never a guess.
 */
export function inOrder(procedure: Procedure, places: readonly string[]): Procedure {
  const { net } = procedure
  if (net.places.every((p, i) => p === places[i]) && net.places.length === places.length) return procedure
  const at = new Map(places.map((p, i) => [p, i]))
  const to = (place: number): number => {
    const found = at.get(net.places[place]!)
    if (found === undefined)
      throw new Error(`the chart ${procedure.id} was published with other places: ${net.places[place]} is new`)
    return found
  }
  if (places.length !== net.places.length)
    throw new Error(`the chart ${procedure.id} was published with ${places.length} places and has ${net.places.length}`)
  return {
    ...procedure,
    net: {
      places: [...places],
      source: to(net.source),
      sink: to(net.sink),
      transitions: net.transitions.map(({ pre, post, reset, inhibit, guard, ...t }) => ({
        ...t,
        pre: pre.map(to),
        post: post.map(to),
        ...(reset ? { reset: reset.map(to) } : {}),
        ...(inhibit ? { inhibit: inhibit.map(to) } : {}),
        ...(guard
          ? { guard: { ...guard, finished: guard.finished.map(([p, n]): [number, number] => [to(p), n]) } }
          : {}),
      })),
    },
  }
}
