import { createHash, createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'

/** Who may be drawn: a stable id (printable ASCII without blanks), a weight of at least 1, the stratum it is drawn from. */
export type Member = { id: string; weight: number; stratum: string }
/**
 * One list to draw from, as it was closed. `excluded` are not drawn at all, `apart` not together with one that another pool gave
 * (回避, settled before anything is drawn). `take`: how many of each stratum. `each`: drawn anew for every one that the named pool gave.
 */
export type Pool = {
  name: string
  members: readonly Member[]
  excluded: readonly { id: string; reason: string }[]
  apart: readonly { id: string; of: string; reason: string }[]
  take: Readonly<Record<string, number>>
  each: string | null
}
/** A number to be drawn: from, from + step, … up to `to`; decimals, exact. */
export type NumberRange = { name: string; from: string; to: string; step: string }
/** All that is fixed before the seed is opened. `words`: what somebody who does not know the seed added. */
export type Closing = { pools: readonly Pool[]; numbers: readonly NumberRange[]; words: string | null }
export type Drawn = { pool: string; of: string | null; stratum: string; ids: string[] }
export type Result = { drawn: Drawn[]; numbers: Record<string, string> }

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
/** SHA-256 over the canonical JSON (RFC 8785) of a result. */
export const resultDigest = (result: Result): string => sha256(canonicalize(result)!)

export class DrawProblem extends Error {}

const WORD = /^[!-~]{1,120}$/
const MOST_WEIGHT = 1_000_000
const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Commits to a seed: SHA-256 over `gnomon-draw/1 seed`, a line feed, the 32 bytes of the seed, the 32 bytes of the nonce; in hex. */
export const commitmentOf = (seed: Uint8Array, nonce: Uint8Array): string =>
  createHash('sha256').update('gnomon-draw/1 seed\n').update(seed).update(nonce).digest('hex')

/** @throws DrawProblem where an id, a weight, a stratum or a number of a pool cannot be drawn from */
export function checkPool(pool: Pool): void {
  const wrong = (what: string) => {
    throw new DrawProblem(`${pool.name}: ${what}`)
  }
  const seen = new Set<string>()
  for (const { id, weight, stratum } of pool.members) {
    if (!WORD.test(id)) wrong(`the id ${JSON.stringify(id)} has blanks or is no ASCII`)
    if (!WORD.test(stratum)) wrong(`the stratum ${JSON.stringify(stratum)} has blanks or is no ASCII`)
    if (!Number.isInteger(weight) || weight < 1 || weight > MOST_WEIGHT) wrong(`the weight of ${id} is ${weight}`)
    if (seen.has(id)) wrong(`${id} stands twice`)
    seen.add(id)
  }
  for (const { id, reason } of pool.excluded) {
    if (!WORD.test(id) || !WORD.test(reason)) wrong(`the exclusion of ${JSON.stringify(id)} has blanks`)
    if (seen.has(id)) wrong(`${id} is excluded and a member`)
  }
  for (const { id, of, reason } of pool.apart)
    if (!WORD.test(id) || !WORD.test(of) || !WORD.test(reason)) wrong(`the recusal of ${JSON.stringify(id)} has blanks`)
  for (const [stratum, n] of Object.entries(pool.take))
    if (!WORD.test(stratum) || !Number.isInteger(n) || n < 0) wrong(`${n} of the stratum ${stratum}`)
}

/** The pool as text, by which its digest is made: one line a member, an exclusion, a recusal; sorted by their bytes. */
export function poolText(pool: Pool): string {
  const lines = [
    ...pool.members.map((m) => `+ ${m.id} ${m.weight} ${m.stratum}`),
    ...pool.excluded.map((e) => `- ${e.id} ${e.reason}`),
    ...pool.apart.map((a) => `x ${a.id} ${a.of} ${a.reason}`),
  ].sort(byBytes)
  return [`gnomon-pool/1 ${pool.name}`, ...lines, ''].join('\n')
}
export const poolDigest = (pool: Pool): string => sha256(poolText(pool))

/** What was closed, as text: pools by their digests, how many of each, numbers, words, and the root that came after it. */
export function closingText(closing: Closing, root: string | null): string {
  return [
    'gnomon-draw/1',
    ...closing.pools.map((p) => {
      const take = Object.entries(p.take)
        .sort(([a], [b]) => byBytes(a, b))
        .map(([stratum, n]) => `${stratum}=${n}`)
      return `pool ${p.name} ${poolDigest(p)} take ${take.join(',')}${p.each ? ` each ${p.each}` : ''}`
    }),
    ...closing.numbers.map((n) => `number ${n.name} ${n.from} ${n.to} ${n.step}`),
    `words ${closing.words === null ? '-' : sha256(closing.words)}`,
    `root ${root ?? '-'}`,
    '',
  ].join('\n')
}

/** HMAC-SHA256(seed, what was closed): nobody who fixed the one knew the other. */
export const keyOf = (seed: Uint8Array, closing: Closing, root: string | null): Buffer =>
  createHmac('sha256', seed).update(closingText(closing, root)).digest()

/** 64-bit integers, big-endian, out of HMAC-SHA256(key, label ‖ LF ‖ counter) for the counters 0, 1, 2 … */
export function* stream(key: Uint8Array, label: string): Generator<bigint, never> {
  for (let counter = 0; ; counter++) {
    const block = createHmac('sha256', key).update(`${label}\n${counter}`).digest()
    for (let at = 0; at < 32; at += 8) yield block.readBigUInt64BE(at)
  }
}

/** One of 0 … n−1, each equally likely: values past the last whole multiple of n are thrown away, so that no remainder favours any. */
export function uniform(from: Generator<bigint, never>, n: bigint): bigint {
  if (n < 1n) throw new DrawProblem('nothing to draw from')
  const limit = (1n << 64n) - ((1n << 64n) % n)
  for (;;) {
    const { value } = from.next()
    if (value < limit) return value % n
  }
}

/** `count` of the members without putting back, each time with a chance in proportion to the weight; in the order drawn. */
export function pick(members: readonly Member[], count: number, from: Generator<bigint, never>): string[] {
  const left = [...members].sort((a, b) => byBytes(a.id, b.id))
  if (left.length < count) throw new DrawProblem(`${count} asked of ${left.length}`)
  let total = left.reduce((sum, m) => sum + m.weight, 0)
  const drawn: string[] = []
  while (drawn.length < count) {
    let rest = Number(uniform(from, BigInt(total)))
    const at = left.findIndex((m) => (rest -= m.weight) < 0)
    const [one] = left.splice(at, 1)
    total -= one!.weight
    drawn.push(one!.id)
  }
  return drawn
}

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?$/
const places = (s: string): number => DECIMAL.exec(s)?.[3]?.length ?? 0
function scaled(s: string, to: number): bigint {
  const m = DECIMAL.exec(s)
  if (!m) throw new DrawProblem(`no decimal number: ${s}`)
  return BigInt(`${m[1]}${m[2]}${(m[3] ?? '').padEnd(to, '0')}`)
}

/** One of from, from + step, … ≤ to, as a decimal with as many places as the most exact of the three. */
export function pickNumber(range: NumberRange, from: Generator<bigint, never>): string {
  const digits = Math.max(places(range.from), places(range.to), places(range.step))
  const [first, last, step] = [scaled(range.from, digits), scaled(range.to, digits), scaled(range.step, digits)]
  if (step <= 0n || last < first) throw new DrawProblem(`no range: ${range.from} to ${range.to} by ${range.step}`)
  const value = first + step * uniform(from, (last - first) / step + 1n)
  if (digits === 0) return String(value)
  const bare = String(value < 0n ? -value : value).padStart(digits + 1, '0')
  return `${value < 0n ? '-' : ''}${bare.slice(0, -digits)}.${bare.slice(-digits)}`
}

const takes = (pool: Pool) =>
  Object.entries(pool.take)
    .filter(([, n]) => n > 0)
    .sort(([a], [b]) => byBytes(a, b))
const apartFrom = (pool: Pool, of: string) => new Set(pool.apart.flatMap((a) => (a.of === of ? [a.id] : [])))

const from = (pool: Pool, of: string | null, stratum: string) => {
  const not = of === null ? new Set<string>() : apartFrom(pool, of)
  return pool.members.filter((m) => m.stratum === stratum && !not.has(m.id))
}
const labelOf = (pool: Pool, of: string | null, stratum: string) =>
  ['pick', pool.name, ...(of === null ? [] : [of]), stratum].join(' ')

/** Why these pools could not be drawn from, whatever the seed says; empty where they can. Asked before they are closed. */
export function shortages(closing: Closing): { pool: string; of: string | null; stratum: string; has: number }[] {
  return closing.pools.flatMap((pool) => {
    const others = pool.each
      ? (closing.pools.find((p) => p.name === pool.each)?.members.map((m) => m.id) ?? [])
      : [null]
    return others.flatMap((of) => {
      return takes(pool).flatMap(([stratum, n]) => {
        const has = from(pool, of, stratum).length
        return has < n ? [{ pool: pool.name, of, stratum, has }] : []
      })
    })
  })
}

/**
 * Who is asked when one that was drawn cannot come: the order in which the draw would have gone on, behind those that it gave. The
 * stream is the same, so nobody is chosen anew, and whoever recomputes the draw recomputes this.
 */
export function standIns(
  seed: Uint8Array,
  closing: Closing,
  root: string | null,
  behind: { pool: string; of: string | null; stratum: string },
): string[] {
  const pool = closing.pools.find((p) => p.name === behind.pool)
  if (!pool) throw new DrawProblem(`no pool ${behind.pool}`)
  const members = from(pool, behind.of, behind.stratum)
  const values = stream(keyOf(seed, closing, root), labelOf(pool, behind.of, behind.stratum))
  return pick(members, members.length, values).slice(pool.take[behind.stratum] ?? 0)
}

/**
 * The whole draw: the same seed, closing and root give the same result, on any machine. Pools in their order; a pool with `each`
 * once for every one drawn before, without those who must keep apart from it.
 */
export function draw(seed: Uint8Array, closing: Closing, root: string | null = null): Result {
  closing.pools.forEach(checkPool)
  const key = keyOf(seed, closing, root)
  const drawn: Drawn[] = []
  for (const pool of closing.pools) {
    const others = pool.each ? drawn.filter((d) => d.pool === pool.each).flatMap((d) => d.ids) : [null]
    for (const of of others)
      for (const [stratum, n] of takes(pool)) {
        const values = stream(key, labelOf(pool, of, stratum))
        drawn.push({ pool: pool.name, of, stratum, ids: pick(from(pool, of, stratum), n, values) })
      }
  }
  const numbers = closing.numbers.map((n) => [n.name, pickNumber(n, stream(key, `number ${n.name}`))])
  return { drawn, numbers: Object.fromEntries(numbers) }
}
