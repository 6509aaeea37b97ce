import { inPlaceOf, newId, sql, type Text, type Tx, watchRules } from '../../kernel/platform/index.ts'
import type { Rule } from './light.rules.ts'

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
export type Measure = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  unit: string
  office: string
  kind: 'reminder' | 'order'
  said: string
  due: string | null
  issuedAt: Date
  answer: string | null
  answeredAt: Date | null
  closedAt: Date | null
}

const lightColumns = sql.raw(
  `jurisdiction, id, case_id as "caseId", case_number as number, unit, office, rule, says, light, clock, act_id as "actId", due::text, raised_at as "raisedAt", cleared_at as "clearedAt"`,
)
const measureColumns = sql.raw(
  `jurisdiction, id, case_id as "caseId", case_number as number, unit, office, kind, said, due::text, issued_at as "issuedAt", answer, answered_at as "answeredAt", closed_at as "closedAt"`,
)

/** The rules in force on a day: the city's own rows, and what rooms ship and no row replaces. */
export async function rulesOn(tx: Tx, day: string): Promise<Rule[]> {
  const { rows } = await sql<Rule & { inForce: boolean }>`select id, light, clock, act, name, basis,
      coalesce(condition, 'remaining <= ' || remaining) as condition, valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) as "inForce"
    from supervision.rule order by id`.execute(tx)
  const own = new Set(rows.map((r) => r.id))
  const shipped = [...watchRules.values()].filter((r) => !own.has(r.id) && r.from <= day && (!r.to || r.to > day))
  return [
    ...rows.filter((r) => r.inForce).map(({ inForce: _, ...rule }) => rule),
    ...shipped.map(
      (r): Rule => ({
        id: r.id,
        light: r.light,
        clock: 'clock' in r.on ? r.on.clock : null,
        act: 'act' in r.on ? r.on.act : null,
        condition: r.when,
        name: r.says,
        basis: r.basis,
      }),
    ),
  ]
}

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

/** Open lights; of one office where one is named. Red first, then the oldest deadline. */
export async function openLights(tx: Tx, office?: string): Promise<LightRow[]> {
  const { rows } = await sql<LightRow>`select ${lightColumns} from supervision.light
    where cleared_at is null and (${office ?? null}::text is null or office = ${office ?? null}) order by light, due, case_number limit 500`.execute(
    tx,
  )
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

export async function clearLight(tx: Tx, l: LightRow, at: Date): Promise<void> {
  await sql`update supervision.light set cleared_at = ${at} where jurisdiction = ${l.jurisdiction} and id = ${l.id}::uuid`.execute(
    tx,
  )
}

export async function insertMeasure(
  tx: Tx,
  m: Omit<Measure, 'id' | 'answer' | 'answeredAt' | 'closedAt'>,
): Promise<string> {
  const id = newId(m.issuedAt.getTime(), m.jurisdiction)
  await sql`insert into supervision.measure (jurisdiction, id, case_id, case_number, unit, office, kind, said, due, issued_at)
    values (${m.jurisdiction}, ${id}::uuid, ${m.caseId}::uuid, ${m.number}, ${m.unit}, ${m.office}, ${m.kind}, ${m.said}, ${m.due}::date, ${m.issuedAt})`.execute(
    tx,
  )
  return id
}

export async function findMeasure(tx: Tx, id: string, lock = false): Promise<Measure | undefined> {
  const { rows } =
    await sql<Measure>`select ${measureColumns} from supervision.measure where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(
      tx,
    )
  return rows[0]
}
export async function measuresOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Measure[]> {
  const { rows } =
    await sql<Measure>`select ${measureColumns} from supervision.measure where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid order by issued_at`.execute(
      tx,
    )
  return rows
}
export async function recentMeasures(
  tx: Tx,
  filter: { office?: string | undefined; unit?: string | undefined },
): Promise<Measure[]> {
  const { rows } = await sql<Measure>`select ${measureColumns} from supervision.measure
    where (${filter.office ?? null}::text is null or office = ${filter.office ?? null}) and (${filter.unit ?? null}::text is null or unit = ${filter.unit ?? null})
    order by closed_at nulls first, due nulls last, issued_at desc limit 200`.execute(tx)
  return rows
}
export async function answerMeasure(tx: Tx, m: Measure, answer: string, at: Date): Promise<void> {
  await sql`update supervision.measure set answer = ${answer}, answered_at = ${at} where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid`.execute(
    tx,
  )
}
export async function closeMeasure(tx: Tx, m: Measure, at: Date): Promise<void> {
  await sql`update supervision.measure set closed_at = ${at} where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid`.execute(
    tx,
  )
}
