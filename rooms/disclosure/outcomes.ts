import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { cite, figuresIn } from '../../kernel/law/index.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const row = z.object({
  code: z.string(),
  title: bilingual,
  article: z.int(),
  group: z.enum(['granted', 'partly', 'refused', 'cannot', 'not-processed', 'other']),
  /** What must stand on the case before it can be answered so. */
  needs: z.enum(['search', 'consultation', 'correction', 'earlier', 'reasons', 'fee']).optional(),
  /** What the answer says besides: where to go with it. */
  tells: bilingual.optional(),
})
export type Outcome = z.output<typeof row>

/** The rows of the official form (国办公开办函〔2021〕30号), each with the article that it stands on. */
export const outcomes: readonly Outcome[] = z
  .array(row)
  .parse(JSON.parse(readFileSync(new URL('outcomes.json', import.meta.url), 'utf8')))
export const outcomeOf = (code: string): Outcome | undefined => outcomes.find((o) => o.code === code)
export const LAW = '政府信息公开条例'
for (const o of outcomes) cite(LAW, o.article)

export const figures = figuresIn(new URL('figures.json', import.meta.url))

const fees = z.object({
  from: z.iso.date(),
  items: z.array(z.object({ upTo: z.int(), fen: z.int() })),
  itemsBeyond: z.object({ each: z.int(), adds: z.int() }),
  pages: z.array(z.object({ upTo: z.int(), fen: z.int() })),
  pagesBeyond: z.int(),
  /** The one way that the authority uses. */
  chosen: z.enum(['items', 'pages']),
})
export const feeTable = fees.parse(JSON.parse(readFileSync(new URL('fees.json', import.meta.url), 'utf8')))
export type FeeTable = z.output<typeof fees>
