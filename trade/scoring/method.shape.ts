// Browser-safe: how bids are evaluated, as data. Decimals are texts, read exactly.
import { z } from 'zod'

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,9})?$/)
const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const rounding = z.object({ places: z.int().min(0).max(12), mode: z.enum(['half-up', 'cut']) })

/** With at most so many bids, so many of the highest and of the lowest are left out; the last row has no `upTo`. */
const trim = z.object({ upTo: z.int().positive().optional(), high: z.int().min(0), low: z.int().min(0) })
const factor = z.object({ from: decimal, to: decimal, step: decimal })

export const benchmark = z.discriminatedUnion('kind', [
  /** The mean of what is left, times K. */
  z.object({ kind: z.literal('mean'), trim: z.array(trim).min(1), k: factor.optional() }),
  /** Bids off the mean by more than so many percent are left out; the mean of the rest, times K. */
  z.object({ kind: z.literal('outliers'), percent: decimal, k: factor.optional() }),
  /** A = ceiling·(1 − Δ); C = the lowest bid not below `floor`·(`own`·mean + (1 − `own`)·ceiling); B one of the bids in [C, `below`·A); base = (a·A + b·B + c·C)·K. */
  z.object({
    kind: z.literal('abc'),
    weights: z.object({ a: decimal, b: decimal, c: decimal }),
    floor: decimal,
    own: decimal,
    below: decimal,
    delta: factor,
    k: factor,
  }),
])
export type Benchmark = z.output<typeof benchmark>

export const price = z.discriminatedUnion('kind', [
  /** Lowest price ÷ price × points. */
  z.object({ kind: z.literal('ratio') }),
  /** Full points at the benchmark, less so many for each percent above or below it. */
  z.object({ kind: z.literal('benchmark'), benchmark, above: decimal, below: decimal }),
])

export const deduction = z.object({
  /** What a bid must be for it. */
  flag: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: bilingual,
  /** Off the price that is evaluated; never off the price of the contract. */
  percent: decimal,
})

export const TIES = ['lower-price', 'higher-points', 'draw'] as const
export const method = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().positive(),
  title: bilingual,
  from: z.iso.date(),
  to: z.iso.date().optional(),
  /** `confirmed` false: a secondary source, or our reading; pages say so. */
  sources: z.array(z.object({ of: bilingual, confirmed: z.boolean() })).min(1),
  kind: z.enum(['lowest', 'composite']),
  /** Of a composite: how many points the price has; the rest are criteria. */
  price: z.object({ points: decimal, by: price }).optional(),
  criteria: z.array(z.object({ id: z.string(), title: bilingual, points: decimal })).default([]),
  deductions: z.array(deduction).default([]),
  rounding: z.object({
    benchmark: rounding.optional(),
    deviation: rounding.optional(),
    score: rounding,
  }),
  ties: z.array(z.enum(TIES)).min(1),
  candidates: z.int().positive().max(10),
})
export type Method = z.output<typeof method>
