import { inPlaceOf, inPlaces, later, sql, type Tx } from '../platform/index.ts'

export type Case = {
  jurisdiction: string
  id: string
  number: string
  kind: string
  itemCode: string | null
  versionId: string | null
  chartDigest: string | null
  /** By what messages between cases find this one. */
  correlation: string | null
  /** The number of the case that opened this one, and the step of it that did. */
  parent: string | null
  parentElement: string | null
  /** The unit that leads it. */
  unit: string
  form: Record<string, any>
  submittedAt: Date
}
export type NewCase = Pick<Case, 'jurisdiction' | 'id' | 'number' | 'kind' | 'unit' | 'form' | 'submittedAt'> &
  Partial<Case>

/** Who a case is about. A hidden party is shown to nobody but the officers of the case. */
export type Party = {
  role: string
  personId: string | null
  organisationId: string | null
  unit: string | null
  name: string
  hidden: boolean
  /** Acts for the party by this written authority (kernel/identity), while it stands. */
  authority?: string | null | undefined
}

const columns = sql.raw(
  `c.jurisdiction, c.id, c.number, c.kind, c.item_code, c.version_id, c.chart_digest,
  c.correlation, c.parent, c.parent_element, c.unit, c.form, c.submitted_at`,
)

/** The next case number of a jurisdiction's year: 350200-2026-000123. Its row lock keeps the numbers without gaps. */
export async function nextNumber(tx: Tx, jurisdiction: string, year: number): Promise<string> {
  const { rows } = await sql<{
    last: number
  }>`insert into cases.number as n (jurisdiction, year, last) values (${jurisdiction}, ${year}, 1)
    on conflict (jurisdiction, year) do update set last = n.last + 1 returning last`.execute(tx)
  return `${jurisdiction}-${year}-${String(rows[0]!.last).padStart(6, '0')}`
}

export async function insertCase(tx: Tx, c: NewCase): Promise<void> {
  await later(
    tx,
    sql`insert into cases.case (jurisdiction, id, number, kind, item_code, version_id, chart_digest, correlation, parent, parent_element, unit, form, submitted_at)
    values (${c.jurisdiction}, ${c.id}::uuid, ${c.number}, ${c.kind}, ${c.itemCode ?? null}, ${c.versionId ?? null}::uuid, ${c.chartDigest ?? null}, ${c.correlation ?? null},
      ${c.parent ?? null}, ${c.parentElement ?? null}, ${c.unit}, ${c.form}::jsonb, ${c.submittedAt})`,
  )
}

export async function findCase(tx: Tx, number: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where c.jurisdiction = ${number.slice(0, 6)} and c.number = ${number}`.execute(tx)
  return rows[0]
}

export async function caseById(tx: Tx, id: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where c.jurisdiction ${inPlaceOf(id)} and c.id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** Cases of all places in the order of place and id, after one of them: for comparisons. */
export async function casesAfter(tx: Tx, jurisdiction: string, id: string, limit: number): Promise<Case[]> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where (c.jurisdiction, c.id) > (${jurisdiction}, ${id}::uuid) order by c.jurisdiction, c.id limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** The case goes on by another chart. The caller holds the case. */
export async function setChart(tx: Tx, found: Case, digest: string): Promise<void> {
  await sql`update cases.case set chart_digest = ${digest} where jurisdiction = ${found.jurisdiction} and id = ${found.id}::uuid`.execute(
    tx,
  )
  found.chartDigest = digest
}

const MOST_MOVED = 500
/** Open cases of an item on any chart but this one, oldest first. */
export async function openCasesOffChart(tx: Tx, jurisdiction: string, itemCode: string, but: string): Promise<Case[]> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    join cases.standing s on s.jurisdiction = ${jurisdiction} and s.case_id = c.id
    where c.jurisdiction = ${jurisdiction} and c.item_code = ${itemCode} and c.chart_digest <> ${but} and not s.closed
    order by c.number limit ${MOST_MOVED}`.execute(tx)
  return rows
}

/** The case is another unit's to lead from now on (转办); steps that open later are that unit's. The caller holds the case. */
export async function handOver(tx: Tx, found: Case, unit: string): Promise<void> {
  await sql`update cases.case set unit = ${unit} where jurisdiction = ${found.jurisdiction} and id = ${found.id}::uuid`.execute(
    tx,
  )
  found.unit = unit
}

