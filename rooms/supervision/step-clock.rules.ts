import { addDays, type Count, dayOf, isWorkingDay } from '../../kernel/calendar/index.ts'
import type { Work } from '../../kernel/cases/index.ts'

/**
 * An open step with a limit of its own (`gnomon:limit`) is a duty of its performer's: the unit that is late has the light, not the
 * one that leads the case. A step of a party is nobody's duty. Counted in working days from the day after it opened.
 */
export function stepClocks(work: readonly Work[], at: Date): { clock: string; unit: string; count: Count }[] {
  return work.flatMap((w) => {
    if (!w.own || !w.unit || !w.due) return []
    const start = dayOf(w.openedAt)
    const today = dayOf(at)
    const days = (from: string, to: string) => {
      let n = 0
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) n++
      return n
    }
    const allowed = days(start, w.due)
    const used = days(start, today)
    const count: Count = {
      start,
      due: w.due,
      allowed,
      used,
      remaining: allowed - used,
      suspended: false,
      overdue: today > w.due,
      finished: false,
      steps: [],
      provisional: false,
    }
    return [{ clock: `step:${w.element}`, unit: w.unit, count }]
  })
}
