// Browser-safe.
import { z } from 'zod'
import { type Contract, defineContract } from '../platform/contract.ts'
import type { Text } from '../platform/text.ts'

/** As many rows as a file and open data hold. */
export const MOST_LISTED = 10_000

const bilingual = z.object({ zh: z.string(), en: z.string() })
const base = { number: z.string(), unit: bilingual, status: z.string(), statusText: bilingual }

/** The public list of a kind of case: what its rows say, by which fields it is filtered and put in order (three at most; besides by number). */
export type PublicList = Contract<any, any, any, 'read'> & {
  shows: { where: readonly string[]; sorts: readonly string[] }
}

export function publicList<R extends z.ZodRawShape, F extends z.ZodRawShape, const S extends string>(of: {
  id: `${string}.${string}`
  title: Text
  row: R
  /** Optional values of fields that the kind's rows have. */
  where: F
  sorts: readonly S[]
}) {
  const contract = defineContract({
    id: of.id,
    kind: 'read',
    title: of.title,
    // Of all places, whatever number is typed.
    place: () => undefined,
    input: z.object({
      ...of.where,
      text: z.string().trim().max(100).optional(),
      unit: z.string().max(100).optional(),
      sort: z.enum(['number', ...of.sorts]).optional(),
      down: z.boolean().default(false),
      limit: z.int().min(1).max(MOST_LISTED).default(MOST_LISTED),
      offset: z.int().min(0).default(0),
    }),
    /** `total` is at most one more than MOST_COUNTED. */
    output: z.object({ rows: z.array(z.object({ ...base, ...of.row })), total: z.int() }),
  })
  return { ...contract, filters: of.where, shows: { where: Object.keys(of.where), sorts: of.sorts } }
}
