import { fired, initial, isEnabled, isFinal, type Marking, type Net, type Transition, taken } from '../net.ts'

/** One trace's count of tokens (Rozinat and van der Aalst 2008): the start token is produced, the end token is consumed. */
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

/** Markings kept at once while searching whether a net can produce a trace; past it the answer is a best effort, and says so. */
export const SEARCH_BOUND = 20_000

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

/** Sets of markings kept; past it they are worked out anew, which takes time and no memory. */
const KEPT = 5000

/** A net prepared for replay: visible transitions by label, invisible ones apart. */
export class Replayer {
  private net: Net
  private byLabel = new Map<string, Transition[]>()
  private silent: Transition[]
  private start: Marking
  private done: (m: Marking) => boolean
  private stands = new Map<string, Stand>()

  constructor(net: Net, options: { initial?: Marking; final?: Marking } = {}) {
    this.net = net
    this.silent = net.transitions.filter((t) => t.label === null)
    for (const t of net.transitions)
      if (t.label !== null) this.byLabel.set(t.label, [...(this.byLabel.get(t.label) ?? []), t])
    this.start = options.initial ?? initial(net)
    const final = options.final
    this.done = final ? (m) => m.every((n, p) => n === final[p]) : (m) => isFinal(net, m)
  }

  knows(activity: string): boolean {
    return this.byLabel.has(activity)
  }

  private stand(markings: Marking[]): Stand {
    const key = markings.join('|')
    const known = this.stands.get(key)
    if (known) return known
    const made: Stand = { markings, next: new Map(), finish: undefined }
    if (this.stands.size >= KEPT) this.stands.clear()
    this.stands.set(key, made)
    return made
  }

  /** Everything reachable by invisible transitions, cheapest first; undefined past the bound. */
  private closure(from: Path[]): { path: Path; from: number }[] | undefined {
    const open = from.map((path, i) => ({ path, from: i }))
    const seen = new Set(from.map((p) => p.marking.join()))
    for (const { path, from: i } of open) {
      for (const t of this.silent) {
        if (!isEnabled(path.marking, t)) continue
        const marking = fired(path.marking, t)
        const key = marking.join()
        if (seen.has(key)) continue
        if (seen.size >= SEARCH_BOUND) return undefined
        seen.add(key)
        open.push({ path: after(path, t, marking), from: i })
      }
    }
    return open
  }

  /** Where an activity leads from a set of markings: null where nowhere, undefined past the bound. */
  private way(at: Stand, activity: string): Way | null | undefined {
    const known = at.next.get(activity)
    if (known !== undefined) return known
    const open = this.closure(at.markings.map((marking) => ({ marking, produced: 0, consumed: 0 })))
    if (!open) return undefined
    const next = new Map<string, { path: Path; from: number }>()
    for (const { path, from } of open)
      for (const t of this.byLabel.get(activity) ?? []) {
        if (!isEnabled(path.marking, t)) continue
        const marking = fired(path.marking, t)
        const key = marking.join()
        if (!next.has(key)) next.set(key, { path: after(path, t, marking), from })
      }
    const found = next.size === 0 ? null : this.asWay([...next.values()])
    at.next.set(activity, found)
    return found
  }

  private asWay(steps: { path: Path; from: number }[]): Way {
    return {
      to: this.stand(steps.map((s) => s.path.marking)),
      from: steps.map((s) => s.from),
      produced: steps.map((s) => s.path.produced),
      consumed: steps.map((s) => s.path.consumed),
    }
  }

