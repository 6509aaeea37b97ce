import { inPlaceOf, sql, type Text, type Tx } from '../platform/index.ts'
import type { Bound, STATES } from './contract.ts'

export type Volume = {
  jurisdiction: string
  id: string
  number: string
  caseId: string
  caseNumber: string
  kind: string
  unit: string
  title: Text
  archivedAt: Date
  retention: string
  keepUntil: string | null
  boundAt: Date | null
  manifest: string | null
  main: Bound | null
  secondary: Bound | null
}
const columns = sql.raw(
  `v.jurisdiction, v.id, v.number, v.case_id, v.case_number, v.kind, v.unit, v.title, v.archived_at, v.retention, v.keep_until::text,
  v.bound_at, v.manifest, v.main, v.secondary`,
)

/** The next closing serial of a unit's year; its row lock keeps the serials without gaps. */
export async function nextSerial(tx: Tx, jurisdiction: string, unit: string, year: number): Promise<number> {
  const { rows } = await sql<{
    last: number
  }>`insert into archive.number as n (jurisdiction, unit, year, last) values (${jurisdiction}, ${unit}, ${year}, 1)
    on conflict (jurisdiction, unit, year) do update set last = n.last + 1 returning last`.execute(tx)
  return rows[0]!.last
}
export async function insertVolume(
  tx: Tx,
  v: Omit<Volume, 'boundAt' | 'manifest' | 'main' | 'secondary'>,
): Promise<void> {
  await sql`insert into archive.volume (jurisdiction, id, number, case_id, case_number, kind, unit, title, archived_at, retention, keep_until)
    values (${v.jurisdiction}, ${v.id}::uuid, ${v.number}, ${v.caseId}::uuid, ${v.caseNumber}, ${v.kind}, ${v.unit}, ${v.title}::jsonb, ${v.archivedAt}::timestamptz, ${v.retention}, ${v.keepUntil}::date)`.execute(
    tx,
  )
}
export async function findVolume(tx: Tx, id: string): Promise<Volume | undefined> {
  const { rows } = await sql<Volume>`select ${columns} from archive.volume v
    where v.jurisdiction ${inPlaceOf(id)} and v.id = ${id}::uuid`.execute(tx)
  return rows[0]
}
/** Locks it: lending, returning and appraising take turns. */
export async function lockVolume(tx: Tx, id: string): Promise<Volume | undefined> {
  const { rows } = await sql<Volume>`select ${columns} from archive.volume v
    where v.jurisdiction ${inPlaceOf(id)} and v.id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}
export async function volumeOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<Volume | undefined> {
  const { rows } = await sql<Volume>`select ${columns} from archive.volume v
    where v.jurisdiction = ${jurisdiction} and v.case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}
export async function putBound(
  tx: Tx,
  v: Volume,
  b: { at: Date; manifest: string; main: Bound; secondary: Bound | null },
): Promise<void> {
  await sql`update archive.volume set bound_at = ${b.at}::timestamptz, manifest = ${b.manifest}, main = ${b.main}::jsonb, secondary = ${b.secondary}::jsonb
    where jurisdiction = ${v.jurisdiction} and id = ${v.id}::uuid`.execute(tx)
}
export async function putTerm(tx: Tx, v: Volume, until: string | null): Promise<void> {
  await sql`update archive.volume set keep_until = ${until}::date where jurisdiction = ${v.jurisdiction} and id = ${v.id}::uuid`.execute(
    tx,
  )
}

export type Loan = {
  jurisdiction: string
  id: string
  volume: string
  kind: 'lend' | 'open'
  part: 'main' | 'both'
  personId: string
  name: string
  reason: string
  from: Date
  until: string
  returnedAt: Date | null
}
export async function insertLoan(tx: Tx, l: Omit<Loan, 'returnedAt'>): Promise<void> {
  await sql`insert into archive.loan (jurisdiction, id, volume, kind, part, person_id, name, reason, from_at, until)
    values (${l.jurisdiction}, ${l.id}::uuid, ${l.volume}::uuid, ${l.kind}, ${l.part}, ${l.personId}::uuid, ${l.name}, ${l.reason}, ${l.from}::timestamptz, ${l.until}::date)`.execute(
    tx,
  )
}
export async function loansOf(tx: Tx, v: Pick<Volume, 'jurisdiction' | 'id'>): Promise<Loan[]> {
  const { rows } =
    await sql<Loan>`select jurisdiction, id, volume, kind, part, person_id, name, reason, from_at as "from", until::text, returned_at
    from archive.loan where jurisdiction = ${v.jurisdiction} and volume = ${v.id}::uuid order by from_at desc, id`.execute(
      tx,
    )
  return rows
}
export async function returnLoan(tx: Tx, l: Loan, at: Date): Promise<void> {
  await sql`update archive.loan set returned_at = ${at}::timestamptz where jurisdiction = ${l.jurisdiction} and id = ${l.id}::uuid`.execute(
    tx,
  )
}

