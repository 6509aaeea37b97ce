import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Tx, together } from './database/connect.ts'

/** What was given positions: the last of them, and the types of the acts in their order. */
export type Ordered = { last: number; types: string[] }

/** Before the first act of a place. */
export const CHAIN_START = Buffer.alloc(32)
/**
 * What each position says of all acts up to it: SHA-256 of what the one before says, the act's id (16 bytes) and its signature, which
 * covers all else of it. The ledger's census publishes where it stands, so that no act ordered before can be taken out, published or
 * not, the last ones included, without changing what everybody can read.
 */
export const chained = (before: Buffer, id: string, signature: Buffer | null): Buffer =>
  createHash('sha256')
    .update(before)
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(signature ?? '')
    .digest()

/**
 * Gives the arrivals of one place their positions, gap-free from 1: locks the place's sequence, takes the arrivals that are
 * visible, and moves them, all in the caller's transaction. An act that commits later is a later arrival, whatever its numbers are.
 * Acts of one subject keep their order: their writers take turns, so a later one is never visible without the earlier, and arrives
 * behind it. No types where nothing has arrived, or another process has the place in hand.
 */
export async function sequence(tx: Tx, place: string, limit = 2000): Promise<Ordered> {
  const { rows: mine } = await sql<{ last: number; chain: Buffer }>`select last, chain from platform.sequence
    where jurisdiction = ${place} for update skip locked`.execute(tx)
  if (!mine[0]) return { last: 0, types: [] }
  const { last, chain } = mine[0]
  // A statement of its own, begun under the lock: it sees whatever the sequencer before us left.
  const { rows } = await sql<{ position: number; id: string; type: string | null; signature: Buffer | null }>`
    select r.position, r.act_id as id, a.type, a.signature from platform.arrival r
      left join platform.act a on a.jurisdiction = r.jurisdiction and a.id = r.act_id
    where r.jurisdiction = ${place} order by r.position limit ${limit}`.execute(tx)
  if (rows.length === 0) return { last, types: [] }
  const chains: Buffer[] = []
  for (const r of rows) chains.push(chained(chains.at(-1) ?? chain, r.id, r.signature))
  await together(
    tx,
    sql`insert into platform.ordered (jurisdiction, position, act_id, chain)
      select ${place}, ${last}::bigint + n, id, decode(chain, 'hex')
      from unnest(${rows.map((r) => r.id)}::uuid[], ${chains.map((c) => c.toString('hex'))}::text[]) with ordinality as t (id, chain, n)`,
    sql`delete from platform.arrival where jurisdiction = ${place} and position = any(${rows.map((r) => r.position)}::bigint[])`,
    sql`update platform.sequence set last = ${last + rows.length}, chain = ${chains.at(-1)!} where jurisdiction = ${place}`,
  )
  return { last: last + rows.length, types: rows.map((r) => r.type ?? '') }
}

/** Orders what has arrived in a place until nothing is left; `told` of each transaction's share. Returns how many acts. */
export async function orderArrivals(
  db: Db,
  place: string,
  told: (ordered: Ordered) => void = () => {},
  limit = 2000,
): Promise<number> {
  let all = 0
  for (let n = limit; n === limit; all += n) {
    const ordered = await db.transaction().execute((tx) => sequence(tx, place, limit))
    n = ordered.types.length
    if (n > 0) told(ordered)
  }
  return all
}
