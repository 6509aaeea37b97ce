// What a rule is: what it looks at, under which condition, and what follows. Data; nothing here names a room.
import type { LimitUnit } from '../calendar/index.ts'
import type { Citation, Text } from '../platform/index.ts'

/** A prompt 提醒 sends a reminder by itself; yellow and red are lights. */
export type Colour = 'prompt' | 'yellow' | 'red'

/** A declared constraint over the acts of one case, seen by the acts that its condition lets through. */
export type Constraint =
  /** No `of` before one of `needs`. */
  | { form: 'precedence'; of: string; needs: string[] }
  /** After each of `after`, one of `must`, within a limit: a clock made of acts. `once`: only where that happened before. */
  | { form: 'response'; after: string[]; must: string[]; within: { value: number; unit: LimitUnit }; once?: string }
  /** Never, or never once `after` has happened. */
  | { form: 'absence'; of: string; after?: string }
  | { form: 'at-most'; of: string; times: number }
  | { form: 'exactly-once'; of: string }
  /** Not both on one case. */
  | { form: 'not-together'; of: string; with: string }
  /** Four eyes: not both by the same post. */
  | { form: 'apart'; of: string; from: string }

export type Looks =
  | { what: 'clock'; clock: string }
  | { what: 'act'; act: string }
  | { what: 'acts'; constraint: Constraint }
  /** An act and the newest `after` before it on the same case; the condition compares the two. */
  | { what: 'pair'; act: string; after: string }
  /** So many acts of posts on one case within so many seconds. */
  | { what: 'burst'; times: number; seconds: number }
  /** Many cases: acts of the last days in groups; `peers` gives the quartiles of the other groups. */
  | { what: 'window'; acts: string[]; by: string[]; days: number; value: Measure }

export type Measure =
  | { what: 'count' }
  | { what: 'sum'; field: string }
  /** The share of acts whose field has this value. */
  | { what: 'share'; field: string; of: string }

/** A cause of false alarms that is known: under its condition, over the same names, nothing is raised. */
export type Suppression = { when: string; why: Text }

export type Rule = {
  id: string
  /** The day from which these words hold; with the id it names the version. */
  from: string
  to: string | null
  area: string
  on: string
  when: string
  light: Colour
  points: number
  says: Text
  basis: Citation[]
  suppress: Suppression[]
  /** Who is told: the office that supervises the unit, the second level, or a unit by its code. */
  tell: string
  ladder: string
  /** Its figures were not confirmed by a source. */
  unverified: boolean
  /** A city's own row, not what a room ships. */
  own: boolean
}

/** A condition that cannot be computed is no condition that holds: it is a finding of the rule's own. */
export class RuleFailed extends Error {}
