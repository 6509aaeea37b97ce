import { inAnyPlace, sql, type Tx } from '../platform/index.ts'
import type { Effect } from './contract.ts'

export type Checked = {
  jurisdiction: string
  id: string
  subject: string
  purpose: string
  at: Date
  effect: Effect
  marks: string[]
  /** The type of the act that leaned on it, and its stream. */
  leaning: string
  streamKind: string
  streamId: string
  unit: string | null
}

export async function insertCheck(tx: Tx, c: Checked): Promise<void> {
  await sql`insert into parties.check (jurisdiction, id, subject, purpose, at, effect, marks, leaning, stream_kind, stream_id, unit)
    values (${c.jurisdiction}, ${c.id}::uuid, ${c.subject}, ${c.purpose}, ${c.at}, ${c.effect}, ${c.marks}::uuid[], ${c.leaning}, ${c.streamKind}, ${c.streamId}::uuid, ${c.unit})`.execute(
    tx,
  )
}

const columns = sql.raw(`jurisdiction, id, subject, purpose, at, effect, marks, leaning, stream_kind, stream_id, unit`)

/** In every place: what leaned on a mark, or asked about a subject, newest first. */
export async function checksOn(tx: Tx, of: { mark: string } | { subject: string }, most: number): Promise<Checked[]> {
  const which = 'mark' in of ? sql`marks @> array[${of.mark}::uuid]` : sql`subject = ${of.subject}`
  const { rows } = await sql<Checked>`select ${columns} from parties.check
    where jurisdiction ${inAnyPlace} and ${which} order by at desc, id limit ${most}`.execute(tx)
  return rows
}

export type ListState = {
  name: string
  version: number
  changedAt: Date
  asOf: Date | null
  freshHours: number | null
}
const listColumns = sql.raw(`name, version, changed_at, as_of, fresh_hours`)

export async function listStates(tx: Tx, names?: readonly string[]): Promise<ListState[]> {
  const { rows } = await sql<ListState>`select ${listColumns} from parties.list
    where ${names === undefined ? sql`true` : sql`name = any(${[...names]}::text[])`} order by name`.execute(tx)
  return rows
}

/** A mark was set, lifted or annulled: the list is another version from now on. */
export async function turnList(tx: Tx, name: string, at: Date): Promise<void> {
  await sql`insert into parties.list as l (name, version, changed_at) values (${name}, 1, ${at})
    on conflict (name) do update set version = l.version + 1, changed_at = excluded.changed_at`.execute(tx)
}

/** The list is a copy of somebody else's, whole as of an instant, and good for some hours. */
export async function keepCopy(tx: Tx, l: { name: string; asOf: Date; freshHours: number; at: Date }): Promise<void> {
  await sql`insert into parties.list as l (name, version, changed_at, as_of, fresh_hours) values (${l.name}, 1, ${l.at}, ${l.asOf}, ${l.freshHours})
    on conflict (name) do update set as_of = excluded.as_of, fresh_hours = excluded.fresh_hours`.execute(tx)
}
