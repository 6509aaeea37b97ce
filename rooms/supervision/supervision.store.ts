import { inPlaceOf, newId, sql, type Text, type Tx } from '../../kernel/platform/index.ts'

export type LightRow = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  unit: string
  office: string
  rule: string
  says: Text | null
  light: 'yellow' | 'red'
  clock: string | null
  actId: string | null
  due: string
  raisedAt: Date
  clearedAt: Date | null
}

const lightColumns = sql.raw(
  `jurisdiction, id, case_id as "caseId", case_number as number, unit, office, rule, says, light, clock, act_id as "actId", due::text, raised_at as "raisedAt", cleared_at as "clearedAt"`,
)

/** The lights of several cases, oldest first. */
export async function lightsOfCases(tx: Tx, jurisdiction: string, caseIds: string[]): Promise<LightRow[]> {
  const { rows } = await sql<LightRow>`select ${lightColumns} from supervision.light
    where jurisdiction = ${jurisdiction} and case_id = any(${caseIds}::uuid[]) order by raised_at`.execute(tx)
  return rows
}

export async function lightsOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<LightRow[]> {
  const { rows } =
    await sql<LightRow>`select ${lightColumns} from supervision.light where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by raised_at`.execute(
      tx,
    )
  return rows
}

/** Whose lights: of all units when none is named. */
export type LightFilter = {
  units: readonly string[] | undefined
  light?: 'yellow' | 'red' | undefined
  text?: string | undefined
}
const openWhere = (f: LightFilter) => sql`cleared_at is null
  and (${f.units === undefined} or unit = any(${[...(f.units ?? [])]}::text[]))
  and (${f.text ?? null}::text is null or strpos(case_number, ${f.text ?? null}) > 0)`
const orders = { due: sql.raw('due'), number: sql.raw('case_number'), unit: sql.raw('unit') }

/** Cases with a light on, one row each: red first and the oldest limit, unless sorted otherwise. */
export async function litCases(
  tx: Tx,
  filter: LightFilter,
  q: { sort?: 'due' | 'number' | 'unit' | undefined; descending: boolean; limit: number; offset: number },
): Promise<{ rows: { jurisdiction: string; caseId: string }[]; total: number }> {
  const way = sql.raw(q.descending ? 'desc' : '')
  const by = q.sort ? sql`${orders[q.sort]} ${way}, case_number` : sql`light, due, case_number`
  const { rows } = await sql<{ jurisdiction: string; caseId: string; total: number }>`
    select jurisdiction, case_id as "caseId", count(*) over () as total from (
      select jurisdiction, case_id, case_number, min(unit) as unit, min(due) as due, min(light) as light
      from supervision.light where ${openWhere(filter)} group by jurisdiction, case_id, case_number
    ) lit where (${filter.light ?? null}::text is null or light = ${filter.light ?? null})
    order by ${by} limit ${q.limit} offset ${q.offset}`.execute(tx)
  return {
    rows: rows.map(({ jurisdiction, caseId }) => ({ jurisdiction, caseId })),
    total: Number(rows[0]?.total ?? 0),
  }
}

/** Cases by their worst open light. */
export async function countLights(
  tx: Tx,
  units: readonly string[] | undefined,
): Promise<{ yellow: number; red: number }> {
  const { rows } = await sql<{ light: 'yellow' | 'red'; n: number }>`select light, count(*) as n from (
      select min(light) as light from supervision.light where ${openWhere({ units })} group by jurisdiction, case_id
    ) lit group by light`.execute(tx)
  const of = (light: string) => Number(rows.find((r) => r.light === light)?.n ?? 0)
  return { yellow: of('yellow'), red: of('red') }
}

/** Cases that had a red light since an instant, or have one. */
export async function redSince(tx: Tx, units: readonly string[] | undefined, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct case_id as id from supervision.light
    where light = 'red' and (cleared_at is null or cleared_at >= ${since})
      and (${units === undefined} or unit = any(${[...(units ?? [])]}::text[]))`.execute(tx)
  return rows.map((r) => r.id)
}

/** Red lights raised, by unit and by the Monday of the week in the city's time. */
export async function redByWeek(
  tx: Tx,
  units: readonly string[] | undefined,
  since: Date,
): Promise<{ unit: string; week: string; n: number }[]> {
  const { rows } = await sql<{ unit: string; week: string; n: number }>`
    select unit, date_trunc('week', raised_at at time zone 'Asia/Shanghai')::date::text as week, count(distinct case_id)::int as n
    from supervision.light where light = 'red' and raised_at >= ${since}
      and (${units === undefined} or unit = any(${[...(units ?? [])]}::text[]))
    group by 1, 2`.execute(tx)
  return rows
}

export async function insertLight(tx: Tx, l: Omit<LightRow, 'id' | 'clearedAt'>): Promise<string> {
  const id = newId(l.raisedAt.getTime(), l.jurisdiction)
  await sql`insert into supervision.light (jurisdiction, id, case_id, case_number, unit, office, rule, says, light, clock, act_id, due, raised_at)
    values (${l.jurisdiction}, ${id}::uuid, ${l.caseId}::uuid, ${l.number}, ${l.unit}, ${l.office}, ${l.rule}, ${l.says}::jsonb, ${l.light}, ${l.clock}, ${l.actId}::uuid, ${l.due}::date, ${l.raisedAt})`.execute(
    tx,
  )
  return id
}

export async function findLight(tx: Tx, id: string, lock = false): Promise<LightRow | undefined> {
  const { rows } = await sql<LightRow>`select ${lightColumns} from supervision.light
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

export async function clearLight(tx: Tx, l: LightRow, at: Date): Promise<void> {
  await sql`update supervision.light set cleared_at = ${at} where jurisdiction = ${l.jurisdiction} and id = ${l.id}::uuid`.execute(
    tx,
  )
}

/** How many cases have a light on, of an office's units, of a unit, or of all; for the menu. */
export const litCount = ({ office, unit }: { office?: string; unit?: string }) =>
  sql<number>`(select count(distinct case_id) from supervision.light where cleared_at is null
    and (${office ?? null}::text is null or office = ${office ?? null}) and (${unit ?? null}::text is null or unit = ${unit ?? null}))`
