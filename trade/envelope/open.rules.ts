// Browser-safe: opening, and who is at fault where it fails. The same for whichever trustees open; everything stands in the record.
import { sha256Of, unhex } from './bytes.rules.ts'
import { BadContent, ContentReader, type Head } from './content.rules.ts'
import { contentKey, dealtWrong, secretFrom, shareHolds } from './deal.rules.ts'
import { boundTo, type Manifest, type PackageName } from './manifest.shape.ts'
import { decryptParts, NotAuthentic } from './stream.rules.ts'

/** What a trustee released of one package; null: what was sealed to him could not be opened. */
export type Released = { no: number; value: string | null }

/**
 * `opened` · `short`: not enough shares yet, nothing is lost · `platform`: what is stored is not what was received (撤回, the platform
 * answers for it) · `bidder`: it is what the bidder sealed, and it is nothing (撤销) · `unclear`: too many trustees say that what was
 * sealed to them is no share; whether it is so they prove before whoever decides.
 */
export type Outcome =
  | { kind: 'opened'; head: Head; secret: Uint8Array; wrong: number[] }
  | { kind: 'short'; have: number; need: number; wrong: number[]; complain: number[] }
  | { kind: 'platform'; why: string; wrong: number[] }
  | { kind: 'bidder'; why: string; wrong: number[]; secret?: Uint8Array }
  | { kind: 'unclear'; complain: number[]; wrong: number[] }

export type Unlocked =
  | { secret: Uint8Array; wrong: number[]; fault?: string }
  | Extract<Outcome, { kind: 'short' | 'unclear' | 'bidder' }>

/** The secret of a package from what trustees released. A share that is not the committed one is its trustee’s fault (`wrong`). */
export async function unlock(m: Manifest, name: PackageName, released: readonly Released[]): Promise<Unlocked> {
  const p = m.packages.find((x) => x.name === name)!
  const bound = boundTo(m, name)
  const at = (no: number) => m.trustees.findIndex((t) => t.no === no)
  const known = released.filter((r) => at(r.no) >= 0)
  const complain = known.filter((r) => r.value === null).map((r) => r.no)
  const given = known.flatMap((r) => (r.value === null ? [] : [{ no: r.no, value: unhex(r.value) }]))
  const good = given.filter((s) => shareHolds(s.no, s.value, p.shares[at(s.no)]!.commit, bound))
  const wrong = given.filter((s) => !good.includes(s)).map((s) => s.no)
  if (good.length < m.threshold) {
    if (m.trustees.length - complain.length < m.threshold) return { kind: 'unclear', complain, wrong }
    return { kind: 'short', have: good.length, need: m.threshold, wrong, complain }
  }
  const secret = secretFrom(good.slice(0, m.threshold), p.commit, bound)
  // Every one of these shares is what the bidder committed to, and together they are not what he committed to.
  if (!secret) return { kind: 'bidder', why: 'the shares do not give the secret that was committed to', wrong }
  const bad = await dealtWrong(secret, bound, m.threshold, m.trustees, p)
  const fault = bad.length > 0 ? `something else was dealt to trustees ${bad.join(', ')}` : undefined
  // A trustee who says that his box does not open, while it is the one that the secret makes, is wrong himself.
  const liars = complain.filter((no) => !bad.includes(no))
  return { secret, wrong: [...wrong, ...liars], ...(fault ? { fault } : {}) }
}

/** Opens one package out of its stored parts. `each` gets the files’ bytes as they come. */
export async function openPackage(
  m: Manifest,
  name: PackageName,
  released: readonly Released[],
  part: (index: number) => Promise<Uint8Array | undefined>,
  each?: (file: number, bytes: Uint8Array) => void,
): Promise<Outcome> {
  const unlocked = await unlock(m, name, released)
  if ('kind' in unlocked) return unlocked
  const { secret, wrong, fault } = unlocked
  if (fault) return { kind: 'bidder', why: fault, wrong, secret }
  return { ...(await openWith(m, name, secret, part, each)), wrong }
}

/** The same with the secret in hand. */
export async function openWith(
  m: Manifest,
  name: PackageName,
  secret: Uint8Array,
  part: (index: number) => Promise<Uint8Array | undefined>,
  each?: (file: number, bytes: Uint8Array) => void,
): Promise<Outcome> {
  const p = m.packages.find((x) => x.name === name)!
  const bound = boundTo(m, name)
  const reader = new ContentReader(name, p.plain, each)
  class Altered extends Error {}
  async function* stored() {
    for (const [i, said] of p.parts.entries()) {
      const bytes = await part(i)
      if (!bytes || (await sha256Of(bytes)) !== said.sha256)
        throw new Altered(`part ${i} of ${name} is not what was received`)
      yield bytes
    }
  }
  try {
    for await (const chunk of decryptParts(stored(), p.plain, contentKey(secret, bound), bound)) reader.push(chunk)
    return { kind: 'opened', head: reader.end(), secret, wrong: [] }
  } catch (error) {
    if (error instanceof Altered) return { kind: 'platform', why: error.message, wrong: [] }
    if (error instanceof NotAuthentic)
      return { kind: 'bidder', why: `it was not encrypted with its key: ${error.message}`, wrong: [], secret }
    if (error instanceof BadContent) return { kind: 'bidder', why: error.message, wrong: [], secret }
    throw error
  }
}
