import { z } from 'zod'
import { addDays, isWorkingDay } from '../../kernel/calendar/index.ts'
import given from './counters.json' with { type: 'json' }

export type Booking = {
  jurisdiction: string
  id: string
  unit: string
  day: string
  time: string
  personId: string
  itemCode: string | null
  number: string
  state: 'held' | 'booked' | 'cancelled' | 'came'
  heldUntil: Date | null
}

const clock = z.string().regex(/^\d\d:\d\d$/)
export const counters = z
  .object({
    sessions: z.array(z.object({ from: clock, to: clock })),
    minutes: z.int().min(5),
    seats: z.int().min(1),
    daysAhead: z.int().min(1),
    holdMinutes: z.int().min(1),
    /** Going out to look: how long each time is, and how many parties of officers a unit can send at once. */
    outings: z.object({ minutes: z.int().min(5), crews: z.int().min(1) }),
    source: z.object({ zh: z.string(), en: z.string() }),
    confirmed: z.boolean(),
  })
  .parse(given)

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const timesOf = (minutes: number): string[] =>
  counters.sessions.flatMap(({ from, to }) => {
    const [first, end] = [minutesOf(from), minutesOf(to)]
    return Array.from({ length: Math.floor((end - first) / minutes) }, (_, i) => timeOf(first + i * minutes))
  })
/** The times of a day at which somebody may come; at which officers may go out. */
export const TIMES: readonly string[] = timesOf(counters.minutes)
export const OUTINGS: readonly string[] = timesOf(counters.outings.minutes)
/** The time for going out in which this one lies. */
export const outingAt = (time: string): string | undefined =>
  OUTINGS.findLast((t) => t <= time && minutesOf(time) < minutesOf(t) + counters.outings.minutes)
export const isOutingTime = (day: string, time: string, today: string): boolean =>
  day >= today && isWorkingDay(day) && OUTINGS.includes(time)

/** When the slot begins; the city's time is eight hours ahead. */
export const startsAt = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`)
export const endsAt = (day: string, time: string): Date =>
  new Date(startsAt(day, time).getTime() + counters.minutes * 60_000)

/** Working days on which somebody may come, from today on. */
export function openDays(today: string): string[] {
  const days: string[] = []
  for (let day = today; days.length < counters.daysAhead; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  return days
}

/** Whether there is such a slot, and it has not begun: never on a holiday, never in the past. */
export const isOpen = (day: string, time: string, today: string, now: Date): boolean =>
  openDays(today).includes(day) && TIMES.includes(time) && startsAt(day, time) > now
