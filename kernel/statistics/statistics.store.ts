import { sql, type Tx } from '../platform/index.ts'
import type { Lying } from './dispersion.rules.ts'
import type { Grain, Span } from './span.rules.ts'

export type Fact = {
  jurisdiction: string
  statistic: string
  actId: string
  subjectId: string
  day: string
  key: string[]
  total: number
}
export async function insertFacts(tx: Tx, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(
    (f) =>
      sql`(${f.jurisdiction}, ${f.statistic}, ${f.actId}::uuid, ${f.subjectId}::uuid, ${f.day}::date, ${f.key}::text[], ${f.total}::bigint)`,
  )
  await sql`insert into statistics.fact (jurisdiction, statistic, act_id, subject_id, day, key, total) values ${sql.join(rows)}`.execute(
    tx,
  )
}
/** Marks what stands of a subject, or the one act, as undone; gives what it was. */
export async function undoFacts(
  tx: Tx,
  q: { jurisdiction: string; statistic: string; subjectId: string; actId: string | undefined; by: string },
): Promise<Fact[]> {
  const { rows } = await sql<Fact>`update statistics.fact set undone_by = ${q.by}::uuid
    where jurisdiction = ${q.jurisdiction} and statistic = ${q.statistic} and undone_by is null
      and (${q.actId ?? null}::uuid is not null and act_id = ${q.actId ?? null}::uuid or ${q.actId ?? null}::uuid is null and subject_id = ${q.subjectId}::uuid)
    returning jurisdiction, statistic, act_id, subject_id, day::text, key, total`.execute(tx)
  return rows
}

export type Change = Pick<Fact, 'jurisdiction' | 'statistic' | 'day' | 'key'> & {
  grain: Grain
  n: number
  total: number
}
/** Adds changes to the cube, in the order of their keys, so that two writers wait and do not lock one another out. */
export async function addToCells(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(
    (c) =>
      sql`(${c.jurisdiction}, ${c.statistic}, ${c.grain}, ${c.day}::date, ${c.key}::text[], ${c.n}::bigint, ${c.total}::bigint)`,
  )
  await sql`insert into statistics.cell as c (jurisdiction, statistic, grain, day, key, n, total) values ${sql.join(rows)}
    on conflict (jurisdiction, statistic, grain, day, key) do update set n = c.n + excluded.n, total = c.total + excluded.total`.execute(
    tx,
  )
}

export type CellQuery = {
  places: readonly string[]
  statistic: string
  spans: readonly Span[]
  /** Which part of the key, from 1; 0 is the month. */
  by: number
  /** Parts of the key that must have a value: place in the key, from 1, and value. */
  only?: readonly [number, string][]
}
/** Counts and sums of a period, by one dimension or by month, the largest first or in order of time. */
export async function readCells(tx: Tx, q: CellQuery): Promise<{ value: string; n: number; total: number }[]> {
  const value = q.by === 0 ? sql`to_char(day, 'YYYY-MM')` : sql`key[${sql.lit(q.by)}]`
  const within = sql.join(
    q.spans.map((s) => sql`grain = ${s.grain} and day between ${s.from}::date and ${s.to}::date`),
    sql` or `,
  )
  const only = sql.join(
    [sql`true`, ...(q.only ?? []).map(([at, wanted]) => sql`key[${sql.lit(at)}] = ${wanted}`)],
    sql` and `,
  )
  const { rows } = await sql<{ value: string; n: number; total: number }>`
    select ${value} as value, sum(n)::bigint as n, sum(total)::bigint as total from statistics.cell
    where jurisdiction = any(${[...q.places]}::text[]) and statistic = ${q.statistic} and (${within}) and ${only}
    group by 1 having sum(n) <> 0 order by ${q.by === 0 ? sql`1` : sql`2 desc, 1`}`.execute(tx)
  return rows
}

