// Browser-safe. One random secret a package; key, polynomial, shares, commitments and the boxes to the trustees all follow from it.
// So whoever knows it (everybody, once a package was opened) can make the whole deal again and see who is at fault. The alternative
// that lost: random polynomials with a sealed seed, and proofs of correct decryption from trustees; more to check, and no more proven.
import { hkdf } from '@noble/hashes/hkdf'
import { sha256 } from '@noble/hashes/sha2'
import { base64, concat, digestOf, FORMAT, hex, sameBytes, unbase64, unhex, utf8 } from './bytes.rules.ts'
import { openFrom, sealTo } from './hpke.rules.ts'
import type { SealedPackage } from './manifest.shape.ts'
import { combine, type Share, shareOf } from './shamir.rules.ts'

export type Deal = Pick<SealedPackage, 'commit' | 'shares'>
type Holder = { no: number; key: string }

const derive = (secret: Uint8Array, bound: Uint8Array, label: string): Uint8Array =>
  hkdf(sha256, secret, bound, `${FORMAT} ${label}`, 32)
export const contentKey = (secret: Uint8Array, bound: Uint8Array): Uint8Array => derive(secret, bound, 'key')
const commitOf = (secret: Uint8Array, bound: Uint8Array): string => hex(digestOf('secret', bound, secret))
const shareCommit = (no: number, value: Uint8Array, bound: Uint8Array): string =>
  hex(digestOf('share', bound, new Uint8Array([no]), value))
const tied = (no: number, bound: Uint8Array) => ({
  info: utf8(`${FORMAT} share`),
  aad: concat(bound, new Uint8Array([no])),
})

function sharesFrom(secret: Uint8Array, bound: Uint8Array, threshold: number, holders: readonly Holder[]): Share[] {
  const coefficients = Array.from({ length: threshold - 1 }, (_, j) => derive(secret, bound, `coefficient ${j + 1}`))
  return holders.map(({ no }) => ({ no, value: shareOf(secret, coefficients, no) }))
}

/** A part of the secret for each trustee, sealed to him, with what commits to each. */
export async function deal(
  secret: Uint8Array,
  bound: Uint8Array,
  threshold: number,
  holders: readonly Holder[],
): Promise<Deal> {
  const shares = await Promise.all(
    sharesFrom(secret, bound, threshold, holders).map(async ({ no, value }, i) => {
      const { enc, box } = await sealTo(
        unhex(holders[i]!.key),
        value,
        derive(secret, bound, `box ${no}`),
        tied(no, bound),
      )
      return { commit: shareCommit(no, value, bound), enc: hex(enc), box: base64(box) }
    }),
  )
  return { commit: commitOf(secret, bound), shares }
}

/** A trustee’s share; undefined where what was sealed to him is none, which he says instead of it. */
export async function shareFor(
  trusteeSecret: Uint8Array,
  no: number,
  sealed: SealedPackage['shares'][number],
  bound: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    const value = await openFrom(trusteeSecret, { enc: unhex(sealed.enc), box: unbase64(sealed.box) }, tied(no, bound))
    return shareHolds(no, value, sealed.commit, bound) ? value : undefined
  } catch {
    return undefined
  }
}

export const shareHolds = (no: number, value: Uint8Array, commit: string, bound: Uint8Array): boolean =>
  shareCommit(no, value, bound) === commit

/** The secret, where so many shares that hold give the one that was committed to. */
export function secretFrom(shares: readonly Share[], commit: string, bound: Uint8Array): Uint8Array | undefined {
  const secret = combine(shares)
  return commitOf(secret, bound) === commit ? secret : undefined
}

/**
 * The trustees to whom something else was dealt than the protocol makes of the secret. Empty for whoever kept to it; else the bidder
 * is at fault, whichever trustees opened: no bid opens with some and not with others.
 */
export async function dealtWrong(
  secret: Uint8Array,
  bound: Uint8Array,
  threshold: number,
  holders: readonly Holder[],
  said: Deal,
): Promise<number[]> {
  const right = await deal(secret, bound, threshold, holders)
  return holders.flatMap(({ no }, i) => {
    const [a, b] = [right.shares[i]!, said.shares[i]]
    return b && a.commit === b.commit && a.enc === b.enc && sameBytes(unbase64(a.box), unbase64(b.box)) ? [] : [no]
  })
}

/** A trustee’s share as it is released: hex, or null where there is none. */
export async function openedShare(...of: Parameters<typeof shareFor>): Promise<string | null> {
  const value = await shareFor(...of)
  return value ? hex(value) : null
}
