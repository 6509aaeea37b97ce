import { sql } from 'kysely'
import type { Db, Tx } from './database/connect.ts'
import type { Text } from './text.ts'

/** A matter of the machine or of the record that somebody has to look at; `name` tells apart what is one `kind`. */
export type Fault = { kind: string; name: string; said: Text; firstAt: Date; lastAt: Date; times: number }

/** Notes it, or that it is still so. On the machine's time. */
export async function noteFault(tx: Db | Tx, fault: { kind: string; name: string; said: Text }): Promise<void> {
  await sql`insert into platform.fault as f (kind, name, said) values (${fault.kind}, ${fault.name}, ${fault.said}::jsonb)
    on conflict (kind, name) do update set said = excluded.said, last_at = now(), times = f.times + 1`.execute(tx)
}

/** Forgets faults of a kind that were not seen again since an instant. */
export async function clearFaults(tx: Db | Tx, kind: string, notSince: Date): Promise<void> {
  await sql`delete from platform.fault where kind = ${kind} and last_at < ${notSince}`.execute(tx)
}

export async function faults(tx: Db | Tx): Promise<Fault[]> {
  const { rows } = await sql<Fault>`select kind, name, said, first_at, last_at, times
    from platform.fault order by kind, last_at desc limit 200`.execute(tx)
  return rows
}
