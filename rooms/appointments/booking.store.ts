import { sql, type Tx } from '../../kernel/platform/index.ts'
import type { Booking } from './slots.rules.ts'

type Slot = Pick<Booking, 'jurisdiction' | 'unit' | 'day' | 'time'>

const columns = sql.raw(`jurisdiction, id, unit, day::text, time, person_id, item_code, number, state, held_until`)
/** Taken: booked, come, or held and not lapsed. */
const taken = (now: Date) => sql`(state in ('booked', 'came') or (state = 'held' and held_until > ${now}))`

/** Takes a row of the day in hand until the transaction ends: a slot, or the queue. */
export async function lockRow(tx: Tx, s: Slot): Promise<void> {
  await sql`insert into appointments.slot (jurisdiction, unit, day, time)
    values (${s.jurisdiction}, ${s.unit}, ${s.day}::date, ${s.time}) on conflict do nothing`.execute(tx)
  await sql`select 1 from appointments.slot where jurisdiction = ${s.jurisdiction} and unit = ${s.unit}
    and day = ${s.day}::date and time = ${s.time} for update`.execute(tx)
}

/** The slot in hand; what is taken of it. */
export async function lockSlot(tx: Tx, s: Slot, now: Date): Promise<Booking[]> {
  await lockRow(tx, s)
  const { rows } = await sql<Booking>`select ${columns} from appointments.booking
    where jurisdiction = ${s.jurisdiction} and unit = ${s.unit} and day = ${s.day}::date and time = ${s.time}
      and ${taken(now)} order by number`.execute(tx)
  return rows
}

export async function insertBooking(tx: Tx, b: Booking): Promise<void> {
  await sql`insert into appointments.booking (jurisdiction, id, unit, day, time, person_id, item_code, number, state, held_until)
    values (${b.jurisdiction}, ${b.id}::uuid, ${b.unit}, ${b.day}::date, ${b.time}, ${b.personId}::uuid, ${b.itemCode},
      ${b.number}, ${b.state}, ${b.heldUntil})`.execute(tx)
}

export async function lockBooking(tx: Tx, jurisdiction: string, id: string): Promise<Booking | undefined> {
  const { rows } = await sql<Booking>`select ${columns} from appointments.booking
    where jurisdiction = ${jurisdiction} and id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export async function setState(tx: Tx, { jurisdiction, id }: Booking, state: Booking['state']): Promise<void> {
  await sql`update appointments.booking set state = ${state}, held_until = null
    where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(tx)
}

/** How many seats of each slot of a unit are taken, by `day time`. */
export async function takenOf(
  tx: Tx,
  of: { jurisdiction: string; unit: string; from: string; now: Date },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ day: string; time: string; n: number }>`select day::text, time, count(*)::int as n
    from appointments.booking where jurisdiction = ${of.jurisdiction} and unit = ${of.unit} and day >= ${of.from}::date
      and ${taken(of.now)} group by 1, 2`.execute(tx)
  return new Map(rows.map((r) => [`${r.day} ${r.time}`, r.n]))
}

/** A person's, of all places; `number` of the day for the counter. */
export async function bookingsOf(tx: Tx, personId: string, from: string, now: Date): Promise<Booking[]> {
  const { rows } = await sql<Booking>`select ${columns} from appointments.booking
    where person_id = ${personId}::uuid and day >= ${from}::date and ${taken(now)} order by day, time`.execute(tx)
  return rows
}

export async function bookingsOfDay(tx: Tx, jurisdiction: string, unit: string, day: string): Promise<Booking[]> {
  const { rows } = await sql<Booking>`select ${columns} from appointments.booking
    where jurisdiction = ${jurisdiction} and unit = ${unit} and day = ${day}::date and state in ('booked', 'came')
    order by time, number`.execute(tx)
  return rows
}
