// Best-effort replay of a trace that the net cannot produce: what is missing is put in, and counted.
import { fired, isEnabled, type Marking, type Transition } from '../net.ts'
import { type Path, type Prepared, tokens } from './prepared.ts'
import { SEARCH_BOUND, taken, wayOf } from './silent.ts'

/** Markings that the best effort looks at in one trace, a quarter of what is left in each search. */
const EFFORT = SEARCH_BOUND
/** Names of places in which a token was missing; more are counted and no longer named. */
const NAMED = 1000

export class Effort {
  path: Path
  missing = 0
  missingAt: string[] = []
  bounded = false
  private prepared: Prepared
  private left = EFFORT

  constructor(prepared: Prepared, path: Path) {
    this.prepared = prepared
    this.path = path
  }

  /** Fires an activity by the shortest way of invisible transitions, or with missing tokens put in. */
  play(activity: string) {
    const options = this.prepared.byLabel.get(activity) ?? []
    this.approach(activity, options)
    const { marking } = this.path
    const chosen =
      options.find((t) => isEnabled(marking, t)) ??
      options.reduce<Transition | undefined>(
        (a, b) => (a && lacking(marking, a.pre) <= lacking(marking, b.pre) ? a : b),
        undefined,
      )
    if (chosen) this.fire(chosen)
  }

  /** Goes to the end, or as near as invisible transitions lead, and takes the final marking's tokens. */
  finish(): { produced: number; consumed: number; remaining: number } {
    this.approachEnd()
    const { marking, produced, consumed } = this.path
    const final = this.prepared.finals.reduce((a, b) => (lacks(marking, b) < lacks(marking, a) ? b : a))
    for (const [p, n] of final.entries()) for (let have = marking[p]!; have < n; have++) this.lack(p)
    const remaining = marking.reduce((sum, n, p) => sum + Math.max(0, n - final[p]!), 0)
    return { produced, consumed: consumed + tokens(final), remaining }
  }

  /** Invisible transitions until one of the activity's can fire. */
  private approach(activity: string, options: readonly Transition[]) {
    const { silent } = this.prepared
    const bound = Math.max(1, this.left >> 2)
    const able = (m: Marking) => options.some((t) => isEnabled(m, t))
    const found = silent.search([this.path.marking], silent.toward(activity, options), able, bound)
    if (!found) this.bounded = true
    this.left -= found ? found.seen.length : bound
    if (found?.hit) for (const t of wayOf(found.hit)) this.fire(t)
  }

  /** As many of a final marking's tokens as can be. */
  private approachEnd() {
    const { silent, finals, towardEnd, isDone } = this.prepared
    const exact = silent.search([this.path.marking], towardEnd, isDone, EFFORT >> 2)
    if (exact?.hit) {
      for (const t of wayOf(exact.hit)) this.fire(t)
      return
    }
    const wanted = finals.map((f) => f.flatMap((n, p) => new Array<number>(n).fill(p)))
    const least = (m: Marking) => Math.min(...wanted.map((f) => lacking(m, f)))
    const steps = silent.toward(
      '\u0000end',
      wanted.map((pre, i) => ({ pre, heavy: finals[i]!.map((n, p) => [p, n] as const) })),
    )
    const near = silent.search([this.path.marking], steps, (m) => least(m) === 0, EFFORT >> 2)
    const best = near?.hit ?? near?.seen.reduce((a, b) => (least(b.marking) < least(a.marking) ? b : a))
    if (best) for (const t of wayOf(best)) this.fire(t)
  }

  private lack(place: number) {
    this.missing++
    if (this.missingAt.length < NAMED) this.missingAt.push(this.prepared.net.places[place]!)
  }

  private fire(t: Transition) {
    const marking = this.path.marking.slice()
    for (const [p, n] of counted(t.pre)) for (; marking[p]! < n; marking[p]!++) this.lack(p)
    this.path = {
      marking: fired(marking, t),
      produced: this.path.produced + t.post.length,
      consumed: this.path.consumed + taken(marking, t),
    }
  }
}

const lacks = (marking: Marking, wanted: Marking): number =>
  wanted.reduce((sum, n, p) => sum + Math.max(0, n - marking[p]!), 0)

/** How many of the wanted tokens a marking does not hold. */
function lacking(marking: Marking, wanted: readonly number[]): number {
  let n = 0
  for (const [p, k] of counted(wanted)) n += Math.max(0, k - marking[p]!)
  return n
}

/** A place that stands several times wants as many tokens. */
function counted(places: readonly number[]): Map<number, number> {
  const need = new Map<number, number>()
  for (const p of places) need.set(p, (need.get(p) ?? 0) + 1)
  return need
}
