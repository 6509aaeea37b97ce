// Browser-safe: what is said in the clear of a sealed bid.
import { ed25519 } from '@noble/curves/ed25519'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { digestOf, FORMAT, hex, unhex, utf8 } from './bytes.rules.ts'

export const PACKAGES = ['sheet', 'identity', 'documents'] as const
export type PackageName = (typeof PACKAGES)[number]

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const b64 = z.string().regex(/^[A-Za-z0-9+/]{1,4000}={0,2}$/)
const instant = z.iso.datetime()

/** Who holds a part of every key. `no` is the share’s number. */
export const trustee = z.object({
  no: z.int().min(1).max(20),
  unit: z.string().min(1).max(100),
  title: z.object({ zh: z.string().min(1).max(100), en: z.string().min(1).max(100) }),
  key: hex32,
})
export type Trustee = z.output<typeof trustee>

/** What the notice fixes: whoever seals and whoever checks reads it here. */
export const boxTerms = z.object({
  format: z.literal(FORMAT),
  box: z.uuid(),
  number: z.string().min(1).max(40),
  lot: z.string().min(1).max(20),
  deadline: instant,
  threshold: z.int().min(2).max(20),
  trustees: z.array(trustee).min(2).max(20),
})
export type BoxTerms = z.output<typeof boxTerms>

const part = z.object({ sha256: hex32, size: z.int().positive().max(9_000_000) })
export const sealedPackage = z.object({
  name: z.enum(PACKAGES),
  /** Bytes of the padded content. */
  plain: z.int().positive().max(4_000_000_000),
  parts: z.array(part).min(1).max(500),
  /** Commits to the secret from which everything of this package follows. */
  commit: hex32,
  shares: z
    .array(z.object({ commit: hex32, enc: hex32, box: b64 }))
    .min(2)
    .max(20),
})
export type SealedPackage = z.output<typeof sealedPackage>

export const manifest = z.object({
  format: z.literal(FORMAT),
  box: z.uuid(),
  number: z.string().min(1).max(40),
  lot: z.string().min(1).max(20),
  bidder: z.int().positive(),
  version: z.int().positive(),
  deadline: instant,
  threshold: z.int().min(2).max(20),
  trustees: z
    .array(z.object({ no: z.int().min(1).max(20), key: hex32 }))
    .min(2)
    .max(20),
  packages: z.array(sealedPackage).length(PACKAGES.length),
  /** The bidder’s key, by which this is signed; opening never needs it again. */
  signer: z.object({ algorithm: z.literal('ed25519'), key: hex32 }),
})
export type Manifest = z.output<typeof manifest>
export const signedManifest = z.object({ manifest, signature: z.string().regex(/^[0-9a-f]{64,128}$/) })
export type SignedManifest = z.output<typeof signedManifest>

const said = (m: Manifest): Uint8Array => utf8(`${FORMAT} manifest\n${canonicalize(m)}`)
export const signManifest = (m: Manifest, secret: Uint8Array): SignedManifest => ({
  manifest: m,
  signature: hex(ed25519.sign(said(m), secret)),
})
export const signerKey = (secret: Uint8Array): string => hex(ed25519.getPublicKey(secret))
export function signatureHolds({ manifest: m, signature }: SignedManifest): boolean {
  try {
    return ed25519.verify(unhex(signature), said(m), unhex(m.signer.key))
  } catch {
    return false
  }
}
/** What the receipt and the list say of it. */
export const manifestDigest = (s: SignedManifest): string => hex(digestOf('envelope', utf8(canonicalize(s)!)))

export type Bound = Pick<Manifest, 'box' | 'number' | 'lot' | 'bidder' | 'version' | 'deadline'>
/** To which tender, lot, bidder, version, deadline and package every chunk, share and commitment is tied. */
export const boundTo = (m: Bound, name: PackageName): Uint8Array =>
  digestOf('bound', utf8([m.box, m.number, m.lot, m.bidder, m.version, m.deadline, name].map((v) => `${v}\n`).join('')))

/** Why a manifest is none that this box can take; undefined where it is one. */
export function manifestProblem({ manifest: m, signature }: SignedManifest, terms: BoxTerms): string | undefined {
  const same = (a: unknown, b: unknown) => canonicalize(a) === canonicalize(b)
  if (m.box !== terms.box || m.number !== terms.number || m.lot !== terms.lot) return 'another tender'
  if (m.deadline !== terms.deadline) return 'another deadline'
  if (m.threshold !== terms.threshold) return 'another threshold'
  if (
    !same(
      m.trustees,
      terms.trustees.map(({ no, key }) => ({ no, key })),
    )
  )
    return 'other trustees'
  if (
    !same(
      m.packages.map((p) => p.name),
      PACKAGES,
    )
  )
    return 'other packages'
  if (m.packages.some((p) => p.shares.length !== terms.trustees.length)) return 'shares are missing'
  if (
    m.packages.some(
      (p) =>
        !same(
          p.parts.map((x) => x.size),
          partSizes(p.plain),
        ),
    )
  )
    return 'parts of another size'
  if (!signatureHolds({ manifest: m, signature })) return 'not signed'
  return undefined
}

export const CHUNK = 65_536
export const TAG = 16
/** Chunks of one part: 8 MiB of content. */
export const PART_CHUNKS = 128
/** Sizes of the parts of a content of so many bytes, as they are stored. */
export function partSizes(plain: number): number[] {
  const sizes: number[] = []
  for (let left = plain; left > 0; ) {
    const inside = Math.min(left, CHUNK * PART_CHUNKS)
    sizes.push(inside + Math.ceil(inside / CHUNK) * TAG)
    left -= inside
  }
  return sizes
}
