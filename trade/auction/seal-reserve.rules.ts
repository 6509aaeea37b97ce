// Browser-safe: the reserve as its envelope takes it; in the seller's browser, in tests, in the demonstration.
import { hex, randomKey } from '../envelope/bytes.rules.ts'
import type { BoxTerms, SignedManifest } from '../envelope/manifest.shape.ts'
import { type Sealing, sealBid } from '../envelope/seal.rules.ts'
import { reserveDigest } from './digest.rules.ts'

export type ReserveToSeal = {
  /** Of the sale. */
  number: string
  reserve: number
  terms: BoxTerms
  bidder: number
  version: number
  keep: Sealing['keep']
  /** Of 32 bytes that nobody can guess; another one only for demonstrations. */
  random?: () => Uint8Array
}

export async function sealReserve(of: ReserveToSeal): Promise<{ digest: string; signed: SignedManifest }> {
  const { number, reserve, terms, bidder, version, keep, random = randomKey } = of
  const salt = hex(random())
  const none = { data: {}, files: [] }
  const signed = await sealBid({
    ...{ terms, bidder, version, keep, random, signer: random() },
    bid: { sheet: { data: { reserve, salt }, files: [] }, identity: none, documents: none },
  })
  return { digest: reserveDigest(number, reserve, salt), signed }
}