/** Counts and sums of whole months for one value of each statistic's dimension: `at` is its place in the key, from 1. */
export async function readMonths(
  tx: Tx,
  q: {
    places: readonly string[]
    of: readonly { statistic: string; at: number }[]
    value: string
    from: string
    to: string
  },
): Promise<{ statistic: string; month: string; n: number; total: number }[]> {
  if (q.of.length === 0) return []
  const any = sql.join(
    q.of.map((o) => sql`statistic = ${o.statistic} and key[${sql.lit(o.at)}] = ${q.value}`),
    sql` or `,
  )
  const { rows } = await sql<{ statistic: string; month: string; n: number; total: number }>`
    select statistic, to_char(day, 'YYYY-MM') as month, sum(n)::bigint as n, sum(total)::bigint as total from statistics.cell
    where jurisdiction = any(${[...q.places]}::text[]) and grain = 'month' and day between ${q.from}::date and ${q.to}::date and (${any})
    group by 1, 2 having sum(n) <> 0 order by 1, 2`.execute(tx)
  return rows
}

/** The acts that a cell counts, the newest first. */
export async function factsBehind(
  tx: Tx,
  q: {
    places: readonly string[]
    statistic: string
    from: string
    to: string
    by: number
    value: string
    limit: number
    offset: number
  },
): Promise<{ jurisdiction: string; id: string }[]> {
  const is = q.by === 0 ? sql`to_char(day, 'YYYY-MM') = ${q.value}` : sql`key[${sql.lit(q.by)}] = ${q.value}`
  const { rows } = await sql<{
    jurisdiction: string
    id: string
  }>`select jurisdiction, act_id as id from statistics.fact
    where jurisdiction = any(${[...q.places]}::text[]) and statistic = ${q.statistic} and undone_by is null
      and day between ${q.from}::date and ${q.to}::date and ${is} order by day desc, act_id desc limit ${q.limit} offset ${q.offset}`.execute(
    tx,
  )
  return rows
}

export type Point = {
  jurisdiction: string
  dispersion: string
  actId: string
  subjectId: string
  day: string
  group: string
  unit: string
  officer: string
  low: number
  high: number
  value: number
}
export async function insertPoint(tx: Tx, p: Point): Promise<void> {
  await sql`insert into statistics.point (jurisdiction, dispersion, act_id, subject_id, day, group_key, unit, officer, low, high, value)
    values (${p.jurisdiction}, ${p.dispersion}, ${p.actId}::uuid, ${p.subjectId}::uuid, ${p.day}::date, ${p.group}, ${p.unit}, ${p.officer}, ${p.low}::bigint, ${p.high}::bigint, ${p.value}::bigint)`.execute(
    tx,
  )
}
export async function undoPoints(
  tx: Tx,
  q: { jurisdiction: string; dispersion: string; subjectId: string; actId: string | undefined; by: string },
): Promise<void> {
  await sql`update statistics.point set undone_by = ${q.by}::uuid
    where jurisdiction = ${q.jurisdiction} and dispersion = ${q.dispersion} and undone_by is null
      and (${q.actId ?? null}::uuid is not null and act_id = ${q.actId ?? null}::uuid or ${q.actId ?? null}::uuid is null and subject_id = ${q.subjectId}::uuid)`.execute(
    tx,
  )
}
/**
 * How many standing decisions of a period lie where in their bands (`partOf`), by group and member: counted where they lie, since ten
 * years of a city are a million. `unit`: one unit of the member, to name a post by.
 */
export async function readLying(
  tx: Tx,
  q: {
    places: readonly string[]
    dispersion: string
    from: string
    to: string
    of: 'unit' | 'officer' | 'jurisdiction'
  },
): Promise<(Lying & { unit: string })[]> {
  const { rows } = await sql<Lying & { unit: string }>`
    select group_key as "group", ${sql.ref(q.of)} as member, min(unit) as unit, part, count(*)::int as n from statistics.point
    where jurisdiction = any(${[...q.places]}::text[]) and dispersion = ${q.dispersion} and undone_by is null
      and day between ${q.from}::date and ${q.to}::date and part is not null group by 1, 2, 4`.execute(tx)
  return rows
}
