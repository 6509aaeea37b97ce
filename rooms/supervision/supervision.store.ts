import { MOST_IN_MENU } from '../../kernel/cases/index.ts'
import { inPlaceOf, inPlaces, newId, sql, type Text, type Tx } from '../../kernel/platform/index.ts'

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
  version: string | null
  facts: Record<string, unknown>
  evidence: string[]
  points: number
  raisedAt: Date
  clearedAt: Date | null
  /** How somebody put it out; null where its clock did. */
  settled: 'found' | 'appeal' | 'review' | null
}

const lightColumns = sql.raw(
  `jurisdiction, id, case_id, case_number as number, unit, office, rule, says, light, clock, act_id, due::text, version::text, facts, evidence, points, raised_at, cleared_at, settled`,
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
const ofUnits = (units: readonly string[] | undefined) =>
  units === undefined ? sql`` : sql`and unit = any(${[...units]}::text[])`
const openWhere = (f: LightFilter) => sql`cleared_at is null
  ${ofUnits(f.units)} ${f.text === undefined ? sql`` : sql`and strpos(case_number, ${f.text}) > 0`}`
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
    select jurisdiction, case_id, count(*) over () as total from (
      select jurisdiction, case_id, case_number, min(unit) as unit, min(due) as due, min(light) as light
      from supervision.light where ${openWhere(filter)} group by jurisdiction, case_id, case_number
    ) lit where (${filter.light ?? null}::text is null or light = ${filter.light ?? null})
    order by ${by} limit ${q.limit} offset ${q.offset}`.execute(tx)
  return {
    rows: rows.map(({ jurisdiction, caseId }) => ({ jurisdiction, caseId })),
    total: Number(rows[0]?.total ?? 0),
  }
}

export type LightNumbers = {
  /** Cases by their worst open light. */
  yellow: number
  red: number
  /** Closed cases that were late since an instant are among these; a clock's light that is still on stands on an open case. */
  late: string[]
  /** Red lights raised, by unit and by the Monday of the week in the city's time. */
  weeks: { unit: string; week: string; n: number }[]
  /** Cases with a light on, by unit and colour. */
  on: { unit: string; light: 'yellow' | 'red'; n: number }[]
}
/** The wall's numbers of lights, in one statement. */
export async function lightNumbers(
  tx: Tx,
  units: readonly string[] | undefined,
  q: { since: Date; firstWeek: Date },
): Promise<LightNumbers> {
  const { rows } = await sql<LightNumbers>`with lit as (
      select min(light) as light from supervision.light where ${openWhere({ units })} group by jurisdiction, case_id)
    select (select count(*)::int from lit where light = 'yellow') as yellow,
      (select count(*)::int from lit where light = 'red') as red,
      array(select distinct case_id from supervision.light
        where light = 'red' and (cleared_at >= ${q.since} or cleared_at is null and clock is null) ${ofUnits(units)}) as late,
      (select coalesce(jsonb_agg(o), '[]') from (select unit, light, count(distinct case_id)::int as n
        from supervision.light where ${openWhere({ units })} group by 1, 2) o) as on,
      (select coalesce(jsonb_agg(w), '[]') from (
        select unit, date_trunc('week', raised_at at time zone 'Asia/Shanghai')::date as week, count(distinct case_id)::int as n
        from supervision.light where light = 'red' and raised_at >= ${q.firstWeek} ${ofUnits(units)} group by 1, 2) w) as weeks`.execute(
    tx,
  )
  return rows[0]!
}

export type OnCase = Pick<LightRow, 'caseId' | 'unit' | 'light' | 'due' | 'says' | 'rule' | 'clock'>
/** The open lights of several cases, and how many measures on each wait for an answer; in one statement. */
export async function openOnCases(
  tx: Tx,
  places: readonly string[],
  caseIds: string[],
): Promise<{ lights: OnCase[]; waiting: Map<string, number> }> {
  const { rows } = await sql<OnCase & { waiting: number | null }>`
    select case_id, unit, light, due::text, says, rule, clock, null::int as waiting from supervision.light
      where jurisdiction ${inPlaces(places)} and case_id = any(${caseIds}::uuid[]) and cleared_at is null
    union all select case_id, null, null, null, null, null, null, count(*)::int from supervision.measure
      where jurisdiction ${inPlaces(places)} and case_id = any(${caseIds}::uuid[]) and answered_at is null and closed_at is null
      group by case_id`.execute(tx)
  return {
    lights: rows.filter((r) => r.waiting === null),
    waiting: new Map(rows.flatMap((r) => (r.waiting === null ? [] : [[r.caseId, r.waiting]]))),
  }
}

export async function insertLight(tx: Tx, l: Omit<LightRow, 'id' | 'clearedAt' | 'settled'>): Promise<string> {
  const id = newId(l.raisedAt.getTime(), l.jurisdiction)
  await sql`insert into supervision.light (jurisdiction, id, case_id, case_number, unit, office, rule, says, light, clock, act_id, due, version, facts, evidence, points, raised_at)
    values (${l.jurisdiction}, ${id}::uuid, ${l.caseId}::uuid, ${l.number}, ${l.unit}, ${l.office}, ${l.rule}, ${l.says}::jsonb, ${l.light}, ${l.clock}, ${l.actId}::uuid, ${l.due}::date,
      ${l.version}::date, ${l.facts}::jsonb, ${l.evidence}::uuid[], ${l.points}, ${l.raisedAt})`.execute(tx)
  return id
}

export async function findLight(tx: Tx, id: string, lock = false): Promise<LightRow | undefined> {
  const { rows } = await sql<LightRow>`select ${lightColumns} from supervision.light
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

export async function clearLight(tx: Tx, l: LightRow, at: Date, settled: LightRow['settled'] = null): Promise<void> {
  await sql`update supervision.light set cleared_at = ${at}, settled = ${settled} where jurisdiction = ${l.jurisdiction} and id = ${l.id}::uuid`.execute(
    tx,
  )
}

export async function lightVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`select concat_ws(' ',
    (select max(raised_at) from supervision.light), (select max(cleared_at) from supervision.light), (select max(issued_at) from supervision.measure),
    (select count(*) from supervision.light where cleared_at is null)) as version`.execute(tx)
  return rows[0]!.version
}

/** How many cases have a light on, of an office's units, of a unit, or of all; no more than a menu says. */
export const litCount = ({ office, unit }: { office?: string; unit?: string }) =>
  sql<number>`(select count(*) from (select distinct case_id from supervision.light where cleared_at is null
    ${office === undefined ? sql`` : sql`and office = ${office}`} ${unit === undefined ? sql`` : sql`and unit = ${unit}`}
    limit ${MOST_IN_MENU + 1}) lit)`
