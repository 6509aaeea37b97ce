import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { citationProblem } from '../law/index.ts'
import { citation } from '../platform/index.ts'
import { EFFECTS } from './contract.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const row = z.object({
  purpose: z.string(),
  title: bilingual,
  /** Names of lists, or `*` for every list that says the purpose. */
  lists: z.array(z.string()).min(1),
  effect: z.enum(EFFECTS),
  basis: z.array(citation).min(1),
  from: z.iso.date(),
  to: z.iso.date().optional(),
  /** False where the source could not be confirmed: pages say so. */
  confirmed: z.boolean(),
  note: bilingual.optional(),
})
export type EmbedPoint = z.output<typeof row>

/** What an act may do with whoever stands on a list: rows with articles and dates, read once. */
export const embedPoints: readonly EmbedPoint[] = z
  .array(row)
  .parse(JSON.parse(readFileSync(new URL('embed-points.json', import.meta.url), 'utf8')))
for (const { basis, purpose } of embedPoints)
  for (const c of basis) {
    const problem = citationProblem(c)
    if (problem) throw new Error(`${purpose}: ${problem.en}`)
  }
