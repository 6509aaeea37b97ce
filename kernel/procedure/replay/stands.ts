// Exact replay: all markings that the net may stand in are followed, and what each event leads to is worked out once.
import { fired, isEnabled, type Marking } from '../net.ts'
import { type Path, type Prepared, tokens } from './prepared.ts'
import { type Found, taken } from './silent.ts'

/** A set of markings that the net may stand in after some events. */
export type Stand = { markings: Marking[]; next: Map<string, Way | null>; finish: Way | null | undefined }

/** From one set to another: for each marking of the other the one it came from, and what the way between adds to the counts. */
export type Way = { to: Stand; from: number[]; produced: number[]; consumed: number[] }

/** Markings kept in sets; past it they are worked out anew, which takes time and no memory. */
const KEPT = 200_000

/** The sets of markings of one net. A log is replayed by one look-up an event. */
export class Stands {
  private prepared: Prepared
  private known = new Map<string, Stand>()
  private kept = 0

  constructor(prepared: Prepared) {
    this.prepared = prepared
  }

  of(markings: Marking[]): Stand {
    const key = markings.join('|')
    const known = this.known.get(key)
    if (known) return known
    const made: Stand = { markings, next: new Map(), finish: undefined }
    if (this.kept > KEPT) {
      this.known.clear()
      this.kept = 0
    }
    this.kept += markings.length
    this.known.set(key, made)
    return made
  }

  /** Where an activity leads from a set of markings: null where nowhere, undefined past the bound. */
  after(at: Stand, activity: string): Way | null | undefined {
    const known = at.next.get(activity)
    if (known !== undefined) return known
    const { byLabel, silent } = this.prepared
    const goals = byLabel.get(activity) ?? []
    const open = silent.search(at.markings, silent.toward(activity, goals))
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
    const made = next.size === 0 ? null : this.way([...next.values()])
    at.next.set(activity, made)
    return made
  }

  /** How a set of markings can come to the end; null where it cannot, undefined past the bound. */
  end(at: Stand): Way | null | undefined {
    if (at.finish !== undefined) return at.finish
    const { silent, towardEnd, isDone } = this.prepared
    const open = silent.search(at.markings, towardEnd, isDone)
    if (!open) return undefined
    at.finish = open.hit ? this.way([open.hit]) : null
    return at.finish
  }

  private way(steps: Found[]): Way {
    return {
      to: this.of(steps.map((s) => s.marking)),
      from: steps.map((s) => s.from),
      produced: steps.map((s) => s.produced),
      consumed: steps.map((s) => s.consumed),
    }
  }

  /**
   * Whether the net can produce the trace, decided on all markings that it may stand in (exact, for duplicate labels and any
   * number of invisible transitions); the counts are those of one such run. Undefined past the bound.
   */
  run(trace: readonly string[]): Path | null | undefined {
    const { start } = this.prepared
    let at = this.of([start])
    let produced = [tokens(start)]
    let consumed = [0]
    for (const activity of trace) {
      const way = this.after(at, activity)
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
    const end = this.end(at)
    if (!end) return end
    const marking = end.to.markings[0]!
    return {
      marking,
      produced: produced[end.from[0]!]! + end.produced[0]!,
      consumed: consumed[end.from[0]!]! + end.consumed[0]! + tokens(marking),
    }
  }
}
