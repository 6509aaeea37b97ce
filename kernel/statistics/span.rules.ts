import { addDays } from '../calendar/index.ts'

export type Grain = 'day' | 'month'
/** Days, or first days of months, both ends among them. */
export type Span = { grain: Grain; from: string; to: string }

/** The first day of a day's month. */
export const monthOf = (day: string): string => `${day.slice(0, 8)}01`
const nextMonth = (day: string): string => monthOf(addDays(monthOf(day), 31))

/** A period as whole months where it has any, and the days before and after them. */
export function spansOf(from: string, to: string): Span[] {
  const first = from === monthOf(from) ? from : nextMonth(from)
  const after = monthOf(addDays(to, 1))
  if (first >= after) return [{ grain: 'day', from, to }]
  return [
    ...(from < first ? [{ grain: 'day' as const, from, to: addDays(first, -1) }] : []),
    { grain: 'month', from: first, to: monthOf(addDays(after, -1)) },
    ...(after <= to ? [{ grain: 'day' as const, from: after, to }] : []),
  ]
}
