import {
  addDays,
  addMonths,
  addWorkingDays,
  dayOf,
  endOfDay,
  isWorkingDay,
  startOfDay,
  workingDayFrom,
} from '../calendar/index.ts'

/** A timer of a chart: an instant, or a duration in its parts. */
export type Timer = { at: Date } | { months: number; weeks: number; days: number; ms: number; clock: boolean }

const DURATION =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/
/** Ten years: a longer wait is a slip of the pen. */
const MOST_DAYS = 3660

/** ISO 8601 as BPMN's timeDuration and timeDate hold it; undefined for cycles, expressions and what is no time. */
export function parseTimer(written: string): Timer | undefined {
  if (DATE.test(written)) {
    const at = new Date(written)
    return Number.isNaN(at.getTime()) ? undefined : { at }
  }
  const m = DURATION.exec(written)
  if (!m) return undefined
  const [years, months, weeks, days, , hours, minutes, seconds] = m.slice(1).map((x) => Number(x ?? 0)) as number[]
  const ms = Math.round(((hours! * 60 + minutes!) * 60 + seconds!) * 1000)
  const timer = { months: years! * 12 + months!, weeks: weeks!, days: days!, ms, clock: m[5] !== undefined }
  return timer.months * 31 + weeks! * 7 + days! + ms / 86_400_000 > MOST_DAYS ? undefined : timer
}

/** Turns that are counted one by one. */
const MOST_TURNS = 20

/** How a timer repeats: `R3/PT4H` three times, `R/P1D` as often as its step is open; undefined for what is no such cycle. */
export function parseCycle(written: string): { duration: string; times: number | undefined } | undefined {
  const m = /^R(\d{0,3})\/(P.+)$/.exec(written)
  const timer = m && parseTimer(m[2]!)
  // An interval of nothing would ring for ever.
  if (!timer || 'at' in timer || timer.months + timer.weeks + timer.days + timer.ms === 0) return undefined
  const times = m[1] ? Number(m[1]) : undefined
  if (times !== undefined && (times < 1 || times > MOST_TURNS)) return undefined
  return { duration: m[2]!, times }
}

/**
 * When a timer that begins at `from` is due, in working time: days are working days, and the whole of the last one still counts
 * (行政许可法 art. 82); hours, minutes and seconds run on working days alone; years, months and weeks are the calendar's, and one
 * that ends on a day off ends on the next working day (民法典 art. 203). An instant is that instant.
 */
export function dueOf(timer: Timer, from: Date): Date {
  if ('at' in timer) return timer.at
  const { months, weeks, days, ms, clock } = timer
  const begun = dayOf(from)
  let day = addDays(addMonths(begun, months), weeks * 7)
  if (day !== begun || !clock) day = workingDayFrom(day)
  if (days > 0) day = addWorkingDays(months + weeks > 0 ? day : begun, days)
  if (!clock) return endOfDay(day)
  let at = startOfDay(day).getTime() + (from.getTime() - startOfDay(begun).getTime())
  for (let left = ms; ; ) {
    const next = startOfDay(addDays(dayOf(new Date(at)), 1)).getTime()
    if (isWorkingDay(dayOf(new Date(at)))) {
      if (left <= next - at) return new Date(at + left)
      left -= next - at
    }
    at = next
  }
}
