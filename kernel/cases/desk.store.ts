import { sql, type Tx } from '../platform/index.ts'

export type Note = { name: string; body: string; at: Date; unit: string }
/** Who has a case in hand, and the notes of these units on it. */
export async function inHand(tx: Tx, jurisdiction: string, caseId: string, units: readonly string[]) {
  const [{ rows: assignee }, { rows: notes }] = await Promise.all([
    sql<{ personId: string; name: string; since: Date }>`select person_id, name, since from cases.assignee
      where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx),
    sql<Note>`select name, body, at, unit from cases.note where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid
      and unit = any(${[...units]}::text[]) order by at`.execute(tx),
  ])
  return { assignee: assignee[0], notes }
}

export type Phrase = { id: string; title: string; body: string }
export async function phrasesOf(tx: Tx, jurisdiction: string, unit: string): Promise<Phrase[]> {
  const { rows } = await sql<Phrase>`select id, title, body from cases.phrase
    where jurisdiction = ${jurisdiction} and unit = ${unit} order by title, id limit 200`.execute(tx)
  return rows
}
export type Filter = { id: string; name: string; address: string }
export async function filtersOf(tx: Tx, jurisdiction: string, personId: string): Promise<Filter[]> {
  const { rows } = await sql<Filter>`select id, name, address from cases.filter
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid order by name, id`.execute(tx)
  return rows
}
