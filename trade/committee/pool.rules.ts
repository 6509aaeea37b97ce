import { createHash } from 'node:crypto'

export type Candidate = { personId: string; interests: readonly string[] }
/** Who bids, as recusal asks it: the persons who act for bidders, their companies' names and codes. */
export type Bidding = { people: ReadonlySet<string>; companies: ReadonlySet<unknown> }
export type Pool = {
  members: { id: string; weight: number; stratum: string }[]
  excluded: { id: string; reason: string }[]
  /** Who stands behind a name, for the steps of the market alone. */
  named: Record<string, string>
}

/** A name for one committee alone: the same expert has another one in the next. */
export const seatName = (salt: Uint8Array, personId: string) =>
  `E-${createHash('sha256').update(salt).update(personId).digest('hex').slice(0, 10)}`

/** Experts who can be drawn; who has an interest in a bidder stands in the pool as excluded, with the reason. */
export function poolOf(experts: readonly Candidate[], of: Bidding, specialty: string, salt: Uint8Array): Pool {
  const pool: Pool = { members: [], excluded: [], named: {} }
  for (const e of experts) {
    const id = seatName(salt, e.personId)
    if (of.people.has(e.personId) || e.interests.some((i) => of.companies.has(i)))
      pool.excluded.push({ id, reason: 'interest' })
    else {
      pool.named[id] = e.personId
      pool.members.push({ id, weight: 1, stratum: specialty })
    }
  }
  return pool
}

/** All of them, drawn: the order in which equal bids stand. */
export const orderOf = (bidders: readonly number[]) => ({
  name: 'order',
  members: bidders.map((b) => ({ id: String(b), weight: 1, stratum: 'bid' })),
  excluded: [],
  take: { bid: bidders.length },
  apart: [],
  each: null,
})
