import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'

const place = z.string().regex(/^[1-9]\d{5}$/)
/** What is signed: one message of a direction. `act`: the act that it follows from, whose proof comes along. */
export const envelope = z.strictObject({
  v: z.literal('gnomon-node/1'),
  from: place,
  to: place,
  number: z.int().min(1),
  kind: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  at: z.iso.datetime(),
  act: z.uuid(),
  body: z.record(z.string(), z.any()),
})
export type Envelope = z.output<typeof envelope>

/** What the receiver signs: that it has this message, and what came of it. */
export const receipt = z.strictObject({
  v: z.literal('gnomon-node-receipt/1'),
  from: place,
  to: place,
  number: z.int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  outcome: z.enum(['taken', 'refused']),
  /** Why it was refused. */
  code: z.string().optional(),
  result: z.record(z.string(), z.any()),
})
export type Receipt = z.output<typeof receipt>

/** The text of a note: RFC 8785 and a newline. */
export const noteText = (value: Envelope | Receipt): string => `${canonicalize(value)!}\n`

/** Reads what was signed; undefined where it is not of this shape, or not written as it must be: one content has one digest. */
export function readText<T extends Envelope | Receipt>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text)).data
    return read && noteText(read) === text ? read : undefined
  } catch {
    return undefined
  }
}

export const digestOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** What a message is to its direction: the next one, one that came before, or one that leaves others out. */
export function standing(number: number, last: number): 'next' | 'before' | 'gap' {
  return number === last + 1 ? 'next' : number <= last ? 'before' : 'gap'
}

/** Milliseconds until a message is tried again: from a quarter of a second to half a minute. */
export const waitAfter = (failures: number): number => Math.min(30_000, 250 * 2 ** Math.min(failures, 10))

/** The place that a case's number or a code names. */
export const placeOfNumber = (number: string): string => number.slice(0, 6)
