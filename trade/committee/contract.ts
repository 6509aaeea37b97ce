// Browser-safe: what a member hands in, and the draw of a committee.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

/** For each bid points by criterion, or a rejection by one of the market's codes with its reason. */
export const verdict = z.object({
  bidder: z.coerce.number().int().positive(),
  reject: z
    .string()
    .regex(/^[1-9]$/)
    .optional(),
  reason: z.string().trim().max(500).default(''),
  /** Of what deviates from the documents without being rejected, what it would cost, in yuan (评标价 adds it). */
  deviation: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,2})?$/)
    .optional(),
  /** By criterion, decimals. */
  points: z.record(z.string(), z.string().regex(/^\d{1,3}(\.\d{1,2})?$/)).default({}),
})
export type Verdict = z.output<typeof verdict>

const ofDraw = { id: z.uuid() }
/** The draw of a committee, by the system in the steps that hold the power. */
export const commitDraw = defineContract({
  id: 'committee.commit-draw',
  kind: 'write',
  title: text('承诺抽取种子', 'Commit to the seed'),
  input: z.object({ jurisdiction: z.string(), number: z.string().max(40) }),
  output: z.object(ofDraw),
})
export const pool = z.object({
  name: z.string(),
  members: z.array(z.object({ id: z.string(), weight: z.int(), stratum: z.string() })),
  excluded: z.array(z.object({ id: z.string(), reason: z.string() })),
  apart: z.array(z.object({ id: z.string(), of: z.string(), reason: z.string() })),
  take: z.record(z.string(), z.int()),
  each: z.null(),
})
export const closeDraw = defineContract({
  id: 'committee.close-draw',
  kind: 'write',
  title: text('封定名单', 'Close the pools'),
  input: z.object({
    ...ofDraw,
    pools: z.array(pool),
    numbers: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), step: z.string() })),
    words: z.string(),
    checkpoint: z.boolean(),
  }),
  output: z.object(ofDraw),
})
export const revealDraw = defineContract({
  id: 'committee.reveal-draw',
  kind: 'write',
  title: text('公布种子和结果', 'Open the seed'),
  input: z.object(ofDraw),
  output: z.object({
    drawn: z.array(z.object({ pool: z.string(), ids: z.array(z.string()) })),
    numbers: z.record(z.string(), z.string()),
  }),
})
