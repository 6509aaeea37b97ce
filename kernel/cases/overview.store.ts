import { inAnyPlace, inPlaces, sql, type Text, type Tx } from '../platform/index.ts'
import type { Case } from './case.store.ts'
import type { StandingRow } from './standing.store.ts'

/** Of which units; undefined is all of them (the second level's wall). */
export type Units = readonly string[] | undefined
const ofUnits = (units: Units) =>
  units === undefined
    ? sql`s.jurisdiction ${inAnyPlace}`
    : sql`s.jurisdiction ${inAnyPlace} and s.unit = any(${[...units]}::text[])`

/**
 * How many cases are open and due on the day, and how many closed since an instant, how many of these not among `late`; in one
 * statement, each number from the index that is made for it.
 */
export async function countCases(
  tx: Tx,
  units: Units,
  q: { day: string; since: Date; late: readonly string[] },
): Promise<{ open: number; dueToday: number; closed: number; onTime: number }> {
  const { rows } = await sql<{ open: number; dueToday: number; closed: number; onTime: number }>`
    select o.open, o."dueToday", c.closed, c."onTime" from
      (select count(*)::int as open, (count(*) filter (where s.due = ${q.day}::date))::int as "dueToday"
        from cases.standing s where not s.closed and ${ofUnits(units)}) o,
      (select count(*)::int as closed, (count(*) filter (where not s.case_id = any(${[...q.late]}::uuid[])))::int as "onTime"
        from cases.standing s where s.closed and s.closed_at >= ${q.since} and ${ofUnits(units)}) c`.execute(tx)
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
  const way = sql.raw(q.descending ? 'desc nulls last' : '')
  const asked = sql`from cases.standing s where not s.closed and ${ofUnits(q.units)}
    ${q.due === undefined ? sql`` : sql`and s.due = ${q.due}::date`}
    ${q.text === undefined ? sql`` : sql`and strpos(s.number, ${q.text}) > 0`}`
  const { rows } = await sql<{ jurisdiction: string; caseId: string; total: number }>`
    select s.jurisdiction, s.case_id, (select count(*) ${asked}) as total ${asked}
    order by ${by} ${way}, s.number limit ${q.limit} offset ${q.offset}`.execute(tx)
  return {
    rows: rows.map(({ jurisdiction, caseId }) => ({ jurisdiction, caseId })),
    total: Number(rows[0]?.total ?? 0),
  }
}

export type CaseInList = Pick<Case, 'jurisdiction' | 'id' | 'number' | 'kind' | 'unit' | 'versionId'> & {
  due: string | null
  title: Text
  statusText: Text
}
/** Cases as a list shows them, of one place or of a few, by id. */
export async function casesInList(
  tx: Tx,
  places: string | readonly string[],
  ids: string[],
): Promise<Map<string, CaseInList>> {
  const { rows } = await sql<CaseInList>`select s.jurisdiction, s.case_id as id, s.number, s.kind, s.unit, c.version_id,
      s.due::text, s.title, s.status_text
    from cases.standing s join cases.case c on c.jurisdiction = s.jurisdiction and c.id = s.case_id
    where s.jurisdiction ${inPlaces(places)} and s.case_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.id, r]))
}

/** How several cases of one jurisdiction stand. */
export async function standingOfMany(
  tx: Tx,
  jurisdiction: string,
  caseIds: string[],
): Promise<
  Map<
    string,
    Pick<
      StandingRow,
      'caseId' | 'due' | 'status' | 'statusText' | 'title' | 'number' | 'kind' | 'unit' | 'closed' | 'closedAt'
    >
  >
> {
  const { rows } = await sql<StandingRow>`select s.case_id, s.due::text, s.status, s.status_text, s.title,
      s.number, s.kind, s.unit, s.closed, s.closed_at from cases.standing s
    where s.jurisdiction = ${jurisdiction} and s.case_id = any(${caseIds}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.caseId, r]))
}
