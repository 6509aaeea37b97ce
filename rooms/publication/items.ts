import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { cite, figuresIn } from '../../kernel/law/index.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
export const LAW = '政府信息公开条例'

const item = z.object({
  code: z.string(),
  article: z.int(),
  item: z.int().optional(),
  title: bilingual,
  owner: bilingual,
  /** Kinds of the search whose entries are this item: projections of acts that are in the ledger. */
  finds: z.array(z.string()).default([]),
  /** Data sets of rooms. */
  open: z.array(z.string()).default([]),
  pages: z.array(z.object({ path: z.string(), title: bilingual })).default([]),
})
export type Item = z.output<typeof item>
/** The items of arts. 20, 21 and 50: what is to be published, by whom. */
export const items: readonly Item[] = z.array(item).parse(read('items.json'))
for (const i of items) cite(LAW, i.article)
export const itemOf = (code: string): Item | undefined => items.find((i) => i.code === code)

const duty = z.object({
  item: z.string().refine((code) => itemOf(code) !== undefined),
  /** The department's short name, after the city's code. */
  unit: z.string(),
  day: z.string().regex(/^\d\d-\d\d$/),
  limit: z.enum(['publish', 'yearly-report']),
  title: bilingual,
})
/** What is due every year, whether somebody thinks of it or not. */
export const duties = z.array(duty).parse(read('duties.json'))
export const figures = figuresIn(new URL('figures.json', import.meta.url))
