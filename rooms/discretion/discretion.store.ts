import { endOfDay } from '../../kernel/calendar/index.ts'
import { sql, type Tx } from '../../kernel/platform/index.ts'

export type Standard = {
  jurisdiction: string
  code: string
  /** The subject of its acts. */
  id: string
  unit: string
  name: string
  xml: string
  revision: number
  draftedBy: string | null
  updatedAt: Date
}
export type Version = {
  code: string
  number: number
  name: string
  unit: string
  digest: string
  xml: string
  opinion: string
  publishedAt: Date
}

const standardColumns = sql.raw('jurisdiction, code, id, unit, name, xml, revision, drafted_by, updated_at')
const versionColumns = sql.raw('code, number, name, unit, digest, xml, opinion, published_at')

export async function findStandard(tx: Tx, code: string, lock = false): Promise<Standard | undefined> {
  const { rows } = await sql<Standard>`select ${standardColumns} from discretion.standard where code = ${code}
    ${lock ? sql.raw('for update') : sql.raw('')}`.execute(tx)
  return rows[0]
}

export async function listStandards(tx: Tx, unit?: string): Promise<Standard[]> {
  const { rows } = await sql<Standard>`select ${standardColumns} from discretion.standard
    where ${unit ?? null}::text is null or unit = ${unit ?? null} order by code`.execute(tx)
  return rows
}

export async function saveStandard(tx: Tx, s: Standard): Promise<void> {
  await sql`insert into discretion.standard (jurisdiction, code, id, unit, name, xml, revision, drafted_by, updated_at)
    values (${s.jurisdiction}, ${s.code}, ${s.id}::uuid, ${s.unit}, ${s.name}, ${s.xml}, ${s.revision}, ${s.draftedBy}, ${s.updatedAt}::timestamptz)
    on conflict (jurisdiction, code) do update set name = excluded.name, xml = excluded.xml, revision = excluded.revision,
      drafted_by = excluded.drafted_by, updated_at = excluded.updated_at`.execute(tx)
}

/** The version in force: the last one published, or the last published by the end of a day. */
export async function inForce(tx: Tx, code: string, on?: string): Promise<Version | undefined> {
  const by = on === undefined ? null : endOfDay(on)
  const { rows } = await sql<Version>`select ${versionColumns} from discretion.version where code = ${code}
    and (${by}::timestamptz is null or published_at <= ${by}::timestamptz) order by number desc limit 1`.execute(tx)
  return rows[0]
}

export async function allInForce(tx: Tx): Promise<Version[]> {
  const { rows } = await sql<Version>`select distinct on (code) ${versionColumns} from discretion.version
    order by code, number desc`.execute(tx)
  return rows
}

export async function insertVersion(tx: Tx, jurisdiction: string, v: Version): Promise<void> {
  await sql`insert into discretion.version (jurisdiction, code, number, name, unit, digest, xml, opinion, published_at)
    values (${jurisdiction}, ${v.code}, ${v.number}, ${v.name}, ${v.unit}, ${v.digest}, ${v.xml}, ${v.opinion}, ${v.publishedAt}::timestamptz)`.execute(
    tx,
  )
}
