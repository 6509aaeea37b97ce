import { fired, initial, isEnabled, type Marking, type Net, plainName, type Transition } from '../net.ts'
import { EFFORT, Effort } from './effort.ts'
import { type Found, Silent, taken, wayOf } from './silent.ts'

export { SEARCH_BOUND } from './silent.ts'

/** One trace's count of tokens (Rozinat and van der Aalst 2008): the initial tokens are produced, the final ones are consumed. */
export type TraceResult = {
  fit: boolean
  fitness: number
  produced: number
  consumed: number
  missing: number
  remaining: number
  /** Activities that the chart does not know; a trace with one never fits. */
  unknown: string[]
  /** Places in which a token was missing, in the order in which it was. */
  missingAt: string[]
  /** True where the search met its bound and the answer is the best effort's. */
  bounded: boolean
}

export const fitnessOf = (t: { produced: number; consumed: number; missing: number; remaining: number }): number =>
  0.5 * (1 - (t.consumed === 0 ? 0 : t.missing / t.consumed)) +
  0.5 * (1 - (t.produced === 0 ? 0 : t.remaining / t.produced))

/** One marking that the net may stand in, with the tokens counted on the way there. */
export type Path = { marking: Marking; produced: number; consumed: number }

/**
 * A set of markings that the net may stand in after some events. What each event leads to is worked out once and kept, so
 * that a log is replayed by one look-up an event. `from` gives for each marking of the next set the one it came from, and
 * `produced` and `consumed` what the way between adds.
 */
type Stand = { markings: Marking[]; next: Map<string, Way | null>; finish: Way | null | undefined }
type Way = { to: Stand; from: number[]; produced: number[]; consumed: number[] }

/** Markings kept in sets; past it they are worked out anew, which takes time and no memory. */
const KEPT = 200_000
/**
 * A net prepared for replay. Without final markings it is a chart's net, which is done when all its tokens have come to an end
 * event, however many did (BPMN 2.0, 13.5.6: a process is completed when no token is left).
 */
export class Replayer {
  private net: Net
  private byLabel = new Map<string, Transition[]>()
  private silent: Silent
  private start: Marking
  private finals: Marking[]
  private done: (m: Marking) => boolean
  private ends: (m: Marking) => readonly Transition[]
  private stands = new Map<string, Stand>()
  private kept = 0

  constructor(net: Net, options: { initial?: Marking; finals?: Marking[] } = {}) {
    this.net = net
    this.silent = new Silent(net)
    for (const t of net.transitions) {
      if (t.label === null) continue
      const label = plainName(t.label)
      this.byLabel.set(label, [...(this.byLabel.get(label) ?? []), t])
    }
    this.start = options.initial ?? initial(net)
    const finals = options.finals
    this.finals = finals ?? [net.places.map((_, p) => (p === net.sink ? 1 : 0))]
    this.done = finals
      ? (m) => finals.some((f) => m.every((n, p) => n === f[p]))
      : (m) => m[net.sink]! > 0 && m.every((n, p) => n === 0 || p === net.sink)
    this.ends = this.silent.ending(this.finals, finals ? undefined : net.sink)
  }

  knows(activity: string): boolean {
    return this.byLabel.has(activity)
  }

  private stand(markings: Marking[]): Stand {
    const key = markings.join('|')
    const known = this.stands.get(key)
    if (known) return known
    const made: Stand = { markings, next: new Map(), finish: undefined }
    if (this.kept > KEPT) {
      this.stands.clear()
      this.kept = 0
    }
    this.kept += markings.length
    this.stands.set(key, made)
    return made
  }

  /** Where an activity leads from a set of markings: null where nowhere, undefined past the bound. */
  private way(at: Stand, activity: string): Way | null | undefined {
    const known = at.next.get(activity)
    if (known !== undefined) return known
    const goals = this.byLabel.get(activity) ?? []
    const steps = this.silent.toward(activity, goals)
    const open = this.silent.search(at.markings, steps)
    if (!open) return undefined
    const next = new Map<string, Found>()
    for (const found of open.seen)
      for (const t of goals) {
        if (!isEnabled(found.marking, t)) continue
        const marking = fired(found.marking, t)
        const key = marking.join()
        if (next.has(key)) continue
        const produced = found.produced + t.post.length
        next.set(key, { marking, from: found.from, produced, consumed: found.consumed + taken(found.marking, t) })
      }
    const made = next.size === 0 ? null : this.asWay([...next.values()])
    at.next.set(activity, made)
    return made
  }