export type Waiting = {
  jurisdiction: string
  caseId: string
  number: string
  kind: string
  unit: string
  closedAt: Date
}
export async function putWaiting(tx: Tx, w: Waiting): Promise<void> {
  await sql`insert into archive.waiting (jurisdiction, case_id, number, kind, unit, closed_at)
    values (${w.jurisdiction}, ${w.caseId}::uuid, ${w.number}, ${w.kind}, ${w.unit}, ${w.closedAt}::timestamptz)
    on conflict (jurisdiction, case_id) do update set unit = excluded.unit, closed_at = excluded.closed_at`.execute(tx)
}
export async function dropWaiting(tx: Tx, jurisdiction: string, caseIds: readonly string[]): Promise<void> {
  await sql`delete from archive.waiting where jurisdiction = ${jurisdiction} and case_id = any(${[...caseIds]}::uuid[])`.execute(
    tx,
  )
}
/** Of one unit, of one kind, whose number holds some signs, where they are given; the oldest first. */
export async function listWaiting(
  tx: Tx,
  q: {
    jurisdiction: string
    unit: string | undefined
    kind?: string | undefined
    text?: string | undefined
    page: number
    size: number
  },
): Promise<{ rows: Waiting[]; total: number }> {
  const { rows } = await sql<
    Waiting & { n: number }
  >`select case_id, number, kind, unit, closed_at, count(*) over ()::int as n
    from archive.waiting where jurisdiction = ${q.jurisdiction} and (${q.unit ?? null}::text is null or unit = ${q.unit ?? null})
      and (${q.kind ?? null}::text is null or kind = ${q.kind ?? null})
      and (${q.text ?? null}::text is null or position(${q.text ?? ''} in number) > 0)
    order by closed_at, number limit ${q.size} offset ${(q.page - 1) * q.size}`.execute(tx)
  return { rows, total: rows[0]?.n ?? 0 }
}

export type VolumeRow = Pick<
  Volume,
  'id' | 'number' | 'caseNumber' | 'kind' | 'unit' | 'title' | 'archivedAt' | 'keepUntil'
> & { pages: number | null; state: (typeof STATES)[number] }
export async function listVolumes(
  tx: Tx,
  q: {
    jurisdiction: string
    unit: string | undefined
    text?: string | undefined
    kind?: string | undefined
    state?: VolumeRow['state'] | undefined
    today: string
    page: number
    size: number
  },
): Promise<{ rows: VolumeRow[]; total: number }> {
  const like = q.text ? `%${q.text.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<VolumeRow & { n: number }>`with found as (
      select v.id, v.number, v.case_number, v.kind, v.unit, v.title, v.archived_at, v.keep_until::text,
        ((v.main->>'pages')::int + coalesce((v.secondary->>'pages')::int, 0)) as pages,
        case when l.until < ${q.today}::date then 'overdue' when l.until is not null then 'out' when v.keep_until < ${q.today}::date then 'over' else 'kept' end as state
      from archive.volume v left join lateral (select min(x.until) as until from archive.loan x
        where x.jurisdiction = ${q.jurisdiction} and x.volume = v.id and x.kind = 'lend' and x.returned_at is null) l on true
      where v.jurisdiction = ${q.jurisdiction} and (${q.unit ?? null}::text is null or v.unit = ${q.unit ?? null})
        and (${q.kind ?? null}::text is null or v.kind = ${q.kind ?? null})
        and (${like}::text is null or v.number like ${like} or v.case_number like ${like} or v.title->>'zh' like ${like} or v.title->>'en' ilike ${like}))
    select *, count(*) over ()::int as n from found where ${q.state ?? null}::text is null or state = ${q.state ?? null}
    order by archived_at desc, number desc limit ${q.size} offset ${(q.page - 1) * q.size}`.execute(tx)
  return { rows, total: rows[0]?.n ?? 0 }
}
