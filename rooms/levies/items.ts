import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { citationProblem, formatCitation } from '../../kernel/law/index.ts'
import type { Citation, Text } from '../../kernel/platform/index.ts'
import { itemView } from './contract.ts'

const row = itemView.extend({ duty: z.string() })
export type LevyItem = z.output<typeof row>
export type Relief = LevyItem['reliefs'][number]

/** What may be levied: rows with basis, standard and days; one that was abolished stays, with its last day. */
export const ITEMS: readonly LevyItem[] = z
  .array(row)
  .parse(JSON.parse(readFileSync(new URL('items.json', import.meta.url), 'utf8')))
for (const item of ITEMS)
  for (const c of [...item.basis, ...item.reliefs.flatMap((r) => r.basis)]) {
    const problem = citationProblem(c)
    if (problem) throw new Error(`${item.id}: ${problem.en}`)
  }

const inForce = (r: { from: string; to?: string | undefined }, day: string) =>
  r.from <= day && (r.to === undefined || day <= r.to)
export const itemOf = (id: string): LevyItem | undefined => ITEMS.find((i) => i.id === id)
export const isLevied = (item: LevyItem, day: string): boolean => inForce(item, day)
export const reliefOf = (item: LevyItem, id: string, day: string): Relief | undefined =>
  item.reliefs.find((r) => r.id === id && inForce(r, day))

/** The grounds as the act says them: articles, or the document that could not be read. */
export const groundsOf = (basis: readonly Citation[], said?: Text): string =>
  [...basis.map((c) => formatCitation(c, 'zh')), ...(said ? [said.zh] : [])].join('；')
