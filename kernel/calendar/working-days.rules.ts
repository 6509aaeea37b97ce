import chineseDays from 'chinese-days'
import { type Text, text } from '../platform/text.ts'

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

/** The last year whose holiday calendar the State Council has published; later years are counted by weekends alone. */
export const PUBLISHED_THROUGH = 2026

const known = new Map<Day, DayKind>()

/** What kind of day it is under the State Council's calendar of its year; make-up days 调休 are working days. */
export function kindOf(day: Day): DayKind {
  const cached = known.get(day)
  if (cached) return cached
  const { work, name } = chineseDays.getDayDetail(day) as { work: boolean; name: string }
  const [en, zh] = name.split(',')
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  const named = zh ? { name: text(zh, en!) } : {}
  const made: DayKind = {
    day,
    working: work,
    kind: work ? (weekend ? 'make-up' : 'workday') : zh ? 'holiday' : 'weekend',
    ...named,
    provisional: Number(day.slice(0, 4)) > PUBLISHED_THROUGH,
  }
  if (known.size < 20_000) known.set(day, made)
  return made
}

export const isWorkingDay = (day: Day): boolean => kindOf(day).working

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
