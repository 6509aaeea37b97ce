import { z } from 'zod'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const pool = z.object({
  name: z.string(),
  digest: hex,
  members: z.array(z.object({ id: z.string(), weight: z.int(), stratum: z.string() })),
  excluded: z.array(z.object({ id: z.string(), reason: z.string() })),
  apart: z.array(z.object({ id: z.string(), of: z.string(), reason: z.string() })),
  take: z.record(z.string(), z.int()),
  each: z.string().nullable(),
})

/** What is published of a draw, as far as it has come: first the commitment, then what was closed, then seed and result. */
export const drawRecord = z.object({
  format: z.literal('gnomon-draw/1'),
  id: z.uuid(),
  purpose: z.object({ zh: z.string(), en: z.string() }),
  commitment: hex,
  committedAt: z.iso.datetime(),
  closed: z
    .object({
      at: z.iso.datetime(),
      pools: z.array(pool),
      numbers: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), step: z.string() })),
      words: z.string().nullable(),
      /** The root of the first checkpoint of the public ledger after the closing is mixed in. */
      checkpoint: z.boolean(),
    })
    .nullable(),
  revealed: z
    .object({
      at: z.iso.datetime(),
      seed: hex,
      nonce: hex,
      root: z.object({ size: z.int(), root: hex }).nullable(),
      result: z.object({
        drawn: z.array(
          z.object({ pool: z.string(), of: z.string().nullable(), stratum: z.string(), ids: z.array(z.string()) }),
        ),
        numbers: z.record(z.string(), z.string()),
      }),
    })
    .nullable(),
})
export type DrawRecord = z.output<typeof drawRecord>
