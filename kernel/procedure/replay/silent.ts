import { fired, isEnabled, type Marking, type Net, type Transition } from '../net.ts'

/** Markings looked at in one search among invisible transitions; past it the answer is a best effort, and says so. */
export const SEARCH_BOUND = 20_000

/** A marking met in a search, and how: the marking it began from, and the last step there. */
export type Found = {
  marking: Marking
  from: number
  produced: number
  consumed: number
  by?: Transition
  last?: Found
}

type Goal = Pick<Transition, 'pre' | 'reset' | 'inhibit'>

/**
 * The invisible transitions of a net, and which of them a search has to try. Twenty optional steps beside one another are
 * then twenty steps and not a million markings; no run of the net is lost:
 * - A step that neither feeds a goal nor touches what a goal's way resets or tests for emptiness can as well be done after it.
 * - Short of a goal only a stubborn set is tried (Valmari 1990; Schmidt 1999): it holds all that can bring one lacking token,
 *   and all that competes with those of it that can fire. One of them is on every way to the goal, and first is as good as later.
 */
export class Silent {
  private all: Transition[]
  private special: Transition[]
  private takers = new Map<number, Transition[]>()
  private givers = new Map<number, Transition[]>()
  private reaching = new Map<string, Transition[]>()

  constructor(net: Net) {
    this.all = net.transitions.filter((t) => t.label === null)
    this.special = this.all.filter((t) => t.reset || t.inhibit)
    const file = (map: Map<number, Transition[]>, places: number[], t: Transition) => {
      for (const p of new Set(places)) map.set(p, [...(map.get(p) ?? []), t])
    }
    for (const t of this.all) {
      file(this.takers, t.pre, t)
      file(this.givers, t.post, t)
    }
  }

  /** Those that may have to fire before one of the goals can; kept by name. */
  private feeding(name: string, goals: readonly Goal[]): Transition[] {
    const known = this.reaching.get(name)
    if (known) return known
    const fed = new Set<number>()
    const touched = new Set<number>()
    const want = (t: Goal) => {
      for (const p of t.pre) fed.add(p)
      for (const p of [...(t.reset ?? []), ...(t.inhibit ?? [])]) touched.add(p)
    }
    const chosen = new Set(this.special)
    for (const t of [...goals, ...chosen]) want(t)
    for (let grew = true; grew; ) {
      grew = false
      for (const t of this.all) {
        if (chosen.has(t)) continue
        const matters = t.post.some((p) => fed.has(p) || touched.has(p)) || t.pre.some((p) => touched.has(p))
        if (!matters) continue
        chosen.add(t)
        want(t)
        grew = true
      }
    }
    const found = this.all.filter((t) => chosen.has(t))
    this.reaching.set(name, found)
    return found
  }

  /** What to try on the way to the goals. `name` is the same for the same goals. */
  toward(name: string, goals: readonly Goal[]): (m: Marking) => readonly Transition[] {
    const steps = this.feeding(name, goals)
    if (steps.length < 2 || this.special.length > 0 || goals.some((g) => g.reset || g.inhibit)) return () => steps
    return (m) => {
      const lacks = goals.map((g) => lackingPlaces(m, g))
      // Where a goal can fire, what else may happen before it is still to be found.
      if (lacks.some((places) => places.length === 0)) return steps
      return lacks.flatMap((places) => this.fewest(m, places, this.givers))
    }
  }

  /** What to try on the way to one of the markings exactly; `spare` is a place in which more may be. */
  ending(finals: readonly Marking[], spare?: number): (m: Marking) => readonly Transition[] {
    if (this.special.length > 0) return () => this.all
    return (m) =>
      finals.flatMap((final) => {
        const over = [...m.keys()].filter((p) => p !== spare && m[p]! > final[p]!)
        if (over.length > 0) return this.fewest(m, over, this.takers)
        return this.fewest(
          m,
          [...m.keys()].filter((p) => m[p]! < final[p]!),
          this.givers,
        )
      })
  }

  /** Each of the places has to change: the least that is to be tried. Nothing where one of them cannot. */
  private fewest(m: Marking, places: readonly number[], movers: Map<number, Transition[]>): Transition[] {
    let best: Transition[] | undefined
    for (const p of places) {
      const set = this.stubborn(m, movers.get(p) ?? [])
      if (!best || set.length < best.length) best = set
      if (best.length <= 1) break
    }
    return best ?? []
  }

  /** Those that can fire of a stubborn set around the seeds. */
  private stubborn(m: Marking, seeds: readonly Transition[]): Transition[] {
    const chosen = new Set(seeds)
    const able: Transition[] = []
    for (const t of chosen) {
      const lack = lackingPlaces(m, t)[0]
      if (lack !== undefined) for (const u of this.givers.get(lack) ?? []) chosen.add(u)
      else {
        able.push(t)
        for (const p of t.pre) for (const u of this.takers.get(p)!) chosen.add(u)
      }
    }
    return able
  }

  /** Everything reachable from the markings, nearest first; stops at `goal`; undefined past the bound. */
  search(
    from: readonly Marking[],
    next: (m: Marking) => readonly Transition[],
    goal?: (m: Marking) => boolean,
    bound = SEARCH_BOUND,
  ): { seen: Found[]; hit?: Found } | undefined {
    const seen: Found[] = from.map((marking, i) => ({ marking, from: i, produced: 0, consumed: 0 }))
    const first = goal && seen.find((f) => goal(f.marking))
    if (first) return { seen, hit: first }
    const keys = new Set(from.map((m) => m.join()))
    for (const at of seen) {
      for (const t of next(at.marking)) {
        if (!isEnabled(at.marking, t)) continue
        const marking = fired(at.marking, t)
        const key = marking.join()
        if (keys.has(key)) continue
        if (keys.size >= bound) return undefined
        keys.add(key)
        const found: Found = {
          marking,
          from: at.from,
          produced: at.produced + t.post.length,
          consumed: at.consumed + taken(at.marking, t),
          by: t,
          last: at,
        }
        if (goal?.(marking)) return { seen, hit: found }
        seen.push(found)
      }
    }
    return { seen }
  }
}

/** Places in which a transition lacks a token. */
function lackingPlaces(m: Marking, t: Goal & { heavy?: Transition['heavy'] }): number[] {
  const lacks = t.pre.filter((p) => m[p] === 0)
  return t.heavy ? [...lacks, ...t.heavy.filter(([p, n]) => m[p]! < n).map(([p]) => p)] : lacks
}

/** The steps that led to a found marking. */
export function wayOf(found: Found): Transition[] {
  const way: Transition[] = []
  for (let at: Found | undefined = found; at?.by; at = at.last) way.unshift(at.by)
  return way
}

/** Tokens that firing takes: those it needs and those it empties. */
export function taken(marking: Marking, t: Transition): number {
  if (!t.reset) return t.pre.length
  const rest = marking.slice()
  for (const p of t.pre) rest[p]!--
  return t.pre.length + t.reset.reduce((n, p) => n + Math.max(0, rest[p]!), 0)
}
