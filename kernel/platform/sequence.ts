import { sql } from 'kysely'
import { type Db, type Tx, together } from './database/connect.ts'

/**
 * Gives the arrivals of one place their positions, gap-free from 1: locks the place's sequence, takes the arrivals that are
 * visible, and moves them, all in the caller's transaction. An act that commits later is a later arrival, whatever its numbers are.
 * Acts of one subject keep their order: their writers take turns, so a later one is never visible without the earlier, and arrives
 * behind it. Returns how many were ordered; 0 where there are none, or another process has the place in hand.
 */
export async function sequence(tx: Tx, place: string, limit = 2000): Promise<number> {
  const { rows: mine } = await sql<{ last: number }>`select last from platform.sequence
    where jurisdiction = ${place} for update skip locked`.execute(tx)
  if (!mine[0]) return 0
  // A statement of its own, begun under the lock: it sees whatever the sequencer before us left.
  const { rows } = await sql<{ position: number; id: string }>`select position, act_id as id from platform.arrival
    where jurisdiction = ${place} order by position limit ${limit}`.execute(tx)
  if (rows.length === 0) return 0
  const { last } = mine[0]
  await together(
    tx,
    sql`insert into platform.ordered (jurisdiction, position, act_id)
      select ${place}, ${last}::bigint + n, id from unnest(${rows.map((r) => r.id)}::uuid[]) with ordinality as t (id, n)`,
    sql`delete from platform.arrival where jurisdiction = ${place} and position = any(${rows.map((r) => r.position)}::bigint[])`,
    sql`update platform.sequence set last = ${last + rows.length} where jurisdiction = ${place}`,
  )
  return rows.length
}

/** Orders what has arrived in a place until nothing is left; returns how many acts. */
export async function orderArrivals(db: Db, place: string, limit = 2000): Promise<number> {
  let ordered = 0
  for (let n = limit; n === limit; ordered += n) n = await db.transaction().execute((tx) => sequence(tx, place, limit))
  return ordered
}
