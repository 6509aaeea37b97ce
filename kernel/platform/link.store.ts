import { sql } from 'kysely'
import { type Lag, lagOfConsumers } from './consumer.ts'
import type { Db, Tx } from './database/connect.ts'
import type { Database } from './databases.ts'
import { lateTimers } from './timer.ts'

/** A database beside the centre's; `inward`, `outward`: bytes of the log that the centre, or the place, has not taken yet. */
export type Link = {
  name: string
  places: string[]
  lookedAt: Date
  reached: boolean
  joined: boolean
  inward: number
  outward: number
  /** What waited there when it was last reached. */
  inside: Inside | null
}
/** `more`: what who looks adds to it (messages to other installations). Days are texts. */
export type Inside = { readers: Lag[]; late: { n: number; oldest: string | null }; more: unknown }
/** Minutes after which a timer that was not rung is late. */
const LATE = 10

type Slot = { active: boolean; bytes: number }
/** The slots of a database in one direction, asked where they are. */
const slots = async (db: Db, direction: 'in' | 'out', of?: string): Promise<Slot | undefined> => {
  const { rows } =
    await sql<Slot>`select active, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::float8 as bytes
    from pg_replication_slots where database = current_database() and slot_name like ${`gnomon_${direction}_${of ?? ''}%`}`.execute(
      db,
    )
  return rows[0]
}

/** Looks at every link, and writes down at the centre what was seen. Those that are gone from the registry go. */
export async function lookAtLinks(
  centre: Db,
  databases: readonly Database[],
  { now = new Date(), more }: { now?: Date; more?(db: Db): Promise<unknown> } = {},
): Promise<void> {
  const others = databases.filter((d) => d.db !== centre)
  for (const { name, db, places } of others) {
    // Sent to the place by the centre: the slot has the place's subscription's name, which only the place can say.
    const seen = await (async () => {
      const inward = await slots(db, 'in')
      const [subscription] = (
        await sql<{
          slot: string
        }>`select subslotname as slot from pg_subscription s join pg_database d on d.oid = s.subdbid
          where d.datname = current_database()`.execute(db)
      ).rows
      const outward = subscription && (await slots(centre, 'out', subscription.slot.slice('gnomon_out_'.length)))
      const late = await lateTimers(db, new Date(now.getTime() - LATE * 60_000))
      const inside = { readers: await lagOfConsumers(db), late, more: (await more?.(db)) ?? null }
      return { inward, outward, inside }
    })().catch(() => undefined)
    const joined = Boolean(seen?.inward?.active && seen.outward?.active)
    const bytes = (slot?: Slot) => Math.max(0, Math.round(slot?.bytes ?? 0))
    await sql`insert into platform.link (name, places, reached, joined, inward, outward, inside)
      values (${name}, ${[...places]}::text[], ${seen !== undefined}, ${joined}, ${bytes(seen?.inward)}, ${bytes(seen?.outward)},
        ${(seen?.inside ?? null) as any}::jsonb)
      on conflict (name) do update set places = excluded.places, looked_at = now(), reached = excluded.reached, joined = excluded.joined,
        inward = case when excluded.reached then excluded.inward else link.inward end, outward = excluded.outward,
        inside = coalesce(excluded.inside, link.inside)`.execute(centre)
  }
  await sql`delete from platform.link where not name = any(${others.map((d) => d.name)}::text[])`.execute(centre)
}

export async function links(tx: Db | Tx): Promise<Link[]> {
  const { rows } = await sql<Link>`select name, places, looked_at, reached, joined, inward, outward, inside
    from platform.link order by name`.execute(tx)
  return rows
}
