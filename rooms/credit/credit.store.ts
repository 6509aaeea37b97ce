import { inAnyPlace, sql, type Text, type Tx } from '../../kernel/platform/index.ts'
import type { FactKind } from './contract.ts'

export type Fact = {
  jurisdiction: string
  id: string
  subject: string
  name: string
  kind: FactKind
  title: Text
  document: string
  on: string
  until: string | null
  unit: string | null
  source: string
  act: string | null
  endedOn: string | null
}
const factColumns = sql.raw(
  `jurisdiction, id, subject, name, kind, title, document, on_day::text as "on", until::text, unit, source, act, ended_on::text`,
)

export async function insertFact(tx: Tx, f: Omit<Fact, 'endedOn'> & { at: Date }): Promise<void> {
  await sql`insert into credit.fact (jurisdiction, id, subject, name, kind, title, document, on_day, until, unit, source, act, recorded_at)
    values (${f.jurisdiction}, ${f.id}::uuid, ${f.subject}, ${f.name}, ${f.kind}, ${f.title}::jsonb, ${f.document}, ${f.on}::date, ${f.until}::date, ${f.unit}, ${f.source}, ${f.act}::uuid, ${f.at})`.execute(
    tx,
  )
}

export async function factOf(tx: Tx, jurisdiction: string, id: string): Promise<Fact | undefined> {
  const { rows } =
    await sql<Fact>`select ${factColumns} from credit.fact where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(
      tx,
    )
  return rows[0]
}
export async function factBy(
  tx: Tx,
  jurisdiction: string,
  of: { subject: string; document: string },
): Promise<Fact | undefined> {
  const { rows } = await sql<Fact>`select ${factColumns} from credit.fact
    where jurisdiction = ${jurisdiction} and subject = ${of.subject} and document = ${of.document} and ended_on is null`.execute(
    tx,
  )
  return rows[0]
}

/** In every place: a subject is known by its code wherever it acted. */
export async function factsOf(tx: Tx, subject: string): Promise<Fact[]> {
  const { rows } =
    await sql<Fact>`select ${factColumns} from credit.fact where jurisdiction ${inAnyPlace} and subject = ${subject} order by on_day desc, id`.execute(
      tx,
    )
  return rows
}

/** An officer's list, of the place: newest first. */
export async function factsIn(
  tx: Tx,
  jurisdiction: string,
  of: { q: string | undefined; page: number; size: number },
): Promise<{ rows: Fact[]; total: number }> {
  const like = of.q ? `%${of.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const where = sql`jurisdiction = ${jurisdiction} and (${like}::text is null or name ilike ${like} or subject ilike ${like} or document ilike ${like})`
  const [{ rows }, total] = await Promise.all([
    sql<Fact>`select ${factColumns} from credit.fact where ${where}
      order by recorded_at desc, id limit ${of.size} offset ${(of.page - 1) * of.size}`.execute(tx),
    sql<{ n: number }>`select count(*)::int as n from credit.fact where ${where}`.execute(tx),
  ])
  return { rows, total: total.rows[0]!.n }
}

export async function endFact(tx: Tx, jurisdiction: string, id: string, on: string, why: string): Promise<void> {
  await sql`update credit.fact set ended_on = ${on}::date, ended_why = ${why} where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(
    tx,
  )
}

export type Row = {
  jurisdiction: string
  caseId: string
  number: string
  list: string
  subject: string
  name: string
  decision: string
  unit: string
  mark: string | null
  flags: string[]
  repair: string
  ended: string | null
}
const columns = sql.raw(
  `jurisdiction, case_id, number, list, subject, name, decision, unit, mark, flags, repair, ended`,
)

/** False where the same document was used for the same list already. */
export async function insertListing(tx: Tx, r: Omit<Row, 'mark' | 'flags' | 'repair' | 'ended'>): Promise<boolean> {
  const { rows } =
    await sql`insert into credit.listing (jurisdiction, case_id, number, list, subject, name, decision, unit)
    values (${r.jurisdiction}, ${r.caseId}::uuid, ${r.number}, ${r.list}, ${r.subject}, ${r.name}, ${r.decision}, ${r.unit})
    on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function listingOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Row> {
  const { rows } =
    await sql<Row>`select ${columns} from credit.listing where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(
      tx,
    )
  return rows[0]!
}
export async function listingByNumber(tx: Tx, number: string): Promise<Row | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from credit.listing where jurisdiction = ${number.slice(0, 6)} and number = ${number}`.execute(
      tx,
    )
  return rows[0]
}
/** In every place: a subject's listings, and all that have a mark. */
export async function listingsOf(tx: Tx, subject: string): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select ${columns} from credit.listing where jurisdiction ${inAnyPlace} and subject = ${subject} order by number`.execute(
      tx,
    )
  return rows
}
export async function openListings(tx: Tx, list: string | undefined, most: number): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select ${columns} from credit.listing where jurisdiction ${inAnyPlace} and mark is not null and ended is null
    and (${list ?? null}::text is null or list = ${list ?? null}) order by number desc limit ${most}`.execute(tx)
  return rows
}

export async function changeListing(
  tx: Tx,
  { jurisdiction, caseId }: Pick<Row, 'jurisdiction' | 'caseId'>,
  to: { mark?: string; flags?: string[]; repair?: string; ended?: string; on?: string },
): Promise<void> {
  await sql`update credit.listing set mark = coalesce(${to.mark ?? null}::uuid, mark), flags = coalesce(${to.flags ?? null}::text[], flags),
    repair = coalesce(${to.repair ?? null}, repair), ended = coalesce(${to.ended ?? null}, ended), ended_on = coalesce(${to.on ?? null}::date, ended_on)
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
}

export type Refused = { row: number; cells: string[]; reasons: Text[] }
export type Import = {
  register: string
  sha256: string
  taken: number
  warned: number
  refused: Refused[]
  head: string[]
}
export async function insertImport(tx: Tx, i: Import & { jurisdiction: string; id: string; at: Date }): Promise<void> {
  await sql`insert into credit.import (jurisdiction, id, register, sha256, taken, warned, refused, head, at)
    values (${i.jurisdiction}, ${i.id}::uuid, ${i.register}, ${i.sha256}, ${i.taken}, ${i.warned}, ${JSON.stringify(i.refused)}::text::jsonb, ${JSON.stringify(i.head)}::text::jsonb, ${i.at})`.execute(
    tx,
  )
}
export async function importOf(tx: Tx, jurisdiction: string, id: string): Promise<Import | undefined> {
  const { rows } = await sql<Import>`select register, sha256, taken, warned, refused, head from credit.import
    where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(tx)
  return rows[0]
}
export async function importedBefore(tx: Tx, jurisdiction: string, register: string, sha256: string): Promise<boolean> {
  const { rows } =
    await sql`select from credit.import where jurisdiction = ${jurisdiction} and register = ${register} and sha256 = ${sha256} and taken > 0`.execute(
      tx,
    )
  return rows.length > 0
}

export type Report = {
  jurisdiction: string
  id: string
  subject: string
  content: unknown
  sha256: string
  madeAt: Date
  /** anonymous, citizen, or the code of the unit. */
  asker: string
  personId: string | null
}
export async function insertReport(tx: Tx, r: Report): Promise<void> {
  await sql`insert into credit.report (jurisdiction, id, subject, content, sha256, made_at, asker, person_id)
    values (${r.jurisdiction}, ${r.id}::uuid, ${r.subject}, ${r.content as object}::jsonb, ${r.sha256}, ${r.madeAt}, ${r.asker}, ${r.personId}::uuid)`.execute(
    tx,
  )
}
const reportColumns = sql.raw(`jurisdiction, id, subject, content, sha256, made_at, asker, person_id`)
export async function findReport(tx: Tx, jurisdiction: string, id: string): Promise<Report | undefined> {
  const { rows } =
    await sql<Report>`select ${reportColumns} from credit.report where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(
      tx,
    )
  return rows[0]
}
/** Who asked for reports on a subject since a day: kept as long as the law has queries kept. */
export async function reportsOn(tx: Tx, subject: string, since: Date): Promise<Report[]> {
  const { rows } =
    await sql<Report>`select ${reportColumns} from credit.report where jurisdiction ${inAnyPlace} and subject = ${subject} and made_at >= ${since}
    order by made_at desc limit 200`.execute(tx)
  return rows
}
/** What stands of the facts that came from a case. */
export async function factsFrom(tx: Tx, jurisdiction: string, source: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from credit.fact
    where jurisdiction = ${jurisdiction} and source = ${source} and ended_on is null`.execute(tx)
  return rows.map((r) => r.id)
}
