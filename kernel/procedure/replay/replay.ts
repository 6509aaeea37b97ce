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

type Path = { marking: Marking; produced: number; consumed: number }

/** A net prepared for replay: visible transitions by label, invisible ones apart. */
export class Replayer {
  private net: Net
  private byLabel = new Map<string, Transition[]>()
  private silent: Transition[]
  private start: Marking
  private done: (m: Marking) => boolean

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

  /** Everything reachable by invisible transitions, cheapest first; undefined past the bound. */
  private closure(from: Map<string, Path>): Map<string, Path> | undefined {
    const seen = new Map(from)
    for (const path of seen.values()) {
      for (const t of this.silent) {
        if (!isEnabled(path.marking, t)) continue
        const marking = fired(path.marking, t)
        const key = marking.join()
        if (seen.has(key)) continue
        if (seen.size >= SEARCH_BOUND) return undefined
        seen.set(key, {
          marking,
          produced: path.produced + t.post.length,
          consumed: path.consumed + taken(path.marking, t),
        })
      }
    }
    return seen
  }

  /**
   * Whether the net can produce the trace, decided on all markings that it may stand in (exact, for duplicate labels and any
   * number of invisible transitions); the counts are those of one such run. Undefined past the bound.
   */
  private exact(trace: readonly string[]): Path | null | undefined {
    let states: Map<string, Path> | undefined = new Map([
      [this.start.join(), { marking: this.start, produced: this.start.reduce((a, b) => a + b, 0), consumed: 0 }],
    ])
    for (const activity of trace) {
      const open = this.closure(states)
      if (!open) return undefined
      const next = new Map<string, Path>()
      for (const path of open.values())
        for (const t of this.byLabel.get(activity) ?? []) {
          if (!isEnabled(path.marking, t)) continue
          const marking = fired(path.marking, t)
          const key = marking.join()
          if (!next.has(key))
            next.set(key, {
              marking,
              produced: path.produced + t.post.length,
              consumed: path.consumed + taken(path.marking, t),
            })
        }
      if (next.size === 0) return null
      states = next
    }
    const open = this.closure(states)
    if (!open) return undefined
    for (const path of open.values())
      if (this.done(path.marking)) return { ...path, consumed: path.consumed + path.marking.reduce((a, b) => a + b, 0) }
    return null
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

  private effort(trace: readonly string[]): Omit<TraceResult, 'unknown' | 'bounded'> {
    let marking = this.start
    let produced = marking.reduce((a, b) => a + b, 0)
    let consumed = 0
    let missing = 0
    const missingAt: string[] = []
    const play = (t: Transition) => {
      marking = marking.slice()
      for (const p of t.pre) {
        consumed++
        if (marking[p]! > 0) marking[p]!--
        else {
          missing++
          missingAt.push(this.net.places[p]!)
        }
      }
      for (const p of t.reset ?? []) {
        consumed += marking[p]!
        marking[p] = 0
      }
      for (const p of t.post) {
        produced++
        marking[p]!++
      }
    }
    for (const activity of trace) {
      const options = this.byLabel.get(activity)
      if (!options) continue
      const way = this.wayTo((m) => options.some((t) => isEnabled(m, t)), marking)
      for (const t of way ?? []) play(t)
      const lacking = (t: Transition) => t.pre.filter((p) => marking[p]! < 1).length
      play(options.find((t) => isEnabled(marking, t)) ?? options.reduce((a, b) => (lacking(b) < lacking(a) ? b : a)))
    }
    for (const t of this.wayTo((m) => m[this.net.sink]! > 0, marking) ?? []) play(t)
    consumed++
    if (marking[this.net.sink]! > 0) {
      marking = marking.slice()
      marking[this.net.sink]!--
    } else {
      missing++
      missingAt.push(this.net.places[this.net.sink]!)
    }
    const remaining = marking.reduce((a, b) => a + b, 0)
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
