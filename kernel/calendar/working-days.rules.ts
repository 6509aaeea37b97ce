import chineseDays from 'chinese-days'
import { type Text, text } from '../platform/text.ts'
import { statutoryHolidays } from './statutory-holidays.rules.ts'

/** A day in the city's time zone (Asia/Shanghai, UTC+8, no daylight saving): `YYYY-MM-DD`. */
export type Day = string

const SHIFT = 8 * 3_600_000
const DAY = 86_400_000

export const dayOf = (instant: Date): Day => new Date(instant.getTime() + SHIFT).toISOString().slice(0, 10)
/** Midnight at which the day begins, and the last millisecond in which a deadline on that day is still kept. */
export const startOfDay = (day: Day): Date => new Date(Date.parse(`${day}T00:00:00Z`) - SHIFT)
export const endOfDay = (day: Day): Date => new Date(startOfDay(day).getTime() + DAY - 1)
export const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)

export type DayKind = {
  day: Day
  working: boolean
  kind: 'workday' | 'make-up' | 'weekend' | 'holiday'
  name?: Text
  provisional: boolean
}

/**
 * The years whose holiday calendar the State Council has published and `chinese-days` holds. In all others the weekends and the
 * holidays that the law itself fixes are days off, and the day is provisional.
 */
export const PUBLISHED_FROM = 2004
export const PUBLISHED_THROUGH = 2026

const known = new Map<Day, DayKind>()
const fixed = new Map<number, Map<Day, Text>>()

/** What kind of day it is under the State Council's calendar of its year; make-up days 调休 are working days. */
export function kindOf(day: Day): DayKind {
  const cached = known.get(day)
  if (cached) return cached
  const year = Number(day.slice(0, 4))
  const made = year < PUBLISHED_FROM || year > PUBLISHED_THROUGH ? provisional(day, year) : published(day)
  if (known.size < 20_000) known.set(day, made)
  return made
}

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

function published(day: Day): DayKind {
  const { work, name } = chineseDays.getDayDetail(day) as { work: boolean; name: string }
  const [en, zh] = name.split(',')
  return {
    day,
    working: work,
    kind: work ? (isWeekend(day) ? 'make-up' : 'workday') : zh ? 'holiday' : 'weekend',
    ...(zh ? { name: text(zh, en!) } : {}),
    provisional: false,
  }
}

function provisional(day: Day, year: number): DayKind {
  let holidays = fixed.get(year)
  if (!holidays) fixed.set(year, (holidays = statutoryHolidays(year)))
  const name = holidays.get(day)
  const weekend = isWeekend(day)
  return {
    day,
    working: !name && !weekend,
    kind: name ? 'holiday' : weekend ? 'weekend' : 'workday',
    ...(name ? { name } : {}),
    provisional: true,
  }
}

export const isWorkingDay = (day: Day): boolean => kindOf(day).working

/** The day itself where it is a working day, else the next one that is: where an end on a day off moves (民法典 art. 203). */
export function workingDayFrom(day: Day): Day {
  let at = day
  while (!isWorkingDay(at)) at = addDays(at, 1)
  return at
}

/** Why an end moves; the Civil Code's paragraphs are not among those that `cite()` knows. */
export const NEXT_WORKING_DAY = text(
  '最后一日不是工作日，顺延到下一个工作日（民法典第二百零三条）',
  'the last day is a day off, so it moves to the next working day (Civil Code art. 203)',
)

/** The corresponding day of a later month, or the last of that month where it has none (民法典 art. 202). */
export function addMonths(day: Day, n: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The n-th working day after `day` (n ≥ 1), the day itself not counted (行政许可法 art. 82; 民法典 art. 201). */
export function addWorkingDays(day: Day, n: number): Day {
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left--
  }
  return at
}

/** Working days in (from, to]. */
export function workingDaysBetween(from: Day, to: Day): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at)) count++
  return count
}
