import { inAnyPlace, sql, type Tx } from '../../kernel/platform/index.ts'

export type Health = {
  rule: string
  raised: number
  cases: number
  last: Date | null
  appeals: number
  upheld: number
  causes: Record<string, number>
}
export async function health(tx: Tx, since: Date): Promise<Health[]> {
  const { rows } = await sql<Health>`
    with l as (select rule, count(*)::int as raised, count(distinct case_id)::int as cases, max(raised_at) as last
        from supervision.light where jurisdiction ${inAnyPlace} and raised_at >= ${since} group by 1),
      a as (select rule, sum(n)::int as appeals, coalesce(sum(n) filter (where outcome = 'upheld'), 0)::int as upheld,
          coalesce(jsonb_object_agg(cause, n) filter (where cause is not null), '{}') as causes
        from (select rule, outcome, cause, count(*)::int as n from supervision.appeal where jurisdiction ${inAnyPlace} and at >= ${since} group by 1, 2, 3) x
        group by 1)
    select coalesce(l.rule, a.rule) as rule, coalesce(raised, 0) as raised, coalesce(cases, 0) as cases, last, coalesce(appeals, 0) as appeals,
      coalesce(upheld, 0) as upheld, coalesce(causes, '{}') as causes
    from l full join a on a.rule = l.rule order by 1`.execute(tx)
  return rows
}

export async function firstLight(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{
    at: Date | null
  }>`select min(raised_at) as at from supervision.light where jurisdiction ${inAnyPlace}`.execute(tx)
  return rows[0]?.at ?? null
}

/** Lights by unit, month of the city's time, and colour. */
export async function lightsByMonth(
  tx: Tx,
  since: Date,
): Promise<{ unit: string; month: string; light: 'yellow' | 'red'; n: number }[]> {
  const { rows } = await sql<{ unit: string; month: string; light: 'yellow' | 'red'; n: number }>`
    select unit, to_char(raised_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, light, count(*)::int as n
    from supervision.light where jurisdiction ${inAnyPlace} and raised_at >= ${since} and settled is distinct from 'appeal' group by 1, 2, 3`.execute(
    tx,
  )
  return rows
}
