import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Clock, type ClockEvent, runClock } from '../calendar/index.ts'
import type { Citation } from '../platform/index.ts'
import { citationProblem } from './citation.ts'

const row = z.object({
  id: z.string(),
  value: z.number(),
  unit: z.enum(['working-day', 'calendar-day', 'month', 'year', 'fen', 'percent', 'permille', 'persons']),
  basis: z.array(
    z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional(), item: z.int().optional() }),
  ),
  /** First and last day on which it is the law. */
  from: z.iso.date(),
  to: z.iso.date().optional(),
  note: z.object({ zh: z.string(), en: z.string() }).optional(),
  /** Whether an end on a day off moves on (民法典 art. 203); not where the days run against whom the limit protects. */
  rolls: z.boolean().default(true),
  /** False where its source could not be confirmed: pages say so. */
  confirmed: z.boolean().default(true),
})
export type Figure = z.output<typeof row> & { basis: Citation[] }

/**
 * The figures of law that a room runs by: rows of data with articles and dates, read once. Asking for one that no row gives on that
 * day throws, and so does a row whose citation does not stand.
 */
export function figuresIn(file: string | URL): { at(id: string, day: string): Figure; all: readonly Figure[] } {
  const all = z.array(row).parse(JSON.parse(readFileSync(file, 'utf8'))) as Figure[]
  for (const f of all)
    for (const c of f.basis) {
      const problem = citationProblem(c)
      if (problem) throw new Error(`${f.id}: ${problem.en}`)
    }
  return {
    all,
    at(id, day) {
      const found = all.find((f) => f.id === id && f.from <= day && (f.to === undefined || day <= f.to))
      if (!found) throw new Error(`no figure ${id} on ${day}`)
      return found
    },
  }
}

const UNITS = {
  'working-day': 'working-days',
  'calendar-day': 'calendar-days',
  month: 'months',
  year: 'years',
} as const

/**
 * A clock by a row of law: what happened to it, and how it stands at an instant. An end on a day off moves on (民法典 art. 203;
 * 民事诉讼法 art. 85), but for limits of working days, which end on none, and for rows that say so.
 */
export function clockBy(
  row: Pick<Figure, 'value' | 'unit' | 'basis'> & { rolls?: boolean },
  events: ClockEvent[],
  at: Date,
): Clock {
  const unit = UNITS[row.unit as keyof typeof UNITS]
  if (!unit) throw new Error(`${row.unit} is no unit of time`)
  const begun = events.find((e) => e.what === 'start')!.at
  return runClock(
    { count: row.value, unit, roll: unit !== 'working-days' && row.rolls !== false, basis: row.basis },
    events,
    at < begun ? begun : at,
  )!
}
