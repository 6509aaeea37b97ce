import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { dayOf } from '../../kernel/calendar/index.ts'
import { cite, type Figure, figuresIn } from '../../kernel/law/index.ts'
import type { Route, Way } from './route.rules.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))

/** Kinds of matter and who handles them: rows that a city edits. */
export const routes: readonly Route[] = z
  .array(
    z.object({
      code: z.string().regex(/^[a-z][a-z-]{1,40}$/),
      title: bilingual,
      group: bilingual,
      words: z.array(z.string().min(2)),
      unit: z.string(),
      district: z.boolean().optional(),
    }),
  )
  .parse(read('routes.json'))
/** Ways with rules of their own, to which some of what is said belongs. */
const others = z
  .array(
    z.object({
      code: z.string(),
      title: bilingual,
      path: z.string(),
      words: z.array(z.string()),
      basis: z.array(z.object({ law: z.string(), article: z.int() })),
    }),
  )
  .parse(read('elsewhere.json'))
for (const { basis } of others) for (const { law, article } of basis) cite(law, article)
export const ways: readonly (Way & { basis: { law: string; article: number }[] })[] = others

export const titleOf = (code: string) => (routes.find((r) => r.code === code) ?? routes.at(-1)!).title
const figures = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): Figure => figures.at(id, dayOf(on))
