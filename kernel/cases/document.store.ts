import type { UnitView } from '../identity/contract.ts'
import { units } from '../identity/index.ts'
import { type Act, later, newId, sql, type Tx } from '../platform/index.ts'

export type CaseDocument = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  kind: string
  content: Record<string, any>
  issuedAt: Date
}
const columns = sql.raw(`jurisdiction, id, case_id, number, kind, content, issued_at`)

export async function insertDocument(tx: Tx, d: Omit<CaseDocument, 'id'>): Promise<string> {
  const id = newId(d.issuedAt.getTime(), d.jurisdiction)
  await later(
    tx,
    sql`insert into cases.document (jurisdiction, id, case_id, number, kind, content, issued_at)
    values (${d.jurisdiction}, ${id}::uuid, ${d.caseId}::uuid, ${d.number}, ${d.kind}, ${d.content}::jsonb, ${d.issuedAt})`,
  )
  return id
}
export async function documentsOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<CaseDocument[]> {
  const { rows } =
    await sql<CaseDocument>`select ${columns} from cases.document where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by issued_at`.execute(
      tx,
    )
  return rows
}
/** The short name of a unit in its documents' numbers (厦建), or its whole name where the city gave it none. */
export function markOf(unit: Pick<UnitView, 'name' | 'details'>): string {
  const { mark } = unit.details as { mark?: string }
  return mark ?? unit.name.zh
}

/**
 * Where a document of this number can be: a licence's is a letter and its case's number without hyphens; in a series the unit's mark
 * says it.
 */
async function placesOf(tx: Tx, number: string): Promise<string[]> {
  if (/^[A-Z]\d{16}$/.test(number)) return [number.slice(1, 7)]
  const [word] = number.split('〔')
  const issuers = (await units(tx)).filter((u) => word !== number && word!.includes(markOf(u)))
  return [...new Set(issuers.map((u) => u.jurisdiction))]
}

export async function findDocument(tx: Tx, number: string): Promise<CaseDocument | undefined> {
  for (const jurisdiction of await placesOf(tx, number)) {
    const { rows } = await sql<CaseDocument>`select ${columns} from cases.document
      where jurisdiction = ${jurisdiction} and number = ${number}`.execute(tx)
    if (rows[0]) return rows[0]
  }
  return undefined
}

/** The act on a case's stream that issued the document, and the private field that holds what it says. */
export function issuedBy(acts: Act[], number: string): { act: Act; field: 'document' | 'licence' } | undefined {
  for (const act of acts) {
    if (act.public.document?.number === number) return { act, field: 'document' }
    if (act.public.number === number && act.commitments.licence) return { act, field: 'licence' }
  }
  return undefined
}

/** What was issued in cases in which the person, or one of these companies, is the party itself; newest first. */
export async function licencesOfPerson(
  tx: Tx,
  held: { personId: string | null; organisations: readonly string[] },
  limit: number,
  titles?: readonly string[],
): Promise<CaseDocument[]> {
  const { rows } = await sql<CaseDocument>`select ${columns} from cases.document d
    where (d.jurisdiction, d.case_id) in (select p.jurisdiction, p.case_id from cases.party p
      where (p.person_id = ${held.personId}::uuid and p.role <> 'agent') or (p.organisation_id = any(${[...held.organisations]}::uuid[]) and p.person_id is null))
      and d.kind in ('licence', 'document')
      and (${titles ?? null}::text[] is null or (d.content #>> '{title,zh}' = any(${titles ?? []}::text[]) and d.content ? 'pdf'))
    order by issued_at desc limit ${limit}`.execute(tx)
  return rows
}
