import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { profiles } from '../../trade/profile/index.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const period = z.object({ value: z.int(), unit: z.enum(['working-day', 'calendar-day']), confirmed: z.boolean() })
/** What is sold, and by which rules: equity, assets, leases and public resources are rows of one table. */
export const saleKind = z.object({
  id: z.string(),
  title: bilingual,
  appraisal: z.boolean(),
  disclosure: period,
  extension: period,
  /** Percent of the floor. */
  deposit: z.object({ most: z.int(), confirmed: z.boolean() }),
  /** What follows where one alone is left when disclosure ends. */
  one: z.enum(['agree', 'fail']),
  profiles: z.array(z.string()).min(1),
  priority: z.array(z.enum(['none', 'hall', 'after'])),
  /** Articles of 企业国有资产法. */
  law: z.array(z.int()),
  note: bilingual,
})
export type SaleKind = z.output<typeof saleKind>

export const saleKinds: readonly SaleKind[] = saleKind
  .array()
  .parse(JSON.parse(readFileSync(new URL('kinds.json', import.meta.url), 'utf8')))
for (const k of saleKinds)
  for (const p of k.profiles)
    if (!profiles.some((x) => x.id === p)) throw new Error(`kind of sale ${k.id}: there is no profile ${p}`)

/** @throws where there is none: forms are checked when they are filed */
export function saleKindOf(id: string): SaleKind {
  const found = saleKinds.find((k) => k.id === id)
  if (!found) throw new Error(`no kind of sale ${id}`)
  return found
}
