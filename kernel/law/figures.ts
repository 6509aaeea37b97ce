import { readFileSync } from 'node:fs'
import { z } from 'zod'
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
