import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { citationProblem, figuresIn } from '../../kernel/law/index.ts'
import { citation } from '../../kernel/platform/index.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const row = z.object({
  id: z.string(),
  title: bilingual,
  level: z.enum(['national', 'local']),
  /** What provides for it: a local list needs a local regulation (国办发〔2020〕49号). */
  authority: z.enum(['law', 'regulation', 'policy', 'local-regulation', 'none']),
  basis: z.array(citation),
  /** For what it is asked: purposes of `embed-points.json`. */
  purposes: z.array(z.string()).min(1),
  mark: z.enum(['note', 'bar']),
  measures: z.array(bilingual),
  weight: z.enum(['general', 'serious']),
  /** In months, counted from the document. */
  term: z.object({ least: z.int().min(1), most: z.int() }),
  repairable: z.boolean().default(true),
  exit: bilingual,
  confirmed: z.boolean(),
  note: bilingual.optional(),
})
export type ListRow = z.output<typeof row>

/** The lists as data, with basis, level, measures, term and exit. */
export const lists: readonly ListRow[] = z
  .array(row)
  .parse(JSON.parse(readFileSync(new URL('lists.json', import.meta.url), 'utf8')))
for (const l of lists)
  for (const c of l.basis) {
    const problem = citationProblem(c)
    if (problem) throw new Error(`${l.id}: ${problem.en}`)
  }
export const listOf = (id: string): ListRow | undefined => lists.find((l) => l.id === id)

/** Whether anybody may be put on it: a law, a regulation, a confirmed policy; of a city's own only by local regulation. */
export const usable = (l: ListRow): boolean =>
  l.confirmed &&
  l.basis.length > 0 &&
  (l.level === 'national' ? l.authority !== 'none' : l.authority === 'local-regulation')

/** Days and months of law by which the room runs. */
export const figures = figuresIn(new URL('figures.json', import.meta.url))
