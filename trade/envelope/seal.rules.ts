// Browser-safe: sealing a bid. Nothing of it leaves but encrypted parts, and a manifest.
import { randomKey, sha256Of } from './bytes.rules.ts'
import { contentOf, type Head, headOf, type NamedSource, type Source } from './content.rules.ts'
import { contentKey, deal } from './deal.rules.ts'
import {
  type Bound,
  type BoxTerms,
  boundTo,
  PACKAGES,
  type PackageName,
  partSizes,
  type SealedPackage,
  type SignedManifest,
  signerKey,
  signManifest,
} from './manifest.shape.ts'
import { encryptParts } from './stream.rules.ts'

export type Bid = Record<PackageName, { data: Head['data']; files: readonly NamedSource[] }>
/** What a sealing can be gone on with: the secrets, and of what they are. A secret never seals two different contents. */
export type Draft = { heads: Record<PackageName, string>; secrets: Record<PackageName, Uint8Array>; bound: string }

export type Sealing = {
  terms: BoxTerms
  bidder: number
  version: number
  signer: Uint8Array
  bid: Bid
  /** Takes a part; not called again before it is kept. */
  keep(part: { name: PackageName; index: number; sha256: string; bytes: Uint8Array }): Promise<void>
  /** Kept before the first part goes out; given back, the sealing goes on where it stopped. */
  draft?: Draft
  kept?(draft: Draft): void
  /** Of 32 bytes that nobody can guess; another one only for vectors and demonstrations. */
  random?(): Uint8Array
  progress?(done: number, all: number): void
}

export async function sealBid(s: Sealing): Promise<SignedManifest> {
  const { terms, bidder, version } = s
  const said: Bound = {
    box: terms.box,
    number: terms.number,
    lot: terms.lot,
    bidder,
    version,
    deadline: terms.deadline,
  }
  // Read once for the digests, once to be sealed.
  const all = 2 * PACKAGES.reduce((n, p) => n + s.bid[p].files.reduce((m, f) => m + f.size, 0), 0)
  let done = 0
  const count = (bytes: number) => {
    done = Math.min(done + bytes, all)
    s.progress?.(done, all)
  }
  const heads = {} as Record<PackageName, Head>
  for (const name of PACKAGES) heads[name] = await headOf(name, s.bid[name].data, s.bid[name].files, count)
  const draft = draftOf(s.draft, heads, JSON.stringify(said), s.random ?? randomKey)
  s.kept?.(draft)
  const packages: SealedPackage[] = []
  for (const name of PACKAGES) {
    const bound = boundTo(said, name)
    const secret = draft.secrets[name]
    const content: Source = contentOf(heads[name], s.bid[name].files)
    const parts: SealedPackage['parts'] = []
    for await (const bytes of encryptParts(content, contentKey(secret, bound), bound)) {
      const sha256 = await sha256Of(bytes)
      await s.keep({ name, index: parts.length, sha256, bytes })
      parts.push({ sha256, size: bytes.length })
      count(bytes.length)
    }
    const dealt = await deal(secret, bound, terms.threshold, terms.trustees)
    packages.push({ name, plain: content.size, parts, ...dealt })
  }
  return signManifest(
    {
      format: terms.format,
      ...said,
      threshold: terms.threshold,
      trustees: terms.trustees.map(({ no, key }) => ({ no, key })),
      packages,
      signer: { algorithm: 'ed25519', key: signerKey(s.signer) },
    },
    s.signer,
  )
}

/** The draft that was kept, where it is of the very same content; else new secrets: the nonce of a chunk is used once a key. */
function draftOf(
  kept: Draft | undefined,
  heads: Record<PackageName, Head>,
  bound: string,
  random: () => Uint8Array,
): Draft {
  const now = Object.fromEntries(PACKAGES.map((p) => [p, JSON.stringify(heads[p])])) as Draft['heads']
  if (kept && kept.bound === bound && PACKAGES.every((p) => kept.heads[p] === now[p])) return kept
  const secrets = Object.fromEntries(PACKAGES.map((p) => [p, random()])) as Draft['secrets']
  return { heads: now, secrets, bound }
}

export const sizeWhenSealed = (plain: number): number => partSizes(plain).reduce((a, b) => a + b, 0)