  private asWay(steps: Found[]): Way {
    return {
      to: this.stand(steps.map((s) => s.marking)),
      from: steps.map((s) => s.from),
      produced: steps.map((s) => s.produced),
      consumed: steps.map((s) => s.consumed),
    }
  }

  /** How a set of markings can come to the end; null where it cannot, undefined past the bound. */
  private ending(at: Stand): Way | null | undefined {
    if (at.finish !== undefined) return at.finish
    const open = this.silent.search(at.markings, this.ends, this.done)
    if (!open) return undefined
    at.finish = open.hit ? this.asWay([open.hit]) : null
    return at.finish
  }

  /**
   * Whether the net can produce the trace, decided on all markings that it may stand in (exact, for duplicate labels and any
   * number of invisible transitions); the counts are those of one such run. Undefined past the bound.
   */
  private exact(trace: readonly string[]): Path | null | undefined {
    let at = this.stand([this.start])
    let produced = [tokens(this.start)]
    let consumed = [0]
    for (const activity of trace) {
      const way = this.way(at, activity)
      if (!way) return way
      if (way.from.length === 1) {
        // The common case by far, without making new lists.
        const i = way.from[0]!
        const [p, c] = [produced[i]! + way.produced[0]!, consumed[i]! + way.consumed[0]!]
        if (produced.length === 1) {
          produced[0] = p
          consumed[0] = c
        } else {
          produced = [p]
          consumed = [c]
        }
      } else {
        const [p, c] = [produced, consumed]
        produced = way.from.map((i, k) => p[i]! + way.produced[k]!)
        consumed = way.from.map((i, k) => c[i]! + way.consumed[k]!)
      }
      at = way.to
    }
    const end = this.ending(at)
    if (!end) return end
    const marking = end.to.markings[0]!
    return {
      marking,
      produced: produced[end.from[0]!]! + end.produced[0]!,
      consumed: consumed[end.from[0]!]! + end.consumed[0]! + tokens(marking),
    }
  }

  /** Where a case stands before its first event. */
  begin(): Path[] {
    return [{ marking: this.start, produced: tokens(this.start), consumed: 0 }]
  }

  /** All markings after one more event; null where the net cannot do it, undefined past the bound. */
  advance(paths: readonly Path[], activity: string): Path[] | null | undefined {
    const way = this.way(this.stand(paths.map((p) => p.marking)), activity)
    if (!way) return way
    return way.to.markings.map((marking, k) => ({
      marking,
      produced: paths[way.from[k]!]!.produced + way.produced[k]!,
      consumed: paths[way.from[k]!]!.consumed + way.consumed[k]!,
    }))
  }

  /** Activities that the net can do next; past the bound also those of which it is not known that it cannot. */
  expected(paths: readonly Path[]): string[] {
    const at = this.stand(paths.map((p) => p.marking))
    return [...this.byLabel.keys()].filter((activity) => this.way(at, activity) !== null)
  }

  mayEnd(paths: readonly Path[]): boolean {
    return Boolean(this.ending(this.stand(paths.map((p) => p.marking))))
  }

  /** One activity that the net cannot do: the tokens that it lacks are put in, and named. */
  force(path: Path, activity: string): { path: Path; missing: string[] } {
    const effort = new Effort(path)
    this.play(effort, activity)
    return { path: effort.path, missing: effort.missingAt }
  }

  /** Token replay of one trace: exact where the net can produce it, else the best effort with missing tokens put in. */
  replay(trace: readonly string[]): TraceResult {
    const unknown = trace.filter((a) => !this.knows(a))
    const run = unknown.length === 0 ? this.exact(trace) : null
    if (run)
      return {
        fit: true,
        fitness: 1,
        produced: run.produced,
        consumed: run.consumed,
        missing: 0,
        remaining: 0,
        unknown: [],
        missingAt: [],
        bounded: false,
      }
    const made = this.effort(trace)
    return { ...made, unknown: [...new Set(unknown)], bounded: run === undefined || made.bounded }
  }

