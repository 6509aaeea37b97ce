// Browser-safe.
import { z } from 'zod'

/**
 * For whom a bidder bids where it is not himself: a company of which he is a member, or who authorised him in writing (拍卖法 art. 34).
 * An authority is known by its principal: one that was renewed is as good as the one that ended.
 */
export const forWhom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), id: z.uuid(), name: z.string() }),
  z.object({ kind: z.literal('authority'), principal: z.string(), name: z.string(), until: z.iso.date() }),
])
export type ForWhom = z.output<typeof forWhom>
