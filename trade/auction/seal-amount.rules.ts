// Browser-safe: a reserve or a sealed bid as its envelope takes it; in the browser of who knows it, in tests, in the demonstration.
import { hex, randomKey } from '../envelope/bytes.rules.ts'
import type { BoxTerms, SignedManifest } from '../envelope/manifest.shape.ts'
import { type Sealing, sealBid } from '../envelope/seal.rules.ts'
import { reserveDigest, sealDigest } from './digest.rules.ts'

export type AmountToSeal = {
  what: 'reserve' | 'bid'
  /** Of the sale. */
  number: string
  amount: number
  terms: BoxTerms
  /** His number in the box; of a bid, in the sale too. */
  bidder: number
  version: number
  keep: Sealing['keep']
  /** Of 32 bytes that nobody can guess; another one only for demonstrations. */
  random?: () => Uint8Array
}

/** The envelope, and the digest that is published of what is in it. */
export async function sealAmount(of: AmountToSeal): Promise<{ digest: string; signed: SignedManifest }> {
  const { what, number, amount, terms, bidder, version, keep, random = randomKey } = of
  const salt = hex(random())
  const none = { data: {}, files: [] }
  const data: Record<string, string | number> = what === 'reserve' ? { reserve: amount, salt } : { amount, salt }
  const signed = await sealBid({
    ...{ terms, bidder, version, keep, random, signer: random() },
    bid: { sheet: { data, files: [] }, identity: none, documents: none },
  })
  const digest = what === 'reserve' ? reserveDigest(number, amount, salt) : sealDigest(number, bidder, amount, salt)
  return { digest, signed }
}
