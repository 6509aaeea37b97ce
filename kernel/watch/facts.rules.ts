// What conditions may name, beside the public fields of an act: facts that every act has, from the act as it is published.
import { dayOf, workingDaysBetween } from '../calendar/index.ts'
import type { Act } from '../platform/index.ts'

/** The part of an act that rules look at; all of it is published. */
export type Published = Pick<Act, 'id' | 'type' | 'happenedAt' | 'recordedAt' | 'actor' | 'public' | 'subjectId'>

/**
 * On an act. `entryMinutes`: from when it happened to when it arrived; `nth`: which of its type on the case; `outage`: it
 * arrived in a span that was declared as one.
 */
export const ACT_NAMES = ['happened', 'entryMinutes', 'nth', 'byRole', 'byUnit', 'byPost', 'outage'] as const
/** On a pair, beside the later act's own: the earlier act's public fields under `earlier`, and what lies between. */
export const PAIR_NAMES = ['earlier', 'days', 'workingDays', 'samePost', 'sameUnit'] as const
export const CLOCK_NAMES = ['remaining', 'overdue', 'suspended', 'allowed', 'used', 'suspendedDays'] as const
/** On a group of a window. The quartiles are of the other groups, and null where these are few or do not differ. */
export const WINDOW_NAMES = ['value', 'size', 'most', 'least', 'groups', 'middle', 'q1', 'q3', 'iqr'] as const

export const postOfAct = (act: Pick<Published, 'actor'>): string | null =>
  act.actor.kind === 'post' ? act.actor.postId : null

/** A fact of an act by its name; its own public field where it has one of that name. */
export function factOf(act: Published, name: string, nth: number): unknown {
  const own = act.public[name]
  if (own !== undefined) return own
  switch (name) {
    case 'happened':
      return dayOf(act.happenedAt)
    case 'entryMinutes':
      return Math.floor((act.recordedAt.getTime() - act.happenedAt.getTime()) / 60_000)
    case 'nth':
      return nth
    case 'byRole':
      return act.actor.kind === 'post' ? act.actor.role : null
    case 'byUnit':
      return act.actor.kind === 'post' ? act.actor.unitCode : null
    case 'byPost':
      return act.actor.kind === 'post'
    default:
      return null
  }
}

export function factOfPair(act: Published, before: Published, name: string, nth: number): unknown {
  const [from, to] = [dayOf(before.happenedAt), dayOf(act.happenedAt)]
  switch (name) {
    case 'earlier':
      return before.public
    case 'days':
      return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
    case 'workingDays':
      return workingDaysBetween(from, to)
    case 'samePost':
      return postOfAct(act) !== null && postOfAct(act) === postOfAct(before)
    case 'sameUnit':
      return act.actor.kind === 'post' && before.actor.kind === 'post' && act.actor.unitCode === before.actor.unitCode
    default:
      return factOf(act, name, nth)
  }
}
