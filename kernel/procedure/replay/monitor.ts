import type { Path, Replayer } from './replay.ts'

/** Where a live case stands; plain data, to be kept anywhere. */
export type MonitorState = {
  /** All markings that the net may stand in; one, the best effort's, after a deviation. */
  paths: Path[]
  events: number
  deviations: Deviation[]
}
export type Deviation = {
  /** The event's number, from one. */
  event: number
  activity: string
  kind: 'unexpected' | 'unknown'
  /** What the chart would have allowed instead. */
  expected: string[]
  /** Places in which a token was missing. */
  missing: string[]
}

/** More are counted no longer, so that a broken source cannot fill memory. */
const MAX_DEVIATIONS = 1000

export const watch = (replayer: Replayer): MonitorState => ({ paths: replayer.begin(), events: 0, deviations: [] })

/**
 * One event of a live case: the state after it, and what was wrong with it. Pure: the same state and event give the same.
 * As long as nothing deviated the answer is exact (every way in which the net may have come here is followed).
 */
export function observe(
  replayer: Replayer,
  state: MonitorState,
  activity: string,
): { state: MonitorState; deviation: Deviation | null } {
  const event = state.events + 1
  const deviate = (kind: Deviation['kind'], paths: Path[], missing: string[]) => {
    const deviation = { event, activity, kind, expected: replayer.expected(state.paths), missing }
    const deviations = state.deviations.length < MAX_DEVIATIONS ? [...state.deviations, deviation] : state.deviations
    return { state: { paths, events: event, deviations }, deviation }
  }
  if (!replayer.knows(activity)) return deviate('unknown', state.paths, [])
  const next = replayer.advance(state.paths, activity)
  if (next) return { state: { ...state, paths: next, events: event }, deviation: null }
  const forced = replayer.force(state.paths[0]!, activity)
  return deviate('unexpected', [forced.path], forced.missing)
}

/** Whether the case may end here, and whether all that happened was as the chart has it. */
export const verdict = (
  replayer: Replayer,
  state: MonitorState,
): { fits: boolean; mayEnd: boolean; expected: string[] } => {
  const mayEnd = replayer.mayEnd(state.paths)
  return { fits: state.deviations.length === 0 && mayEnd, mayEnd, expected: replayer.expected(state.paths) }
}
