import { z } from 'zod'

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const citation = z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional() })
const day = z.iso.date()
export const RISKS = ['A', 'B', 'C', 'D'] as const
export const risk = z.enum(RISKS)

/** A figure with its source and the days on which it holds; one whose source was not read says so, and so do the pages. */
const figure = z.object({
  value: z.int().min(0),
  unit: z.enum(['weight', 'visits-a-year', 'working-day', 'calendar-day']),
  basis: z.array(citation),
  source: bilingual,
  confirmed: z.boolean(),
  from: day,
  to: day.optional(),
})
export type Figure = z.output<typeof figure>

const item = z.object({
  code: z.string().regex(/^\d{6}-[A-Z]{2}-\d{3}$/),
  unit: z.string(),
  field: z.string().regex(/^[a-z][a-z-]{1,30}$/),
  title: bilingual,
  basis: z.array(citation).min(1),
  checks: z.array(z.object({ code: z.string().regex(/^\d{2}$/), title: bilingual })).min(1),
})
export type Item = z.output<typeof item>

/** 抽查事项清单, and the figures that inspections run by. */
export const listContent = z.object({
  items: z.array(item).min(1),
  /** How often a subject of a risk class is drawn, in proportion. */
  weights: z.array(figure.extend({ risk })),
  /** Most visits of one unit to one subject in a year, by risk class; a class without a row has no cap. */
  caps: z.array(figure.extend({ risk })),
  /** From the result to its publication, by field; `*` where a field has none. */
  publish: z.array(figure.extend({ field: z.string() })),
  /** From publication to the last day of an objection. */
  objection: z.array(figure),
  /** Longest time between the first and the last day on which an approved visit may be made. */
  window: z.array(figure),
  /** Longest time to put something right. */
  rectify: z.array(figure),
})
export type ListContent = z.output<typeof listContent>

/** The figure that is the law on a day. */
export const figureOn = <F extends Figure>(
  list: readonly F[],
  on: string,
  of: (f: F) => boolean = () => true,
): F | undefined => list.find((f) => of(f) && f.from <= on && (f.to === undefined || f.to >= on))
