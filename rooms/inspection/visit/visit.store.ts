import { type HeldPost, inAnyPlace, sql, type Tx } from '../../../kernel/platform/index.ts'

export type Visit = {
  jurisdiction: string
  caseId: string
  number: string
  task: string | null
  unit: string
  units: string[]
  uscc: string
  name: string
  cause: string
  items: string[]
  token: string
  openedAt: Date
  windowFrom: string | null
  windowTo: string | null
  visitedAt: Date | null
  conclusion: string | null
  publishedAt: Date | null
  dropped: boolean
}

const columns =
  sql.raw(`v.jurisdiction, v.case_id, v.number, v.task, v.unit, v.units, v.uscc, v.name, v.cause, v.items, v.token,
  v.opened_at, v.window_from::text, v.window_to::text, v.visited_at,
  v.conclusion, v.published_at, v.dropped`)

export async function insertVisit(
  tx: Tx,
  v: Omit<Visit, 'windowFrom' | 'windowTo' | 'visitedAt' | 'conclusion' | 'publishedAt' | 'dropped'>,
): Promise<void> {
  await sql`insert into inspection.visit (jurisdiction, case_id, number, task, unit, units, uscc, name, cause, items, token, opened_at)
    values (${v.jurisdiction}, ${v.caseId}::uuid, ${v.number}, ${v.task}::uuid, ${v.unit}, ${v.units}::text[], ${v.uscc}, ${v.name},
      ${v.cause}, ${v.items}::text[], ${v.token}, ${v.openedAt})`.execute(tx)
}

type Of = { jurisdiction: string; id: string }
export async function stampWindow(tx: Tx, c: Of, from: string, to: string): Promise<void> {
  await sql`update inspection.visit set window_from = ${from}::date, window_to = ${to}::date
    where jurisdiction = ${c.jurisdiction} and case_id = ${c.id}::uuid`.execute(tx)
}
export async function stampDropped(tx: Tx, c: Of): Promise<void> {
  await sql`update inspection.visit set dropped = true where jurisdiction = ${c.jurisdiction} and case_id = ${c.id}::uuid`.execute(
    tx,
  )
}
export async function stampVisited(tx: Tx, c: Of, at: Date, conclusion: string): Promise<void> {
  await sql`update inspection.visit set visited_at = ${at}, conclusion = ${conclusion}
    where jurisdiction = ${c.jurisdiction} and case_id = ${c.id}::uuid`.execute(tx)
}
export async function stampConclusion(tx: Tx, c: Of, conclusion: string): Promise<void> {
  await sql`update inspection.visit set conclusion = ${conclusion}
    where jurisdiction = ${c.jurisdiction} and case_id = ${c.id}::uuid`.execute(tx)
}
export async function stampPublished(tx: Tx, c: Of, at: Date): Promise<void> {
  await sql`update inspection.visit set published_at = ${at} where jurisdiction = ${c.jurisdiction} and case_id = ${c.id}::uuid`.execute(
    tx,
  )
}

export async function visitByToken(tx: Tx, token: string): Promise<Visit | undefined> {
  const { rows } = await sql<Visit>`select ${columns} from inspection.visit v
    where v.jurisdiction = ${token.slice(0, 6)} and v.token = ${token}`.execute(tx)
  return rows[0]
}

export async function visitOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<Visit | undefined> {
  const { rows } = await sql<Visit>`select ${columns} from inspection.visit v
    where v.jurisdiction = ${jurisdiction} and v.case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}

/** Visits of a year that a unit took part in and that count against its cap, by credit code: drawn or for its own reasons, not for a complaint or a transfer. */
export async function visitsOfYear(
  tx: Tx,
  q: { jurisdiction: string; unit: string; from: Date; to: Date },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ uscc: string; n: number }>`select uscc, count(*)::int as n from inspection.visit
    where jurisdiction = ${q.jurisdiction} and units @> array[${q.unit}]::text[] and cause in ('draw', 'other')
      and visited_at >= ${q.from} and visited_at < ${q.to} group by uscc`.execute(tx)
  return new Map(rows.map((r) => [r.uscc, r.n]))
}

/** Subjects whom an inspection by the unit is open against and has not been made. */
export async function underInspection(tx: Tx, jurisdiction: string, unit: string): Promise<Set<string>> {
  const { rows } = await sql<{ uscc: string }>`select distinct uscc from inspection.visit
    where jurisdiction = ${jurisdiction} and units @> array[${unit}]::text[] and visited_at is null and not dropped`.execute(
    tx,
  )
  return new Set(rows.map((r) => r.uscc))
}

/** Names of whom a draw gave, by credit code. */
export async function namesOfDraw(tx: Tx, jurisdiction: string, draw: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ uscc: string; name: string }>`select v.uscc, v.name from inspection.task k
    join inspection.visit v on v.jurisdiction = k.jurisdiction and v.task = k.id
    where k.jurisdiction = ${jurisdiction} and k.draw = ${draw}::uuid`.execute(tx)
  return new Map(rows.map((r) => [r.uscc, r.name]))
}

export type ResultQuery = {
  q?: string
  unit?: string | undefined
  conclusion?: string | undefined
  size: number
  page: number
}
export async function publishedVisits(tx: Tx, q: ResultQuery): Promise<{ rows: Visit[]; total: number }> {
  const like = q.q ? `%${q.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const { rows } = await sql<
    Visit & { total: number }
  >`select ${columns}, count(*) over () as total from inspection.visit v
    where v.jurisdiction ${inAnyPlace} and v.published_at is not null
      and (${q.unit ?? null}::text is null or v.unit = ${q.unit ?? null})
      and (${q.conclusion ?? null}::text is null or v.conclusion = ${q.conclusion ?? null})
      and (${like}::text is null or v.name ilike ${like} or v.uscc = ${q.q ?? ''} or v.number = ${q.q ?? ''})
    order by v.published_at desc, v.number limit ${q.size} offset ${(q.page - 1) * q.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...v }) => v), total: Number(rows[0]?.total ?? 0) }
}

/** After a case, in the order of ids: for the comparison with acts. */
export async function visitsAfter(tx: Tx, after: string, limit: number): Promise<Visit[]> {
  const { rows } = await sql<Visit>`select ${columns} from inspection.visit v
    where v.jurisdiction ${inAnyPlace} and (${after} = '' or v.case_id > nullif(${after}, '')::uuid) order by v.case_id limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** Inspections of the post's unit whose result is not published. */
export const openCount = (post: HeldPost) =>
  sql<number>`(select count(*) from inspection.visit where jurisdiction = ${post.jurisdiction} and unit = ${post.unitCode}
    and published_at is null and not dropped)`
