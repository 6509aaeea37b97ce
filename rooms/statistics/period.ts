import { z } from 'zod'
import { addDays, dayOf } from '../../kernel/calendar/index.ts'

const isDay = (typed: string): boolean => z.iso.date().safeParse(typed).success

/** The period that the address names, else the twelve months through today. */
export function periodOf(query: Record<string, string>, now: Date): { from: string; to: string } {
  const today = dayOf(now)
  const day = (typed: string | undefined) => (typed && /^[12]\d{3}-/.test(typed) && isDay(typed) ? typed : undefined)
  const to = day(query.to) ?? today
  return { from: day(query.from) ?? addDays(to, -364), to }
}