  /** Fires an activity by the shortest way of invisible transitions, or with missing tokens put in. */
  private play(at: Effort, activity: string) {
    const options = this.byLabel.get(activity) ?? []
    const steps = this.silent.toward(activity, options)
    for (const t of this.wayTo(at, steps, (m) => options.some((t) => isEnabled(m, t))) ?? []) at.fire(t, this.net)
    const { marking } = at.path
    const chosen =
      options.find((t) => isEnabled(marking, t)) ??
      options.reduce<Transition | undefined>(
        (a, b) => (a && lacking(marking, a.pre) <= lacking(marking, b.pre) ? a : b),
        undefined,
      )
    if (chosen) at.fire(chosen, this.net)
  }

  private wayTo(
    at: Effort,
    steps: (m: Marking) => readonly Transition[],
    goal: (m: Marking) => boolean,
  ): Transition[] | undefined {
    const bound = Math.max(1, at.left >> 2)
    const found = this.silent.search([at.path.marking], steps, goal, bound)
    if (!found) at.bounded = true
    at.left -= found ? found.seen.length : bound
    return found?.hit && wayOf(found.hit)
  }

  /** To the end, or as near as invisible transitions lead: as many of a final marking's tokens as can be. */
  private finish(at: Effort): Marking {
    const exact = this.silent.search([at.path.marking], this.ends, this.done, EFFORT >> 2)
    if (exact?.hit) for (const t of wayOf(exact.hit)) at.fire(t, this.net)
    else {
      const wanted = this.finals.map((f) => f.flatMap((n, p) => new Array<number>(n).fill(p)))
      const least = (m: Marking) => Math.min(...wanted.map((f) => lacking(m, f)))
      const steps = this.silent.toward(
        '\u0000end',
        wanted.map((pre, i) => ({ pre, heavy: this.finals[i]!.map((n, p) => [p, n] as const) })),
      )
      const near = this.silent.search([at.path.marking], steps, (m) => least(m) === 0, EFFORT >> 2)
      const best = near?.hit ?? near?.seen.reduce((a, b) => (least(b.marking) < least(a.marking) ? b : a))
      if (best) for (const t of wayOf(best)) at.fire(t, this.net)
    }
    const { marking } = at.path
    return this.finals.reduce((a, b) => (lacks(marking, b) < lacks(marking, a) ? b : a))
  }

  private effort(trace: readonly string[]): Omit<TraceResult, 'unknown'> {
    const at = new Effort(this.begin()[0]!)
    for (const activity of trace) if (this.byLabel.has(activity)) this.play(at, activity)
    const final = this.finish(at)
    const { marking, produced } = at.path
    for (const [p, n] of final.entries()) for (let have = marking[p]!; have < n; have++) at.lack(this.net.places[p]!)
    const consumed = at.path.consumed + tokens(final)
    const { missing, missingAt, bounded } = at
    const remaining = marking.reduce((sum, n, p) => sum + Math.max(0, n - final[p]!), 0)
    return {
      fit: false,
      fitness: fitnessOf({ produced, consumed, missing, remaining }),
      produced,
      consumed,
      missing,
      remaining,
      missingAt,
      bounded,
    }
  }
}

const tokens = (marking: Marking): number => marking.reduce((a, b) => a + b, 0)
const lacks = (marking: Marking, wanted: Marking): number =>
  wanted.reduce((sum, n, p) => sum + Math.max(0, n - marking[p]!), 0)
/** How many of the wanted tokens a marking does not hold. */
function lacking(marking: Marking, wanted: readonly number[]): number {
  const need = new Map<number, number>()
  for (const p of wanted) need.set(p, (need.get(p) ?? 0) + 1)
  let n = 0
  for (const [p, k] of need) n += Math.max(0, k - marking[p]!)
  return n
}
