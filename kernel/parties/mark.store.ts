import type { z } from 'zod'
import { sql, type Tx } from '../platform/index.ts'
import type { markView, SubjectRef } from './contract.ts'

export type Mark = z.output<typeof markView> & { subject: string }
export const keyOf = (s: SubjectRef): string => ('uscc' in s ? `uscc:${s.uscc}` : `person:${s.personId}`)
/** The credit code, where the subject is an organisation. */
export const usccOf = (key: string): string | undefined => /^uscc:(.+)$/.exec(key)?.[1]

const columns = sql.raw(
  `id, subject, list, purposes, level, basis, starts_on::text as "from", ends_on::text as "to", repair, set_by, lifted_on::text, annulled`,
)

export async function putSubject(tx: Tx, key: string, name: string): Promise<void> {
  await sql`insert into parties.subject (key, name) values (${key}, ${name}) on conflict (key) do update set name = excluded.name`.execute(
    tx,
  )
}

/** Two marks of one subject take turns. */
export async function lockSubject(tx: Tx, key: string): Promise<void> {
  await sql`select key from parties.subject where key = ${key} for update`.execute(tx)
}

export async function insertMark(tx: Tx, m: Omit<Mark, 'liftedOn' | 'annulled'>): Promise<void> {
  await sql`insert into parties.mark (id, subject, list, purposes, level, basis, starts_on, ends_on, repair, set_by)
    values (${m.id}::uuid, ${m.subject}, ${m.list}, ${m.purposes}::text[], ${m.level}, ${JSON.stringify(m.basis)}::text::jsonb, ${m.from}::date, ${m.to}::date, ${m.repair}::jsonb, ${m.setBy})`.execute(
    tx,
  )
}

export async function marksOfSubject(tx: Tx, key: string): Promise<Mark[]> {
  const { rows } =
    await sql<Mark>`select ${columns} from parties.mark where subject = ${key} order by starts_on, id`.execute(tx)
  return rows
}

export async function lockMark(tx: Tx, id: string): Promise<Mark | undefined> {
  const { rows } = await sql<Mark>`select ${columns} from parties.mark where id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export async function liftMark(tx: Tx, id: string, on: string, annul: boolean): Promise<void> {
  await sql`update parties.mark set lifted_on = ${on}::date, annulled = ${annul} where id = ${id}::uuid`.execute(tx)
}

/** The lists that know the purpose: what a gate looked into. */
export async function listsFor(tx: Tx, purpose: string): Promise<string[]> {
  const { rows } = await sql<{
    list: string
  }>`select distinct list from parties.mark where ${purpose} = any(purposes) order by list`.execute(tx)
  return rows.map((r) => r.list)
}

/** Subjects of the register whose name holds the words: a hint, from which the reader goes on by code. */
export async function subjectsNamed(tx: Tx, words: string, most: number): Promise<{ key: string; name: string }[]> {
  const like = `%${words.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  const { rows } = await sql<{ key: string; name: string }>`select key, name from parties.subject
    where key like 'uscc:%' and name ilike ${like} order by name, key limit ${most}`.execute(tx)
  return rows
}

export async function findMark(tx: Tx, id: string): Promise<Mark | undefined> {
  const { rows } = await sql<Mark>`select ${columns} from parties.mark where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

export async function nameOf(tx: Tx, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from parties.subject where key = ${key}`.execute(tx)
  return rows[0]?.name
}
