// Browser-safe: what is published of an opening. Whoever has it needs nobody to check it.
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { digestOf, hex, utf8 } from './bytes.rules.ts'
import { boxTerms, PACKAGES, signedManifest } from './manifest.shape.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
export const FAULTS = ['opened', 'platform', 'bidder', 'unclear'] as const
const released = z.object({
  no: z.int(),
  value: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
/** Packages that are published with the opening; the documents open to the committee, their digests to all. */
export const SHOWN = ['sheet', 'identity'] as const

export const openedEnvelope = z.object({
  digest: hex32,
  receivedAt: z.iso.datetime(),
  act: z.uuid(),
  signed: signedManifest,
  released: z.object({ sheet: z.array(released), identity: z.array(released), documents: z.array(z.int()) }),
  /** The encrypted sheet and identity, base64. */
  sealed: z.object({ sheet: z.string(), identity: z.string() }),
  outcome: z.enum(FAULTS),
  why: z.string().nullable(),
  wrong: z.array(z.int()),
  sheet: z.record(z.string(), z.union([z.string(), z.int()])).nullable(),
  identity: z.record(z.string(), z.union([z.string(), z.int()])).nullable(),
})
export type OpenedEnvelope = z.output<typeof openedEnvelope>

export const openingRecord = z.object({
  format: z.literal('gnomon-opening/1'),
  terms: boxTerms,
  sealed: z.object({
    at: z.iso.datetime(),
    act: z.uuid(),
    /** Digests of what counts, in the order of arrival. */
    list: z.array(hex32),
    digest: hex32,
    received: z.int(),
    replaced: z.int(),
    withdrawn: z.int(),
    late: z.int(),
  }),
  /** `digest`: of the results as they were opened, which the act of the opening holds. */
  opened: z.object({ at: z.iso.datetime(), act: z.uuid(), digest: hex32 }),
  envelopes: z.array(openedEnvelope),
})
export type OpeningRecord = z.output<typeof openingRecord>

/** What the deadline fixes, in one digest. */
export const listDigest = (box: string, list: readonly string[]): string =>
  hex(digestOf('list', utf8([box, ...list].map((l) => `${l}\n`).join(''))))

type ResultSaid = Pick<OpenedEnvelope, 'digest' | 'sheet' | 'identity'>
/** What was opened, in one digest: of each envelope what its sheet and identity say. */
export const resultsDigest = (results: readonly ResultSaid[]): string => {
  const said = results.map(({ digest, sheet, identity }) => [digest, sheet, identity])
  return hex(digestOf('results', utf8(canonicalize(said)!)))
}

/** What a bidder keeps. */
export const bidReceipt = z.object({
  format: z.literal('gnomon-bid-receipt/1'),
  number: z.string(),
  box: z.uuid(),
  bidder: z.int(),
  version: z.int(),
  digest: hex32,
  receivedAt: z.iso.datetime(),
  act: z.uuid().nullable(),
})
export type BidReceipt = z.output<typeof bidReceipt>
export { PACKAGES }