/** Locks the case's row: every step on a case begins here, so that two officers take turns. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where c.jurisdiction ${inPlaceOf(id)} and c.id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

/** The case that a step of another opened, if it did. */
export async function childOf(
  tx: Tx,
  jurisdiction: string,
  parent: string,
  element: string,
): Promise<Case | undefined> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where c.jurisdiction = ${jurisdiction} and c.parent = ${parent} and c.parent_element = ${element}`.execute(tx)
  return rows[0]
}

/** The open case of a place whose form says this: one matter is not asked for twice. */
export async function openAbout(
  tx: Tx,
  jurisdiction: string,
  field: string,
  value: string,
): Promise<{ number: string } | undefined> {
  const { rows } = await sql<{ number: string }>`select c.number from cases.case c
    join cases.standing s on s.jurisdiction = c.jurisdiction and s.case_id = c.id
    where c.jurisdiction = ${jurisdiction} and s.jurisdiction = ${jurisdiction} and c.form->>${field} = ${value} and not s.closed
    limit 1`.execute(tx)
  return rows[0]
}

const partyColumns = sql.raw(`role, person_id, organisation_id, unit, name, hidden, authority`)

export async function insertParties(tx: Tx, jurisdiction: string, caseId: string, parties: Party[]): Promise<void> {
  await later(
    tx,
    ...parties.map(
      (
        p,
        i,
      ) => sql`insert into cases.party (jurisdiction, case_id, n, role, person_id, organisation_id, unit, name, hidden, authority)
      values (${jurisdiction}, ${caseId}::uuid, ${i + 1}, ${p.role}, ${p.personId}::uuid, ${p.organisationId}::uuid, ${p.unit}, ${p.name}, ${p.hidden}, ${p.authority ?? null}::uuid)`,
    ),
  )
}
/** One more party of a case that stands; the caller holds the case. */
export async function addParty(tx: Tx, jurisdiction: string, caseId: string, p: Party): Promise<void> {
  const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0) + 1 as n from cases.party
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
  await sql`insert into cases.party (jurisdiction, case_id, n, role, person_id, organisation_id, unit, name, hidden)
    values (${jurisdiction}, ${caseId}::uuid, ${rows[0]!.n}, ${p.role}, ${p.personId}::uuid, ${p.organisationId}::uuid, ${p.unit}, ${p.name}, ${p.hidden})`.execute(
    tx,
  )
}

export async function partiesOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Party[]> {
  const { rows } = await sql<Party>`select ${partyColumns} from cases.party
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by n`.execute(tx)
  return rows
}

export async function recuse(tx: Tx, jurisdiction: string, caseId: string, personId: string): Promise<void> {
  await sql`insert into cases.recusal (jurisdiction, case_id, person_id) values (${jurisdiction}, ${caseId}::uuid, ${personId}::uuid)
    on conflict do nothing`.execute(tx)
}
export async function recusedFrom(tx: Tx, jurisdiction: string, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`select person_id as person from cases.recusal
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
  return rows.map((r) => r.person)
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
  }>`select form, updated_at from cases.draft
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode}`.execute(tx)
  return rows[0]
}
export async function draftsOf(tx: Tx, personId: string): Promise<{ itemCode: string; updatedAt: Date }[]> {
  const { rows } = await sql<{
    itemCode: string
    updatedAt: Date
  }>`select item_code, updated_at from cases.draft where person_id = ${personId}::uuid order by updated_at desc`.execute(
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
/** One's own draft with its papers under another key, in place of what stands there; false where there is none. */
export async function moveDraft(tx: Tx, jurisdiction: string, personId: string, from: string, to: string) {
  const { rows } = await sql<{ form: unknown; updatedAt: Date }>`delete from cases.draft
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${from} returning form, updated_at`.execute(
    tx,
  )
  const { rows: papers } = await sql`update cases.paper set item_code = ${to}
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${from} and case_id is null returning id`.execute(
    tx,
  )
  if (rows[0]) await saveDraft(tx, jurisdiction, personId, to, rows[0].form, rows[0].updatedAt)
  return rows.length + papers.length > 0
}
/** The last case that a person handed in for an item, alone or for a company, with what he filled in. */
export async function lastOf(
  tx: Tx,
  jurisdiction: string,
  of: { itemCode: string; personId: string; organisationId: string | null },
): Promise<{ number: string; form: Record<string, unknown> } | undefined> {
  const { rows } = await sql<{
    number: string
    form: Record<string, unknown>
  }>`select c.number, c.form from cases.party p
    join cases.case c on c.jurisdiction = p.jurisdiction and c.id = p.case_id
    where p.jurisdiction = ${jurisdiction} and c.item_code = ${of.itemCode} and p.authority is null
      and ((${of.organisationId}::uuid is null and p.person_id = ${of.personId}::uuid and p.organisation_id is null and p.role = 'applicant')
        or (p.organisation_id = ${of.organisationId}::uuid and p.person_id is null and p.role = 'applicant'))
    order by c.submitted_at desc limit 1`.execute(tx)
  return rows[0]
}
export async function dropDraft(tx: Tx, jurisdiction: string, personId: string, itemCode: string): Promise<void> {
  await sql`delete from cases.draft where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and item_code = ${itemCode}`.execute(
    tx,
  )
}

/** The item versions that cases stand on: case id → version id. */
export async function versionsOfCases(
  tx: Tx,
  places: string | readonly string[],
  ids: string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; version: string | null }>`select id, version_id as version from cases.case
    where jurisdiction ${inPlaces(places)} and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.flatMap((r) => (r.version ? [[r.id, r.version]] : [])))
}

export async function casesByIds(tx: Tx, jurisdiction: string, ids: string[]): Promise<Case[]> {
  const { rows } = await sql<Case>`select ${columns} from cases.case c
    where c.jurisdiction = ${jurisdiction} and c.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}
