import { inPlaceOf, sql, type Tx } from '../platform/index.ts'

/** A file that somebody gave: on a draft (`caseId` null) or on a case, for a slot (which material, which evidence). */
export type Paper = {
  jurisdiction: string
  id: string
  caseId: string | null
  personId: string
  itemCode: string | null
  slot: string
  sha256: string
  name: string
  /** Bytes. */
  size: number
  type: string
  uploadedAt: Date
}

const columns = sql.raw(`jurisdiction, id, case_id, person_id, item_code, slot, sha256, name, size, type, uploaded_at`)

export async function insertPaper(tx: Tx, p: Paper): Promise<void> {
  await sql`insert into cases.paper (jurisdiction, id, case_id, person_id, item_code, slot, sha256, name, size, type, uploaded_at)
    values (${p.jurisdiction}, ${p.id}::uuid, ${p.caseId}::uuid, ${p.personId}::uuid, ${p.itemCode}, ${p.slot}, ${p.sha256}, ${p.name}, ${p.size}, ${p.type}, ${p.uploadedAt})`.execute(
    tx,
  )
}
export async function papersOfDraft(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
): Promise<Paper[]> {
  const { rows } = await sql<Paper>`select ${columns} from cases.paper
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode} and case_id is null order by uploaded_at`.execute(
    tx,
  )
  return rows
}
export async function papersOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<Paper[]> {
  const { rows } =
    await sql<Paper>`select ${columns} from cases.paper where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by uploaded_at`.execute(
      tx,
    )
  return rows
}
/** The papers of a draft become the case's when it is submitted. */
export async function attachPapers(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
  caseId: string,
): Promise<void> {
  await sql`update cases.paper set case_id = ${caseId}::uuid where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode} and case_id is null`.execute(
    tx,
  )
}
export async function findPaper(tx: Tx, id: string): Promise<Paper | undefined> {
  const { rows } = await sql<Paper>`select ${columns} from cases.paper
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid`.execute(tx)
  return rows[0]
}
/** Only a draft's: what stands on a case stays. */
export async function dropPaper(tx: Tx, p: Paper): Promise<void> {
  await sql`delete from cases.paper where jurisdiction = ${p.jurisdiction} and id = ${p.id}::uuid and case_id is null`.execute(
    tx,
  )
}
/** Where a person handed in these files: by their SHA-256. */
export async function papersOfPerson(tx: Tx, personId: string, sha256: string[]): Promise<Paper[]> {
  if (sha256.length === 0) return []
  const { rows } = await sql<Paper>`select ${columns} from cases.paper
    where person_id = ${personId}::uuid and sha256 = any(${sha256}::text[]) order by uploaded_at desc`.execute(tx)
  return rows
}
