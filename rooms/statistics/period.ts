import { addDays, dayOf } from '../../kernel/calendar/index.ts'

/** The period that the address names, else the twelve months through today. */
export function periodOf(query: Record<string, string>, now: Date): { from: string; to: string } {
  const today = dayOf(now)
  const day = (typed: string | undefined) => (typed && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : undefined)
  const to = day(query.to) ?? today
  return { from: day(query.from) ?? addDays(to, -364), to }
}
