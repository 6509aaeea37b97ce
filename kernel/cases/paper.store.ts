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

/** As they came, but for those that were moved. */
const inOrder = sql.raw('coalesce(ranked_at, uploaded_at)')

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
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode} and case_id is null order by ${inOrder}`.execute(
    tx,
  )
  return rows
}
export async function papersOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<Paper[]> {
  const { rows } =
    await sql<Paper>`select ${columns} from cases.paper where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by ${inOrder}`.execute(
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
/** Moves a paper of a draft before or after its neighbour of the same slot; false where it is the first or the last. */
export async function movePaper(tx: Tx, p: Paper, to: 'up' | 'down'): Promise<boolean> {
  const { rows } = await sql<{
    id: string
    at: Date
  }>`select id, coalesce(ranked_at, uploaded_at) as at from cases.paper
    where jurisdiction = ${p.jurisdiction} and person_id = ${p.personId}::uuid and item_code = ${p.itemCode} and slot = ${p.slot}
      and case_id is null order by ${inOrder} for update`.execute(tx)
  const from = rows.findIndex((r) => r.id === p.id)
  const beside = from + (to === 'up' ? -1 : 1)
  if (from < 0 || beside < 0 || beside >= rows.length) return false
  const order = rows.map((r) => r.id)
  ;[order[from], order[beside]] = [order[beside]!, order[from]!]
  // The instants stay, a millisecond apart where several came at once: other slots keep their places between.
  let last = 0
  for (const [i, id] of order.entries()) {
    last = Math.max(rows[i]!.at.getTime(), last + 1)
    await sql`update cases.paper set ranked_at = ${new Date(last)} where jurisdiction = ${p.jurisdiction} and id = ${id}::uuid`.execute(
      tx,
    )
  }
  return true
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
