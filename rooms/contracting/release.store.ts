import { inAnyPlace, inPlaceOf, places, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Release } from '../../trade/ocds/index.ts'
import type { ReadTo } from './feed.rules.ts'

export type Told = { jurisdiction: string; serial: number; said: Release }

/** What an act told; told again it stays as it was. */
export async function putRelease(
  tx: Tx,
  jurisdiction: string,
  actId: string,
  process: string,
  said: Release,
): Promise<void> {
  await sql`insert into contracting.release (jurisdiction, serial, act_id, process, said) values (${jurisdiction},
      (select coalesce(max(serial), 0) + 1 from contracting.release where jurisdiction = ${jurisdiction}), ${actId}::uuid, ${process}, ${said}::jsonb)
    on conflict (jurisdiction, act_id) do nothing`.execute(tx)
}

/** Of each place the next `limit` behind where the reader is, by serial. */
export async function releasesAfter(tx: Tx, read: ReadTo, limit: number): Promise<Told[]> {
  const { rows } =
    await sql<Told>`select r.jurisdiction, r.serial, r.said from unnest(${await places(tx)}::text[]) p (place) cross join lateral (
      select * from contracting.release r where r.jurisdiction = p.place
        and r.serial > coalesce((${read}::jsonb ->> p.place)::int, 0) order by r.serial limit ${limit}) r
    order by r.jurisdiction, r.serial`.execute(tx)
  return rows
}

/** Of one process: a mini-tender's framework, or an order's buyer, may be of another place. */
export async function releasesOfProcess(tx: Tx, process: string): Promise<Release[]> {
  const { rows } = await sql<{ said: Release }>`select said from contracting.release
    where jurisdiction ${inAnyPlace} and process = ${process}`.execute(tx)
  return rows.map((r) => r.said)
}

/** What one act told: nothing, or one. */
export async function releaseOfAct(tx: Tx, actId: string): Promise<Release[]> {
  const { rows } = await sql<{ said: Release }>`select said from contracting.release
    where jurisdiction ${inPlaceOf(actId)} and act_id = ${actId}::uuid`.execute(tx)
  return rows.map((r) => r.said)
}
