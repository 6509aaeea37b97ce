// What a clock is asked with and what it answers.
import type { Citation } from '../platform/acts.ts'
import type { Text } from '../platform/text.ts'
import type { Day } from './working-days.rules.ts'

export type ClockUnit = 'hours' | 'working-days' | 'calendar-days' | 'months' | 'years'

/** A limit as a row of data says it. `roll`: an end on a day off moves to the next working day (民法典 art. 203). */
export type ClockLimit = { count: number; unit: ClockUnit; roll: boolean; basis: Citation[] }
/** A limit and the days on which it is the law; `to` is its last. */
export type DatedLimit = ClockLimit & { from: Day; to?: Day }

export type Ordered = { at: Date; reason: Text; basis: Citation[] }
/**
 * What happens to a clock. Several suspensions may run at once: `id` says which one a resumption ends, else it ends the oldest.
 * An extension in another unit than the limit's is added behind it. A restart 重新计算 begins anew: what was used, suspended and
 * extended before lapses.
 */
export type ClockEvent =
  | { what: 'start'; at: Date }
  | ({ what: 'suspend'; id?: string } & Ordered)
  | { what: 'resume'; at: Date; id?: string }
  | ({ what: 'extend'; count: number; unit?: ClockUnit } & Ordered)
  | ({ what: 'restart' } & Ordered)
  | { what: 'finish'; at: Date }

export type Step = {
  day: Day
  /**
   * `counted` days carry their ordinal; `ends` is where months or years end before suspended days are added; `rolled` days lie
   * between an end on a day off and the working day to which it moves, that day included. Every other day says why it does not count.
   */
  what: 'start' | 'counted' | 'weekend' | 'holiday' | 'suspended' | 'restart' | 'extended' | 'ends' | 'rolled'
  /** For limits of hours: the instant of this step, and the end of a suspension. */
  at?: Date
  until?: Date
  ordinal?: number
  makeUp?: boolean
  name?: Text
  basis?: Citation[]
  provisional?: boolean
}

export type Clock = {
  start: Day
  /** The last day on which the duty is kept in time; undefined while an open suspension makes it unknown. */
  due: Day | undefined
  /** The last instant: the end of that day, or for limits of hours the very instant. */
  dueAt: Date | undefined
  /** Limit and extensions together; of months and years the days that they came to. */
  allowed: number
  used: number
  remaining: number
  /** What `allowed` and `used` count. */
  counts: 'hours' | 'working-days' | 'calendar-days'
  suspended: boolean
  overdue: boolean
  /** The duty was done; the count stopped on that day. */
  finished: boolean
  steps: Step[]
  /** True where it depends on a year whose calendar is not published. */
  provisional: boolean
}

export type Span = { from: Date; to: Date | undefined; reason: Text; basis: Citation[] }
export type Phase = { count: number; unit: ClockUnit; extension?: Ordered }
/** What is known at an instant, after the last restart. */
export type Known = {
  start: Date
  restart: Ordered | undefined
  spans: Span[]
  phases: Phase[]
  finish: Date | undefined
}
