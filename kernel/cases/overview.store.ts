import { inAnyPlace, sql, type Tx } from '../platform/index.ts'
import type { StandingRow } from './standing.store.ts'

/** Of which units; undefined is all of them (the second level's wall). */
export type Units = readonly string[] | undefined
const ofUnits = (units: Units) =>
  sql`s.jurisdiction ${inAnyPlace} and (${units === undefined} or s.unit = any(${[...(units ?? [])]}::text[]))`

/** How many cases are open, and how many of them are due on the day. */
export async function countOpen(tx: Tx, units: Units, day: string): Promise<{ open: number; dueToday: number }> {
  const { rows } = await sql<{ open: number; dueToday: number }>`select count(*)::int as open,
      (count(*) filter (where s.due = ${day}::date))::int as "dueToday"
    from cases.standing s where not s.closed and ${ofUnits(units)}`.execute(tx)
  return rows[0]!
}

/** How many cases closed since an instant, and how many of them are not among `late`. */
export async function countClosed(
  tx: Tx,
  units: Units,
  since: Date,
  late: readonly string[],
): Promise<{ closed: number; onTime: number }> {
  const { rows } = await sql<{ closed: number; onTime: number }>`select count(*)::int as closed,
      (count(*) filter (where not s.case_id = any(${[...late]}::uuid[])))::int as "onTime"
    from cases.standing s where s.closed and s.closed_at >= ${since} and ${ofUnits(units)}`.execute(tx)
  return rows[0]!
}

/** Open cases of several units, what is due first on top; only those due on a day where one is given. */
export async function openCasesOf(
  tx: Tx,
  q: {
    units: Units
    due?: string | undefined
    text?: string | undefined
    sort?: 'due' | 'number' | 'unit' | undefined
    descending?: boolean | undefined
    limit: number
    offset: number
  },
): Promise<{ rows: { jurisdiction: string; caseId: string }[]; total: number }> {
  const by = sql.raw({ due: 's.due', number: 's.number', unit: 's.unit' }[q.sort ?? 'due'])
  const way = sql.raw(q.descending ? 'desc nulls last' : 'nulls last')
  const { rows } = await sql<{ jurisdiction: string; caseId: string; total: number }>`
    select s.jurisdiction, s.case_id as "caseId", count(*) over () as total from cases.standing s
    where not s.closed and ${ofUnits(q.units)} and (${q.due ?? null}::date is null or s.due = ${q.due ?? null}::date)
      and (${q.text ?? null}::text is null or strpos(s.number, ${q.text ?? null}) > 0)
    order by ${by} ${way}, s.number limit ${q.limit} offset ${q.offset}`.execute(tx)
  return {
    rows: rows.map(({ jurisdiction, caseId }) => ({ jurisdiction, caseId })),
    total: Number(rows[0]?.total ?? 0),
  }
}

/** How several cases of one jurisdiction stand. */
export async function standingOfMany(
  tx: Tx,
  jurisdiction: string,
  caseIds: string[],
): Promise<
  Map<
    string,
    Pick<StandingRow, 'caseId' | 'due' | 'statusText' | 'title' | 'number' | 'kind' | 'unit' | 'closed' | 'closedAt'>
  >
> {
  const { rows } =
    await sql<StandingRow>`select s.case_id as "caseId", s.due::text as due, s.status_text as "statusText", s.title,
      s.number, s.kind, s.unit, s.closed, s.closed_at as "closedAt" from cases.standing s
    where s.jurisdiction = ${jurisdiction} and s.case_id = any(${caseIds}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.caseId, r]))
}
