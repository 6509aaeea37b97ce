import type { Citation } from '../platform/acts.ts'
import { type Text, text } from '../platform/text.ts'
import { addDays, type Day, dayOf, kindOf } from './working-days.rules.ts'

export type LimitUnit = 'working-day' | 'calendar-day'
/** A limit with its unit and where it comes from; data with effective dates, never a constant. */
export type Limit = { value: number; unit: LimitUnit; basis: Citation[]; note?: Text }

/** Time that does not count: from the day after `from` (the order's day still counts) through `to`, or open. */
export type Suspension = { from: Date; to?: Date; reason: Text; basis: Citation[] }
export type Extension = { at: Date; value: number; reason: Text; basis: Citation[] }

export type Step = {
  day: Day
  /** `counted` days carry their ordinal; every other day says why it does not count. */
  what: 'start' | 'counted' | 'weekend' | 'holiday' | 'suspended'
  ordinal?: number
  makeUp?: boolean
  name?: Text
  basis?: Citation[]
  provisional?: boolean
}

export type Count = {
  start: Day
  /** The last day on which the duty is kept in time; undefined while a suspension is open. */
  due: Day | undefined
  /** Limit and extensions together, in the limit's unit. */
  allowed: number
  used: number
  remaining: number
  suspended: boolean
  overdue: boolean
  /** The duty was done; the count stopped on that day. */
  finished: boolean
  steps: Step[]
  /** True where a day of a year whose calendar is not published was counted. */
  provisional: boolean
}

export type CountInput = {
  limit: Limit
  start: Date
  at: Date
  suspensions?: Suspension[]
  extensions?: Extension[]
  /** When the duty was done; the count stops there. */
  finished?: Date | undefined
}

const HORIZON = 1500

/**
 * Counts a limit day by day: used(t) = |W ∩ (start, t]| − |W ∩ (start, t] ∩ ⋃ suspensions|. The day of the start does not
 * count (行政许可法 art. 82 counts working days; the period begins on the next day). Suspended days are united first, so two
 * suspensions over one day take it out once. Every day is in `steps`, so anyone can recompute the sum.
 */
export function count({ limit, start, at, suspensions = [], extensions = [], finished }: CountInput): Count {
  const first = dayOf(start)
  const until = dayOf(finished && finished < at ? finished : at)
  const allowed = limit.value + extensions.filter((e) => e.at <= at).reduce((sum, e) => sum + e.value, 0)
  const spans = suspensions.map((s) => ({
    ...s,
    first: addDays(dayOf(s.from), 1),
    last: s.to ? dayOf(s.to) : undefined,
  }))
  const open = finished ? undefined : spans.find((s) => s.last === undefined || s.last > until)
  const steps: Step[] = [{ day: first, what: 'start' }]
  let used = 0
  let ordinal = 0
  let due: Day | undefined
  let provisional = false
  for (let i = 1, day = addDays(first, 1); i < HORIZON; i++, day = addDays(day, 1)) {
    const kind = kindOf(day)
    const suspension = spans.find((s) => s.first <= day && (s.last === undefined || day <= s.last))
    // Past an open suspension nothing can be said: it may end on any day.
    if (suspension && suspension.last === undefined && day > until) break
    if (limit.unit === 'working-day' && !kind.working)
      steps.push({
        day,
        what: kind.kind === 'holiday' ? 'holiday' : 'weekend',
        ...(kind.name ? { name: kind.name } : {}),
      })
    else if (suspension) steps.push({ day, what: 'suspended', name: suspension.reason, basis: suspension.basis })
    else {
      ordinal++
      if (day <= until) used = ordinal
      if (kind.provisional) provisional = true
      steps.push({
        day,
        what: 'counted',
        ordinal,
        ...(kind.kind === 'make-up' ? { makeUp: true } : {}),
        ...(kind.provisional ? { provisional: true } : {}),
      })
      if (ordinal === allowed) due = day
    }
    if (due !== undefined && day >= until) break
    if (ordinal >= allowed && day >= until) break
  }
  const suspended = open !== undefined && open.first <= addDays(until, 1)
  return {
    start: first,
    due: suspended && open!.last === undefined && !(due !== undefined && due <= until) ? undefined : due,
    allowed,
    used,
    remaining: allowed - used,
    suspended,
    overdue: due !== undefined && until > due,
    finished: finished !== undefined && finished <= at,
    steps,
    provisional,
  }
}

/** One line that a tired person understands at the first reading. */
export function sayCount(c: Count, limit: Limit): Text {
  const unit = limit.unit === 'working-day' ? text('个工作日', 'working days') : text('天', 'days')
  const sum = text(`共 ${c.allowed} ${unit.zh}，已用 ${c.used}`, `${c.used} of ${c.allowed} ${unit.en} used`)
  if (c.finished && !c.overdue)
    return text(`用了 ${c.used} ${unit.zh}，限 ${c.allowed}`, `done in ${c.used} of ${c.allowed} ${unit.en}`)
  if (c.overdue)
    return text(
      `逾期 ${c.used - c.allowed} ${unit.zh}（${sum.zh}）`,
      `${c.used - c.allowed} ${unit.en} overdue (${sum.en})`,
    )
  if (c.due === undefined) return text(`计时暂停（${sum.zh}）`, `the clock is suspended (${sum.en})`)
  return text(
    `${c.due} 前办结，还剩 ${c.remaining} ${unit.zh}（${sum.zh}）`,
    `due by ${c.due}, ${c.remaining} ${unit.en} left (${sum.en})`,
  )
}
