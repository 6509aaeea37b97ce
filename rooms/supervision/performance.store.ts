import { inAnyPlace, sql, type Text, type Tx } from '../../kernel/platform/index.ts'

type Units = readonly string[] | undefined
const of = (units: Units) => (units === undefined ? sql`` : sql`and unit = any(${[...units]}::text[])`)

/** Lights of a span; what an appeal found false does not count. */
export async function lightsBetween(tx: Tx, units: Units, from: Date, to: Date) {
  const { rows } = await sql<{
    jurisdiction: string
    caseId: string
    unit: string
    number: string
    rule: string
    says: Text | null
    light: 'yellow' | 'red'
    onClock: boolean
  }>`
    select jurisdiction, case_id, unit, case_number as number, rule, says, light, clock is not null as "onClock" from supervision.light
    where jurisdiction ${inAnyPlace} and raised_at >= ${from} and raised_at < ${to} and settled is distinct from 'appeal' ${of(units)}`.execute(
    tx,
  )
  return rows
}
export async function measuresBetween(tx: Tx, units: Units, from: Date, to: Date) {
  const { rows } = await sql<{
    unit: string
    number: string
    kind: string
    late: boolean
    escalated: boolean
    at: Date
  }>`
    select unit, case_number as number, kind, issued_at as at, escalated_at is not null as escalated,
      due is not null and answered_at is not null and (answered_at at time zone 'Asia/Shanghai')::date > due as late
    from supervision.measure where jurisdiction ${inAnyPlace} and issued_at >= ${from} and issued_at < ${to} ${of(units)} order by issued_at`.execute(
    tx,
  )
  return rows
}
