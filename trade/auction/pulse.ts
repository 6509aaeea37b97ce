import { execute, type Runtime, sql, system, type Tx } from '../../kernel/platform/index.ts'
import { tick } from './contract.ts'

export type Gap = { began: Date; ended: Date }

/** Longer than this without a beat, and nobody is known to have been able to bid. */
export const SILENT = 3000

type Pulse = { silent: number; legal: Date }

/**
 * That the platform lives, in a place whose sales are open. How long it was silent is measured by the database's own clock; legal time
 * says from when to when. A legal clock that was set forward is no outage.
 */
export async function beat(tx: Tx, place: string, now: Date): Promise<Gap | undefined> {
  const { rows } = await sql<Pulse>`select extract(epoch from clock_timestamp() - beat)::float8 * 1000 as silent, legal
    from auction.pulse where jurisdiction = ${place} for update`.execute(tx)
  const was = rows[0]
  if (!was) {
    await sql`insert into auction.pulse (jurisdiction, beat, legal) values (${place}, clock_timestamp(), ${now})
      on conflict do nothing`.execute(tx)
    return undefined
  }
  const gap =
    was.silent > SILENT && now > was.legal
      ? { began: new Date(Math.max(was.legal.getTime(), now.getTime() - Math.round(was.silent))), ended: now }
      : undefined
  if (gap)
    await sql`insert into auction.gap (jurisdiction, began, ended) values (${place}, ${gap.began}, ${gap.ended})
      on conflict do nothing`.execute(tx)
  await sql`update auction.pulse set beat = clock_timestamp(), legal = ${now} where jurisdiction = ${place}`.execute(tx)
  return gap
}

const asked = new WeakMap<Tx, Promise<[silent: boolean, gaps: Gap[]]>>()
/** Both, once a transaction. */
export function silenceOf(tx: Tx, place: string, since: Date): Promise<[silent: boolean, gaps: Gap[]]> {
  const known = asked.get(tx) ?? Promise.all([isSilent(tx, place), gapsSince(tx, place, since)])
  asked.set(tx, known)
  return known
}

/** Whether nobody is known to live in the place now: then nothing is decided there until the next beat has said what the silence was. */
async function isSilent(tx: Tx, place: string): Promise<boolean> {
  const { rows } = await sql<Pulse>`select extract(epoch from clock_timestamp() - beat)::float8 * 1000 as silent, legal
    from auction.pulse where jurisdiction = ${place}`.execute(tx)
  return rows[0] !== undefined && rows[0].silent > SILENT
}

/** When nobody could bid since an instant. */
async function gapsSince(tx: Tx, place: string, since: Date): Promise<Gap[]> {
  const { rows } = await sql<Gap>`select began, ended from auction.gap
    where jurisdiction = ${place} and ended > ${since} order by began`.execute(tx)
  return rows
}

/** Beats once in every place with an open sale; the first beat after a silence looks at each that might have ended in it. */
export async function beatAll(runtime: Runtime): Promise<void> {
  const { rows } = await sql<{ jurisdiction: string }>`select jurisdiction from auction.auction
    where state->>'stage' <> 'done' group by 1`.execute(runtime.db)
  for (const { jurisdiction } of rows) {
    const db = runtime.pool(jurisdiction)
    const gap = await db.transaction().execute((tx) => beat(tx, jurisdiction, runtime.clock.now()))
    if (!gap) continue
    const waiting = await sql<{ number: string }>`select number from auction.auction
      where jurisdiction = ${jurisdiction} and state->>'stage' <> 'done' and (rings_at is null or rings_at >= ${gap.began})`.execute(
      db,
    )
    for (const { number } of waiting.rows) await execute(runtime, tick, { number }, { who: system('auction.pulse') })
  }
}
