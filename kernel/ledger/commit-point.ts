import { sql, type Tx } from '../platform/index.ts'

export type Head = { size: number; root: Buffer; note: string; at: Date }
export type Leaf = { jurisdiction: string; actId: string; hash: Buffer }

/**
 * Where a checkpoint becomes the log's: the second of the log's two interfaces (the first is TileStore). Obligations:
 * - `head` with `lock` gives the committed head and keeps every other process from changing it until the transaction ends.
 * - `swap` takes effect if and only if the transaction commits, and only where the head is still `from`; else it gives false and
 *   changes nothing. Leaves, head and checkpoint take effect together.
 * - Whether a transaction committed may be unknown to us; the next `head` tells. Nobody guesses: memory is a cache of it.
 */
export interface CommitPoint {
  head(tx: Tx, lock?: boolean): Promise<Head | undefined>
  swap(tx: Tx, from: Head | undefined, to: Head, leaves: Leaf[]): Promise<boolean>
}

export function postgresCommitPoint(origin: string): CommitPoint {
  return {
    async head(tx, lock = false) {
      const { rows } = await sql<Head>`
        select size, root, note, at from ledger.head where origin = ${origin} ${lock ? sql`for update` : sql``}`.execute(
        tx,
      )
      return rows[0] && { ...rows[0], size: Number(rows[0].size) }
    },
    async swap(tx, from, { size, root, note, at }, leaves) {
      const swapped = from
        ? await sql`update ledger.head set size = ${size}, root = ${root}, note = ${note}, at = ${at}
            where origin = ${origin} and size = ${from.size} returning 1`.execute(tx)
        : await sql`insert into ledger.head (origin, size, root, note, at) values (${origin}, ${size}, ${root}, ${note}, ${at})
            on conflict do nothing returning 1`.execute(tx)
      if (swapped.rows.length === 0) return false
      const first = size - leaves.length
      await sql`insert into ledger.leaf (jurisdiction, act_id, index, hash)
        select j, a, i, decode(h, 'hex') from unnest(${leaves.map((l) => l.jurisdiction)}::text[], ${leaves.map((l) => l.actId)}::uuid[],
          ${leaves.map((_, i) => first + i)}::bigint[], ${leaves.map((l) => l.hash.toString('hex'))}::text[]) as t (j, a, i, h)`.execute(
        tx,
      )
      await sql`insert into ledger.checkpoint (size, note, at) values (${size}, ${note}, ${at})`.execute(tx)
      return true
    },
  }
}