  /** How a set of markings can come to the end; null where it cannot. */
  private ending(at: Stand): Way | null | undefined {
    if (at.finish !== undefined) return at.finish
    const open = this.closure(at.markings.map((marking) => ({ marking, produced: 0, consumed: 0 })))
    if (!open) return undefined
    const last = open.find(({ path }) => this.done(path.marking))
    at.finish = last ? this.asWay([last]) : null
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

  /** Activities that the net can do next. */
  expected(paths: readonly Path[]): string[] {
    const open = this.closure([...paths]) ?? []
    const labels = open.flatMap(({ path }) =>
      this.net.transitions.filter((t) => t.label !== null && isEnabled(path.marking, t)).map((t) => t.label!),
    )
    return [...new Set(labels)]
  }

  mayEnd(paths: readonly Path[]): boolean {
    return Boolean(this.ending(this.stand(paths.map((p) => p.marking))))
  }

  /** One activity that the net cannot do: the tokens that it lacks are put in, and named. */
  force(path: Path, activity: string): { path: Path; missing: string[] } {
    const played = this.play(path, activity)
    return { path: played.path, missing: played.missingAt }
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
    return { ...this.effort(trace), unknown: [...new Set(unknown)], bounded: run === undefined }
  }

  /** Fires an activity by the shortest way of invisible transitions, or with missing tokens put in. */
  private play(from: Path, activity: string): { path: Path; missingAt: string[] } {
    const options = this.byLabel.get(activity) ?? []
    const missingAt: string[] = []
    let path = from
    const force = (t: Transition) => {
      const marking = path.marking.slice()
      for (const p of t.pre) {
        if (marking[p]! > 0) continue
        missingAt.push(this.net.places[p]!)
        marking[p]!++
      }
      path = after({ ...path, marking }, t, fired(marking, t))
    }
    const way = this.wayTo((m) => options.some((t) => isEnabled(m, t)), path.marking)
    for (const t of way ?? []) force(t)
    const lacking = (t: Transition) => t.pre.filter((p) => path.marking[p]! < 1).length
    const chosen =
      options.find((t) => isEnabled(path.marking, t)) ??
      options.reduce<Transition | undefined>((a, b) => (a && lacking(a) <= lacking(b) ? a : b), undefined)
    if (chosen) force(chosen)
    return { path, missingAt }
  }

  private effort(trace: readonly string[]): Omit<TraceResult, 'unknown' | 'bounded'> {
    let path: Path = this.begin()[0]!
    const missingAt: string[] = []
    for (const activity of trace) {
      if (!this.byLabel.has(activity)) continue
      const played = this.play(path, activity)
      path = played.path
      missingAt.push(...played.missingAt)
    }
    for (const t of this.wayTo((m) => m[this.net.sink]! > 0, path.marking) ?? [])
      path = after(path, t, fired(path.marking, t))
    const marking = path.marking.slice()
    const { produced } = path
    const consumed = path.consumed + 1
    if (marking[this.net.sink]! > 0) marking[this.net.sink]!--
    else missingAt.push(this.net.places[this.net.sink]!)
    const missing = missingAt.length
    const remaining = tokens(marking)
    return {
      fit: false,
      fitness: fitnessOf({ produced, consumed, missing, remaining }),
      produced,
      consumed,
      missing,
      remaining,
      missingAt,
    }
  }

  /** A shortest run of invisible transitions to where the goal holds; undefined where there is none within the bound. */
  private wayTo(goal: (m: Marking) => boolean, from: Marking): Transition[] | undefined {
    if (goal(from)) return []
    const seen = new Set([from.join()])
    let level: { marking: Marking; way: Transition[] }[] = [{ marking: from, way: [] }]
    while (level.length > 0 && seen.size < SEARCH_BOUND) {
      const next: typeof level = []
      for (const { marking, way } of level)
        for (const t of this.silent) {
          if (!isEnabled(marking, t)) continue
          const to = fired(marking, t)
          const key = to.join()
          if (seen.has(key)) continue
          seen.add(key)
          if (goal(to)) return [...way, t]
          next.push({ marking: to, way: [...way, t] })
        }
      level = next
    }
    return undefined
  }
}

const tokens = (marking: Marking): number => marking.reduce((a, b) => a + b, 0)
const after = (path: Path, t: Transition, marking: Marking): Path => ({
  marking,
  produced: path.produced + t.post.length,
  consumed: path.consumed + taken(path.marking, t),
})
