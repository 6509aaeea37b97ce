import { sql } from 'kysely'
import { actColumns, everyJurisdiction } from './act.store.ts'
import { system } from './actor.ts'
import type { Act } from './acts.ts'
import type { Tx } from './database/connect.ts'
import { type Runtime, readContext } from './execute.ts'
import type { ReadContext } from './operation.ts'
import { type Timers, timersOf } from './timer.ts'

export type ConsumerContext = ReadContext & { acts: Act[]; timer: Timers }
export type Consumer = {
  name: string
  types: 'all' | string[]
  run(ctx: ConsumerContext): Promise<void>
}

/** Reacts to acts, each exactly once: what it writes and how far it has read commit together. */
export const consumer = (name: string, definition: Omit<Consumer, 'name'>): Consumer => ({ name, ...definition })

/**
 * Acts that a consumer has not read, in (xid, position) order within each jurisdiction, only from transactions older than
 * every running one: a row committed later can never sort before what was read (a sequence alone would lose such rows).
 */
async function unread(tx: Tx, name: string, limit: number): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select b.* from unnest(${everyJurisdiction}) as place (jurisdiction)
      left join platform.cursor c on c.consumer = ${name} and c.jurisdiction = place.jurisdiction
      cross join lateral (
        select ${actColumns} from platform.act a
        where a.jurisdiction = place.jurisdiction
          and (a.xid, a.position) > (coalesce(c.xid, '0'::xid8), coalesce(c.position, 0))
          and a.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by a.xid, a.position limit ${limit}
      ) b
    order by b.xid::xid8, b.position`.execute(tx)
  return rows
}

/** One batch; returns how many acts were read (0: nothing to do, or another process has this consumer in hand). */
export async function consume(runtime: Runtime, consumer: Consumer, limit = 500): Promise<number> {
  return runtime.db.transaction().execute(async (tx) => {
    await sql`insert into platform.consumer (name) values (${consumer.name}) on conflict do nothing`.execute(tx)
    const mine =
      await sql`select name from platform.consumer where name = ${consumer.name} for update skip locked`.execute(tx)
    if (mine.rows.length === 0) return 0
    const read = await unread(tx, consumer.name, limit)
    if (read.length === 0) return 0
    const wanted = consumer.types === 'all' ? read : read.filter((a) => consumer.types.includes(a.type))
    if (wanted.length > 0) {
      const ctx = readContext({ runtime, tx, actor: system(consumer.name), clock: runtime.clock })
      await consumer.run({ ...ctx, acts: wanted, timer: timersOf(tx) })
    }
    const last = new Map(read.map((a) => [a.jurisdiction, a]))
    for (const act of last.values())
      await sql`insert into platform.cursor as c (consumer, jurisdiction, xid, position)
        values (${consumer.name}, ${act.jurisdiction}, ${act.xid}::text::xid8, ${act.position})
        on conflict (consumer, jurisdiction) do update set xid = excluded.xid, position = excluded.position`.execute(tx)
    return read.length
  })
}

/**
 * Whether committed acts lie ahead of a consumer, also those that it may not read yet because an older transaction is still
 * running somewhere in the cluster.
 */
export async function isBehind(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`select exists (
      select from unnest(${everyJurisdiction}) as place (jurisdiction)
        left join platform.cursor c on c.consumer = ${name} and c.jurisdiction = place.jurisdiction
        cross join lateral (
          select from platform.act a where a.jurisdiction = place.jurisdiction
            and (a.xid, a.position) > (coalesce(c.xid, '0'::xid8), coalesce(c.position, 0))
          order by a.xid, a.position limit 1) b) as behind`.execute(tx)
  return rows[0]!.behind
}
