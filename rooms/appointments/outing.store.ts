import { sql, type Tx } from '../../kernel/platform/index.ts'

export type Outing = {
  jurisdiction: string
  unit: string
  /** The case that they are out for. */
  number: string
  day: string
  time: string
  heldUntil: Date | null
}

/** A unit's outings from a day on, in their order; what was only held and lapsed is none. */
export async function outingsOf(
  tx: Tx,
  q: { jurisdiction: string; unit: string; from: string; now: Date },
): Promise<Outing[]> {
  const { rows } =
    await sql<Outing>`select jurisdiction, unit, number, day::text, time, held_until from appointments.outing
    where jurisdiction = ${q.jurisdiction} and unit = ${q.unit} and day >= ${q.from}::date
      and (held_until is null or held_until > ${q.now}) order by day, time, number`.execute(tx)
  return rows
}

/** Held once more, what is kept stays kept. */
export async function putOuting(tx: Tx, o: Outing): Promise<void> {
  await sql`insert into appointments.outing as o (jurisdiction, unit, number, day, time, held_until)
    values (${o.jurisdiction}, ${o.unit}, ${o.number}, ${o.day}::date, ${o.time}, ${o.heldUntil})
    on conflict (jurisdiction, unit, number, day, time) do update
      set held_until = case when o.held_until is null then null else excluded.held_until end`.execute(tx)
}

/** All that its case has of the unit. */
export async function dropOuting(tx: Tx, o: Pick<Outing, 'jurisdiction' | 'unit' | 'number'>): Promise<void> {
  await sql`delete from appointments.outing where jurisdiction = ${o.jurisdiction} and unit = ${o.unit} and number = ${o.number}`.execute(
    tx,
  )
}
