import { sql, type Text, type Tx } from '../platform/index.ts'

export type Row = {
  key: string
  kind: string
  title: Text
  line: Text
  /** Title, line and what else it is found by, in one form of writing. */
  says: [title: string, line: string, more: string]
  href: string
  unit: string | null
  jurisdiction: string
  at: Date
  weight: number
}
export type Filters = {
  kind?: string | undefined
  unit?: string | undefined
  place?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}
export type Indexed = Row & { terms: number[]; near: number[]; actId?: string }

/** Weight first, then time to the second. */
export const rankOf = (weight: number, at: Date): number => weight * 1e11 + Math.floor(at.getTime() / 1000)

export async function putEntry(tx: Tx, e: Indexed): Promise<void> {
  await sql`insert into search.entry (key, kind, title, line, says, href, unit, jurisdiction, at, rank, terms, near, act_id)
    values (${e.key}, ${e.kind}, ${e.title}::jsonb, ${e.line}::jsonb, ${e.says}::text[], ${e.href}, ${e.unit}, ${e.jurisdiction}, ${e.at}, ${rankOf(e.weight, e.at)}, ${e.terms}::int[], ${e.near}::int[], ${e.actId ?? null}::uuid)
    on conflict (key) do update set kind = excluded.kind, title = excluded.title, line = excluded.line, says = excluded.says, href = excluded.href,
      unit = excluded.unit, jurisdiction = excluded.jurisdiction, at = excluded.at, rank = excluded.rank, terms = excluded.terms, near = excluded.near, act_id = excluded.act_id`.execute(
    tx,
  )
}

export async function dropEntry(tx: Tx, key: string): Promise<void> {
  await sql`delete from search.entry where key = ${key}`.execute(tx)
}

const columns = sql.raw(
  `key, kind, title, line, says, href, unit, jurisdiction, at, (rank / 100000000000)::int as weight`,
)
const within = (f: Filters, now: Date) => sql`at <= ${now}
  and (${f.kind ?? null}::text is null or kind = ${f.kind ?? null}) and (${f.unit ?? null}::text is null or unit = ${f.unit ?? null})
  and (${f.place ?? null}::text is null or jurisdiction = ${f.place ?? null})
  and (${f.from ?? null}::timestamptz is null or at >= ${f.from ?? null}::timestamptz) and (${f.to ?? null}::timestamptz is null or at < ${f.to ?? null}::timestamptz)`

export type Column = 'terms' | 'near'

/**
 * Those that hold all terms of one of the lists: found in the index by its few rarest terms, the others read in the row. What half the city
 * holds costs as much to read in the index as everything.
 */
export async function holding(
  tx: Tx,
  column: Column,
  lists: readonly { by: number[]; all: number[] }[],
  f: Filters,
  now: Date,
  most: number,
): Promise<Row[]> {
  const any = sql.join(
    lists.map(
      ({ by, all }) =>
        sql`(${sql.raw(column)} @> ${by}::int[] and (${sql.raw(column)} || '{}'::int[]) @> ${all}::int[])`,
    ),
    sql` or `,
  )
  const { rows } =
    await sql<Row>`select ${columns} from search.entry where (${any}) and ${within(f, now)} limit ${most}`.execute(tx)
  return rows
}

/** The same of one list, where half the city holds it: in the order of rank, the first so many rows of it. */
export async function walk(
  tx: Tx,
  column: Column,
  terms: number[],
  f: Filters,
  now: Date,
  { most, reach }: { most: number; reach: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from
    (select * from search.entry order by rank desc limit ${reach}) as first
    where ${sql.raw(column)} @> ${terms}::int[] and ${within(f, now)} order by rank desc limit ${most}`.execute(tx)
  return rows
}

/** Those that hold any of the terms, and which of them. */
export async function holdingAny(
  tx: Tx,
  column: Column,
  terms: number[],
  f: Filters,
  now: Date,
  most: number,
): Promise<(Row & { held: number[] })[]> {
  const { rows } = await sql<
    Row & { held: number[] }
  >`select ${columns}, ${sql.raw(column)} as held from search.entry where ${sql.raw(column)} && ${terms}::int[] and ${within(f, now)} limit ${most}`.execute(
    tx,
  )
  return rows
}

export async function entriesOfKind(tx: Tx, kind: string, most: number): Promise<Pick<Row, 'title' | 'href'>[]> {
  const { rows } =
    await sql<Row>`select title, href from search.entry where kind = ${kind} order by rank desc, key limit ${most}`.execute(
      tx,
    )
  return rows
}

/** Terms that stand in many entries, with their share, and how many entries there are: the planner's own statistics. */
export async function common(tx: Tx, column: Column): Promise<{ total: number; share: Map<number, number> }> {
  const { rows } = await sql<{ total: number; elems: string | null; freqs: number[] | null }>`select
      greatest((select reltuples from pg_class where oid = 'search.entry'::regclass), 0)::float8 as total,
      most_common_elems::text as elems, most_common_elem_freqs as freqs
    from (select 1) as one left join pg_stats on schemaname = 'search' and tablename = 'entry' and attname = ${column}`.execute(
    tx,
  )
  const { total = 0, elems, freqs } = rows[0] ?? {}
  const list = (elems ?? '{}').slice(1, -1).split(',').filter(Boolean).map(Number)
  return { total, share: new Map(list.map((e, i) => [e, freqs?.[i] ?? 0])) }
}

/** A list counts to here, and says that there are more. */
export const MOST_LISTED = 10_000
export type Listed = Pick<Row, 'kind' | 'title' | 'line' | 'href' | 'unit' | 'at'> & {
  place: string
  on: string
  actId: string | null
}
export async function listedIn(
  tx: Tx,
  q: {
    kinds: string[]
    unit?: string | undefined
    place?: string | undefined
    words?: string | undefined
    offset: number
    limit: number
    now: Date
  },
): Promise<{ rows: Listed[]; total: number }> {
  const like = q.words ? `%${q.words.replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`kind = any(${q.kinds}::text[]) and at <= ${q.now} and (${q.unit ?? null}::text is null or unit = ${q.unit ?? null})
    and (${q.place ?? null}::text is null or jurisdiction = ${q.place ?? null})
    and (${like}::text is null or title ->> 'zh' ilike ${like} or title ->> 'en' ilike ${like})`
  const { rows } =
    await sql<Listed>`select kind, title, line, href, unit, jurisdiction as place, at, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on, act_id
    from search.entry where ${where} order by at desc, key limit ${q.limit} offset ${q.offset}`.execute(tx)
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from
    (select 1 from search.entry where ${where} limit ${MOST_LISTED + 1}) counted`.execute(tx)
  return { rows, total: counted[0]!.n }
}
export async function kindsIn(
  tx: Tx,
  kinds: string[],
  now: Date,
): Promise<{ kind: string; n: number; newest: string | null }[]> {
  const { rows } = await sql<{ kind: string; n: number; newest: string | null }>`select k.kind,
      (select count(*)::int from (select 1 from search.entry e where e.kind = k.kind and e.at <= ${now} limit ${MOST_LISTED + 1}) c) as n,
      (select to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from search.entry e where e.kind = k.kind and e.at <= ${now} order by e.at desc limit 1) as newest
    from unnest(${kinds}::text[]) as k(kind)`.execute(tx)
  return rows
}
