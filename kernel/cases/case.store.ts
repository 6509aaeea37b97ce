import { inPlaceOf, newId, sql, type Tx } from '../platform/index.ts'

export type Case = {
  jurisdiction: string
  id: string
  number: string
  itemCode: string
  versionId: string
  unit: string
  applicant: string
  organisation: string | null
  form: Record<string, any>
  submittedAt: Date
}
export type StoredMaterial = {
  jurisdiction: string
  id: string
  caseId: string | null
  personId: string
  itemCode: string
  material: string
  sha256: string
  name: string
  size: number
  type: string
  uploadedAt: Date
}
export type CaseDocument = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  kind: string
  content: Record<string, any>
  issuedAt: Date
}

const caseColumns = sql.raw(
  `c.jurisdiction, c.id, c.number, c.item_code as "itemCode", c.version_id as "versionId", c.unit, c.applicant, c.organisation, c.form, c.submitted_at as "submittedAt"`,
)
const materialColumns = sql.raw(
  `jurisdiction, id, case_id as "caseId", person_id as "personId", item_code as "itemCode", material, sha256, name, size, type, uploaded_at as "uploadedAt"`,
)
const documentColumns = sql.raw(`jurisdiction, id, case_id as "caseId", number, kind, content, issued_at as "issuedAt"`)

/** The next case number of a jurisdiction's year: 350200-2026-000123. Its row lock keeps the numbers without gaps. */
export async function nextNumber(tx: Tx, jurisdiction: string, year: number): Promise<string> {
  const { rows } = await sql<{
    last: number
  }>`insert into cases.number as n (jurisdiction, year, last) values (${jurisdiction}, ${year}, 1)
    on conflict (jurisdiction, year) do update set last = n.last + 1 returning last`.execute(tx)
  return `${jurisdiction}-${year}-${String(rows[0]!.last).padStart(6, '0')}`
}

export async function insertCase(tx: Tx, c: Case): Promise<void> {
  await sql`insert into cases.case (jurisdiction, id, number, item_code, version_id, unit, applicant, organisation, form, submitted_at)
    values (${c.jurisdiction}, ${c.id}::uuid, ${c.number}, ${c.itemCode}, ${c.versionId}::uuid, ${c.unit}, ${c.applicant}::uuid, ${c.organisation}::uuid, ${c.form}::jsonb, ${c.submittedAt})`.execute(
    tx,
  )
}

