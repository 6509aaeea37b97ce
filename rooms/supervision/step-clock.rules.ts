import { type Count, count, dayOf, workingDaysBetween } from '../../kernel/calendar/index.ts'
import type { Work } from '../../kernel/cases/index.ts'

/**
 * An open step with a limit of its own (`gnomon:limit`) is a duty of its performer's: the unit that is late has the light, not the
 * one that leads the case. A step of a party is nobody's duty. Counted in working days from the day after it opened.
 */
export const stepClocks = (work: readonly Work[], at: Date): { clock: string; unit: string; count: Count }[] =>
  work.flatMap((w) => {
    if (!w.own || !w.unit || !w.due) return []
    const value = workingDaysBetween(dayOf(w.openedAt), w.due)
    const limit = { value, unit: 'working-day' as const, basis: [] }
    return [{ clock: `step:${w.element}`, unit: w.unit, count: count({ limit, start: w.openedAt, at }) }]
  })
