// Token replay of traces on a net: exact where the net can produce the trace, else a best effort that counts what is missing.
import type { Marking, Net } from '../net.ts'
import { Effort } from './effort.ts'
import { type Path, type Prepared, prepare, tokens } from './prepared.ts'
import { Stands } from './stands.ts'

export type { Path } from './prepared.ts'
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

export class Replayer {
  private prepared: Prepared
  private stands: Stands

  constructor(net: Net, options: { initial?: Marking; finals?: Marking[] } = {}) {
    this.prepared = prepare(net, options)
    this.stands = new Stands(this.prepared)
  }

  knows(activity: string): boolean {
    return this.prepared.byLabel.has(activity)
  }

  /** Where a case stands before its first event. */
  begin(): Path[] {
    const { start } = this.prepared
    return [{ marking: start, produced: tokens(start), consumed: 0 }]
  }

  /** All markings after one more event; null where the net cannot do it, undefined past the bound. */
  advance(paths: readonly Path[], activity: string): Path[] | null | undefined {
    const way = this.stands.after(this.stands.of(paths.map((p) => p.marking)), activity)
    if (!way) return way
    return way.to.markings.map((marking, k) => ({
      marking,
      produced: paths[way.from[k]!]!.produced + way.produced[k]!,
      consumed: paths[way.from[k]!]!.consumed + way.consumed[k]!,
    }))
  }

  /** Activities that the net can do next; past the bound also those of which it is not known that it cannot. */
  expected(paths: readonly Path[]): string[] {
    const at = this.stands.of(paths.map((p) => p.marking))
    return [...this.prepared.byLabel.keys()].filter((activity) => this.stands.after(at, activity) !== null)
  }

  mayEnd(paths: readonly Path[]): boolean {
    return Boolean(this.stands.end(this.stands.of(paths.map((p) => p.marking))))
  }

  /** One activity that the net cannot do: the tokens that it lacks are put in, and named. */
  force(path: Path, activity: string): { path: Path; missing: string[] } {
    const effort = new Effort(this.prepared, path)
    effort.play(activity)
    return { path: effort.path, missing: effort.missingAt }
  }

  replay(trace: readonly string[]): TraceResult {
    const unknown = trace.filter((a) => !this.knows(a))
    const run = unknown.length === 0 ? this.stands.run(trace) : null
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
    const effort = new Effort(this.prepared, this.begin()[0]!)
    for (const activity of trace) if (this.knows(activity)) effort.play(activity)
    const counts = effort.finish()
    const { missing, missingAt, bounded } = effort
    return {
      fit: false,
      fitness: fitnessOf({ ...counts, missing }),
      ...counts,
      missing,
      unknown: [...new Set(unknown)],
      missingAt,
      bounded: run === undefined || bounded,
    }
  }
}