export async function findCase(tx: Tx, number: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${caseColumns} from cases.case c
    where c.jurisdiction = ${number.slice(0, 6)} and c.number = ${number}`.execute(tx)
  return rows[0]
}

export async function caseById(tx: Tx, id: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${caseColumns} from cases.case c
    where c.jurisdiction ${inPlaceOf(id)} and c.id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** Locks the case's row: every step on a case begins here, so that two officers take turns. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${caseColumns} from cases.case c
    where c.jurisdiction ${inPlaceOf(id)} and c.id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export async function casesOfApplicant(tx: Tx, person: string): Promise<Case[]> {
  const { rows } =
    await sql<Case>`select ${caseColumns} from cases.case c where c.applicant = ${person}::uuid order by c.submitted_at desc limit 200`.execute(
      tx,
    )
  return rows
}

export type CaseQuery = {
  jurisdiction: string
  unit: string
  text?: string | undefined
  /** Cases that wait for this act. */
  act?: string | undefined
  open?: boolean | undefined
  limit?: number
  offset?: number
}

/** Cases of a unit, open ones by their open step where asked; newest first. */
export async function casesOfUnit(tx: Tx, q: CaseQuery): Promise<(Case & { elements: string[] })[]> {
  const { rows } = await sql<Case & { elements: string[] }>`select ${caseColumns},
      coalesce((select array_agg(t.element order by t.element) from procedure.task t where t.jurisdiction = ${q.jurisdiction} and t.case_id = c.id), '{}') as elements
    from cases.case c
    where c.jurisdiction = ${q.jurisdiction} and c.unit = ${q.unit}
      and (${q.text ?? null}::text is null or c.number ilike '%' || ${q.text ?? ''} || '%' or c.form::text ilike '%' || ${q.text ?? ''} || '%')
      and (${q.act ?? null}::text is null or exists (select from procedure.task t where t.jurisdiction = ${q.jurisdiction} and t.case_id = c.id and t.act = ${q.act ?? ''}))
      and (${q.open ?? null}::boolean is null or ${q.open ?? false} = exists (select from procedure.task t where t.jurisdiction = ${q.jurisdiction} and t.case_id = c.id))
    order by c.submitted_at desc limit ${q.limit ?? 200} offset ${q.offset ?? 0}`.execute(tx)
  return rows
}

/** How many cases of the unit wait for each act. */
export async function countByAct(tx: Tx, jurisdiction: string, unit: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ act: string; n: number }>`select t.act, count(distinct c.id) as n from procedure.task t
    join cases.case c on c.jurisdiction = t.jurisdiction and c.id = t.case_id
    where c.jurisdiction = ${jurisdiction} and c.unit = ${unit} and t.act is not null group by t.act`.execute(tx)
  return Object.fromEntries(rows.map((r) => [r.act, Number(r.n)]))
}

export async function findDraft(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
): Promise<{ form: Record<string, any>; updatedAt: Date } | undefined> {
  const { rows } = await sql<{
    form: Record<string, any>
    updatedAt: Date
  }>`select form, updated_at as "updatedAt" from cases.draft
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode}`.execute(tx)
  return rows[0]
}
export async function draftsOf(tx: Tx, personId: string): Promise<{ itemCode: string; updatedAt: Date }[]> {
  const { rows } = await sql<{
    itemCode: string
    updatedAt: Date
  }>`select item_code as "itemCode", updated_at as "updatedAt" from cases.draft where person_id = ${personId}::uuid order by updated_at desc`.execute(
    tx,
  )
  return rows
}
export async function saveDraft(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
  form: unknown,
  at: Date,
): Promise<void> {
  await sql`insert into cases.draft (jurisdiction, person_id, item_code, form, updated_at) values (${jurisdiction}, ${personId}::uuid, ${itemCode}, ${form as any}::jsonb, ${at})
    on conflict (jurisdiction, person_id, item_code) do update set form = excluded.form, updated_at = excluded.updated_at`.execute(
    tx,
  )
}
export async function dropDraft(tx: Tx, jurisdiction: string, personId: string, itemCode: string): Promise<void> {
  await sql`delete from cases.draft where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode}`.execute(
    tx,
  )
}

export async function insertMaterial(tx: Tx, m: StoredMaterial): Promise<void> {
  await sql`insert into cases.material (jurisdiction, id, case_id, person_id, item_code, material, sha256, name, size, type, uploaded_at)
    values (${m.jurisdiction}, ${m.id}::uuid, ${m.caseId}::uuid, ${m.personId}::uuid, ${m.itemCode}, ${m.material}, ${m.sha256}, ${m.name}, ${m.size}, ${m.type}, ${m.uploadedAt})`.execute(
    tx,
  )
}
export async function materialsOfDraft(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
): Promise<StoredMaterial[]> {
  const { rows } = await sql<StoredMaterial>`select ${materialColumns} from cases.material
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode} and case_id is null order by uploaded_at`.execute(
    tx,
  )
  return rows
}
export async function materialsOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<StoredMaterial[]> {
  const { rows } =
    await sql<StoredMaterial>`select ${materialColumns} from cases.material where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by uploaded_at`.execute(
      tx,
    )
  return rows
}
export async function attachMaterials(
  tx: Tx,
  jurisdiction: string,
  personId: string,
  itemCode: string,
  caseId: string,
): Promise<void> {
  await sql`update cases.material set case_id = ${caseId}::uuid where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode} and case_id is null`.execute(
    tx,
  )
}
export async function findMaterial(tx: Tx, id: string): Promise<StoredMaterial | undefined> {
  const { rows } = await sql<StoredMaterial>`select ${materialColumns} from cases.material
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid`.execute(tx)
  return rows[0]
}
export async function dropMaterial(tx: Tx, m: StoredMaterial): Promise<void> {
  await sql`delete from cases.material where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid and case_id is null`.execute(
    tx,
  )
}

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
    await sql<CaseDocument>`select ${documentColumns} from cases.document where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by issued_at`.execute(
      tx,
    )
  return rows
}
/** By its number: a letter, then the number of its case without hyphens. */
export async function findDocument(tx: Tx, number: string): Promise<CaseDocument | undefined> {
  const { rows } = await sql<CaseDocument>`select ${documentColumns} from cases.document
    where jurisdiction = ${number.slice(1, 7)} and number = ${number}`.execute(tx)
  return rows[0]
}
