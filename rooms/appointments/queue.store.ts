import { sql, type Tx } from '../../kernel/platform/index.ts'
import { lockRow } from './booking.store.ts'
import type { Ticket } from './queue.rules.ts'

type Queue = Pick<Ticket, 'jurisdiction' | 'unit' | 'day'>
const columns = sql.raw(`jurisdiction, unit, day::text, n, booking_id, due, state, counter, taken_at, called_at`)

/** Takes the day's queue of a unit in hand until the transaction ends; all its tickets, by number. */
export async function lockQueue(tx: Tx, q: Queue): Promise<Ticket[]> {
  await lockRow(tx, { ...q, time: 'queue' })
  return queueOf(tx, q)
}

export async function queueOf(tx: Tx, q: Queue): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`select ${columns} from appointments.ticket
    where jurisdiction = ${q.jurisdiction} and unit = ${q.unit} and day = ${q.day}::date order by n`.execute(tx)
  return rows
}

export async function insertTicket(tx: Tx, t: Ticket): Promise<void> {
  await sql`insert into appointments.ticket (jurisdiction, unit, day, n, booking_id, due, state, counter, taken_at, called_at)
    values (${t.jurisdiction}, ${t.unit}, ${t.day}::date, ${t.n}, ${t.bookingId}::uuid, ${t.due}, ${t.state}, ${t.counter},
      ${t.takenAt}, ${t.calledAt})`.execute(tx)
}

export async function setTicket(tx: Tx, t: Ticket): Promise<void> {
  await sql`update appointments.ticket set state = ${t.state}, counter = ${t.counter}, called_at = ${t.calledAt}
    where jurisdiction = ${t.jurisdiction} and unit = ${t.unit} and day = ${t.day}::date and n = ${t.n}`.execute(tx)
}
