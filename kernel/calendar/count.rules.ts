// The clock of a limit in days as approvals and supervision ask for it: the same arithmetic, said with suspensions and extensions.
import type { Citation } from '../platform/acts.ts'
import { type Text, text } from '../platform/text.ts'
import { runClock } from './clock.rules.ts'
import type { Clock, ClockEvent } from './clock.shape.ts'

export type LimitUnit = 'working-day' | 'calendar-day'
/**
 * A limit with its unit and where it comes from; data with effective dates, never a constant. Calendar days that end on a day off
 * end on the next working day (民法典 art. 203) unless the row says `roll: false`.
 */
export type Limit = { value: number; unit: LimitUnit; basis: Citation[]; note?: Text; roll?: boolean }

/** Time that does not count: from the day after `from` (the order's day still counts) through `to`, or open. */
export type Suspension = { from: Date; to?: Date; reason: Text; basis: Citation[] }
export type Extension = { at: Date; value: number; reason: Text; basis: Citation[] }

export type Count = Clock

export type CountInput = {
  limit: Limit
  start: Date
  at: Date
  suspensions?: Suspension[]
  extensions?: Extension[]
  /** When the duty was done; the count stops there. */
  finished?: Date | undefined
}

/**
 * Counts a limit day by day: used(t) = |W ∩ (start, t]| − |W ∩ (start, t] ∩ ⋃ suspensions|. The day of the start does not
 * count (行政许可法 art. 82 counts working days; the period begins on the next day). Every day is in `steps`, so anyone can
 * recompute the sum. A limit of 0 ends on the day of its start.
 */
export function count({ limit, start, at, suspensions = [], extensions = [], finished }: CountInput): Count {
  const events: ClockEvent[] = [
    { what: 'start', at: start },
    ...suspensions.flatMap(({ from, to, reason, basis }, i): ClockEvent[] => [
      { what: 'suspend', id: String(i), at: from, reason, basis },
      ...(to ? [{ what: 'resume' as const, id: String(i), at: to }] : []),
    ]),
    ...extensions.map(
      (e): ClockEvent => ({ what: 'extend', at: e.at, count: e.value, reason: e.reason, basis: e.basis }),
    ),
    ...(finished ? [{ what: 'finish' as const, at: finished }] : []),
  ]
  const unit = limit.unit === 'working-day' ? 'working-days' : 'calendar-days'
  const roll = limit.roll ?? unit === 'calendar-days'
  // A clock that is asked about before its start stands at its start.
  return runClock({ count: limit.value, unit, roll, basis: limit.basis }, events, at < start ? start : at)!
}

/** One line that a tired person understands at the first reading. */
export function sayCount(c: Count): Text {
  const unit = {
    hours: text('小时', 'hours'),
    'working-days': text('个工作日', 'working days'),
    'calendar-days': text('天', 'days'),
  }[c.counts]
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
