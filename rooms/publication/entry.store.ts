import { inAnyPlace, inPlaceOfNumber, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Entry } from './contract.ts'

export type Row = Entry & { jurisdiction: string; caseId: string }
const columns = sql.raw(`jurisdiction, case_id, number, unit, item, title, summary,
  to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as published_on, published_at, until::text, withdrawn_on::text, why, amends, amended_by`)

type New = Pick<
  Row,
  'jurisdiction' | 'caseId' | 'number' | 'unit' | 'item' | 'title' | 'summary' | 'publishedAt' | 'until' | 'amends'
>
export async function putEntry(tx: Tx, e: New): Promise<void> {
  await sql`insert into publication.entry (jurisdiction, case_id, number, unit, item, title, summary, published_at, until, amends)
    values (${e.jurisdiction}, ${e.caseId}::uuid, ${e.number}, ${e.unit}, ${e.item}, ${e.title}, ${e.summary}, ${e.publishedAt}, ${e.until}::date, ${e.amends})`.execute(
    tx,
  )
}
/** What was amended gives way to what amends it. */
export async function amendEntry(tx: Tx, jurisdiction: string, number: string, by: string): Promise<void> {
  await sql`update publication.entry set amended_by = ${by} where jurisdiction = ${jurisdiction} and number = ${number}`.execute(
    tx,
  )
}
export async function endEntry(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  on: string,
  why: string,
): Promise<void> {
  await sql`update publication.entry set withdrawn_on = ${on}::date, why = ${why}
    where jurisdiction = ${jurisdiction} and case_id = ${id}::uuid`.execute(tx)
}
export async function entryByNumber(tx: Tx, number: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select ${columns} from publication.entry
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function entriesIn(
  tx: Tx,
  q: {
    item?: string | undefined
    unit?: string | undefined
    words?: string | undefined
    all: boolean
    offset: number
    limit: number
  },
): Promise<{ rows: Row[]; total: number }> {
  const like = q.words ? `%${q.words.replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`jurisdiction ${inAnyPlace} and (${q.item ?? null}::text is null or item = ${q.item ?? null})
    and (${q.unit ?? null}::text is null or unit = ${q.unit ?? null}) and (${like}::text is null or title ilike ${like} or summary ilike ${like})
    and (${q.all} or (withdrawn_on is null and amended_by is null))`
  const { rows } = await sql<Row>`select ${columns} from publication.entry where ${where}
    order by published_at desc, number desc limit ${q.limit} offset ${q.offset}`.execute(tx)
  const { rows: counted } = await sql<{
    n: number
  }>`select count(*)::int as n from publication.entry where ${where}`.execute(tx)
  return { rows, total: counted[0]!.n }
}
export async function countsOf(
  tx: Tx,
  today: string,
): Promise<{ item: string; n: number; newest: string | null; overdue: number }[]> {
  const { rows } = await sql<{
    item: string
    n: number
    newest: string | null
    overdue: number
  }>`select item, sum(n)::int as n, max(newest) as newest, sum(overdue)::int as overdue from (
      select item, count(*) as n, max(to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as newest, 0 as overdue
        from publication.entry where jurisdiction ${inAnyPlace} and withdrawn_on is null and amended_by is null group by 1
      union all
      select item, 0, null, count(*) from publication.duty where jurisdiction ${inAnyPlace} and published_on is null and due < ${today}::date group by 1
    ) counted group by 1`.execute(tx)
  return rows
}

export async function putDuty(
  tx: Tx,
  d: { jurisdiction: string; caseId: string; item: string; unit: string; due: string; yearly: string | null },
): Promise<void> {
  await sql`insert into publication.duty (jurisdiction, case_id, item, unit, due, yearly)
    values (${d.jurisdiction}, ${d.caseId}::uuid, ${d.item}, ${d.unit}, ${d.due}::date, ${d.yearly})`.execute(tx)
}
export async function settleDuty(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  on: string,
): Promise<void> {
  await sql`update publication.duty set published_on = ${on}::date where jurisdiction = ${jurisdiction} and case_id = ${id}::uuid`.execute(
    tx,
  )
}
export async function yearlyKnown(tx: Tx, jurisdiction: string): Promise<Set<string>> {
  const { rows } = await sql<{
    yearly: string
  }>`select yearly from publication.duty where jurisdiction = ${jurisdiction} and yearly is not null`.execute(tx)
  return new Set(rows.map((r) => r.yearly))
}
