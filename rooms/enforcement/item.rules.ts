import { z } from 'zod'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { KINDS } from './contract.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const citation = z.object({
  law: z.string(),
  article: z.int(),
  paragraph: z.int().optional(),
  item: z.int().optional(),
})

/** What an item of penalty says beyond any item: the conduct, the statute's range by its versions, the standard, the thresholds. */
export const penaltyItem = z.object({
  procedure: z.enum(['ordinary', 'simple']),
  conduct: bilingual,
  prohibited: z.array(citation).min(1),
  /** Versions of the law with their days; `low` and `high` are FEEL over the case's facts, in yuan. */
  statute: z
    .array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date().optional(),
        low: z.string(),
        high: z.string(),
        kinds: z.array(z.enum(KINDS)).min(1),
        basis: z.array(citation).min(1),
        confirmed: z.boolean().default(true),
      }),
    )
    .min(1),
  /** The discretion standard and the decision of it that gives the band. */
  standard: z.string(),
  decision: z.string(),
  /** Facts that the system looks up in the register of penalties: no earlier one of this item in so many years. */
  looked: z.array(z.object({ field: z.string(), years: z.int().min(1) })),
  /** From which fine (分) a hearing must be offered (行政处罚法 art. 63). */
  hearing: z.object({
    citizen: z.int(),
    organisation: z.int(),
    source: bilingual,
    from: z.iso.date(),
    confirmed: z.boolean(),
  }),
  /** Within how many working days a decision is published. */
  publishDays: z.int().min(1),
  /** Years after which it is too late (行政处罚法 art. 36). */
  years: z.union([z.literal(2), z.literal(5)]).default(2),
  orders: z.array(z.string()).default([]),
  /** Lists on which such a penalty puts the party: by which law, for how long, how it is repaired (`kernel/parties`). */
  marks: z
    .array(
      z.object({
        list: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
        title: bilingual,
        level: z.enum(['note', 'bar']),
        purposes: z.array(z.string()).min(1),
        /** Where only some penalties do: of these kinds, of at least so much. */
        kinds: z.array(z.enum(KINDS)).optional(),
        atLeast: z.int().default(0),
        months: z.int().min(1),
        basis: z.array(citation).min(1),
        repair: bilingual,
        source: bilingual,
        confirmed: z.boolean(),
      }),
    )
    .default([]),
})
export type PenaltyItem = z.output<typeof penaltyItem>
export type MarkRule = PenaltyItem['marks'][number]

const read = new WeakMap<object, PenaltyItem>()
/** @throws where the version is no penalty's: publication checks it (`CaseKind.item`) */
export function ownOf(item: ItemVersion | undefined): PenaltyItem {
  const own = item!.content.own ?? {}
  const known = read.get(own)
  if (known) return known
  const parsed = penaltyItem.parse(own)
  read.set(own, parsed)
  return parsed
}
