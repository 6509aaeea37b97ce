import type { Count } from '../../kernel/calendar/index.ts'
import { addDays, addWorkingDays, isWorkingDay, startOfDay } from '../../kernel/calendar/index.ts'

export type Rule = {
  id: string
  light: 'yellow' | 'red'
  clock: 'promised' | 'statutory' | 'correction' | 'service'
  remaining: number
  name: { zh: string; en: string }
  basis: any[]
}

/** Whether a rule's light is on for a clock. A suspended clock raises nothing; a duty already late stays late. */
export const isOn = (rule: Rule, count: Count | undefined): boolean =>
  count?.due !== undefined && count.remaining <= rule.remaining && (rule.light === 'red') === count.overdue

/** The first instant at which the rule's light comes on, if nothing happens until then; undefined while the clock is suspended. */
export function comesOn(rule: Rule, count: Count | undefined): Date | undefined {
  if (!count?.due) return undefined
  if (rule.remaining < 0) return startOfDay(addWorkingDays(count.due, -rule.remaining))
  let day = count.due
  for (let left = rule.remaining; left > 0; ) {
    day = addDays(day, -1)
    if (isWorkingDay(day)) left--
  }
  return startOfDay(day)
}
