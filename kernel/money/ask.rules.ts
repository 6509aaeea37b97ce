import { addDays, dayOf, startOfDay } from '../calendar/index.ts'

const HOUR = 3_600_000
/** The next half past eight in the morning: the statement of the day before is there by then. */
export function nextAsk(now: Date): Date {
  const today = new Date(startOfDay(dayOf(now)).getTime() + 8.5 * HOUR)
  return today > now ? today : new Date(startOfDay(addDays(dayOf(now), 1)).getTime() + 8.5 * HOUR)
}
/** After so many times without an answer: a quarter of an hour, twice that, at most four hours. */
export const askAgain = (now: Date, tries: number): Date =>
  new Date(now.getTime() + Math.min(4 * HOUR, (HOUR / 4) * 2 ** tries))
/** Days that are asked for again each time: banks book late. */
export const OVERLAP = 5
