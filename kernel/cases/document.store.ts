import { newId, sql, type Tx } from '../platform/index.ts'

export type CaseDocument = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  kind: string
  content: Record<string, any>
  issuedAt: Date
}
const columns = sql.raw(`jurisdiction, id, case_id as "caseId", number, kind, content, issued_at as "issuedAt"`)

export async function insertDocument(tx: Tx, d: Omit<CaseDocument, 'id'>): Promise<string> {
  const id = newId(d.issuedAt.getTime(), d.jurisdiction)
  await sql`insert into cases.document (jurisdiction, id, case_id, number, kind, content, issued_at)
    values (${d.jurisdiction}, ${id}::uuid, ${d.caseId}::uuid, ${d.number}, ${d.kind}, ${d.content}::jsonb, ${d.issuedAt})`.execute(
    tx,
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
/** By its number: a letter, then the number of its case without hyphens. */
export async function findDocument(tx: Tx, number: string): Promise<CaseDocument | undefined> {
  const { rows } = await sql<CaseDocument>`select ${columns} from cases.document
    where jurisdiction = ${number.slice(1, 7)} and number = ${number}`.execute(tx)
  return rows[0]
}
