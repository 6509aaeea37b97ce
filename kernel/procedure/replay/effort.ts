import { fired, type Net, type Transition } from '../net.ts'
import type { Path } from './replay.ts'
import { SEARCH_BOUND, taken } from './silent.ts'

/** Markings that the best effort looks at in one trace, a quarter of what is left in each search. */
export const EFFORT = SEARCH_BOUND
/** Names of places in which a token was missing; more are counted and no longer named. */
const NAMED = 1000

/** A replay that puts in what is missing, and counts it. */
export class Effort {
  path: Path
  missing = 0
  missingAt: string[] = []
  left = EFFORT
  bounded = false

  constructor(path: Path) {
    this.path = path
  }

  lack(place: string) {
    this.missing++
    if (this.missingAt.length < NAMED) this.missingAt.push(place)
  }

  fire(t: Transition, net: Net) {
    const marking = this.path.marking.slice()
    const need = new Map<number, number>()
    for (const p of t.pre) need.set(p, (need.get(p) ?? 0) + 1)
    for (const [p, n] of need) for (; marking[p]! < n; marking[p]!++) this.lack(net.places[p]!)
    this.path = {
      marking: fired(marking, t),
      produced: this.path.produced + t.post.length,
      consumed: this.path.consumed + taken(marking, t),
    }
  }
}
