import { sql, type Tx } from '../../kernel/platform/index.ts'
import { gone, type Told } from './presence.ts'

/** A server that has not beaten for so long, by the database's own clock, is gone. */
export const SILENT = 6000
type Db = Pick<Tx, 'executeQuery'> & Tx
const placeOf = (number: string) => number.slice(0, 6)

/** What this server knows of a sale; again without a change, it is but a beat. */
export async function tell(db: Db, number: string, server: string, here: Told): Promise<void> {
  await sql`insert into auctions.presence (jurisdiction, number, server, here, beat)
    values (${placeOf(number)}, ${number}, ${server}::uuid, ${here}::jsonb, clock_timestamp())
    on conflict (jurisdiction, number, server) do update set here = excluded.here, beat = excluded.beat`.execute(db)
}

/** What the other servers know of it. `now`: legal time, by which pages say since when. */
export async function heardOf(db: Db, number: string, but: string, now: Date): Promise<Told[]> {
  const { rows } = await sql<{ here: Told; silent: number }>`select here,
      extract(epoch from clock_timestamp() - beat)::float8 * 1000 as silent
    from auctions.presence where jurisdiction = ${placeOf(number)} and number = ${number} and server <> ${but}::uuid`.execute(
    db,
  )
  return rows.map(({ here, silent }) =>
    silent > SILENT ? gone(here, new Date(now.getTime() - Math.round(silent))) : here,
  )
}

/** Nobody asks any more who was there. */
export async function forget(db: Db, number: string): Promise<void> {
  await sql`delete from auctions.presence where jurisdiction = ${placeOf(number)} and number = ${number}`.execute(db)
}
