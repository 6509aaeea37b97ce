import { inAnyPlace, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Contest } from './annual.rules.ts'
import type { Category, Request } from './report.rules.ts'

export async function insertRequest(
  tx: Tx,
  r: {
    jurisdiction: string
    caseId: string
    number: string
    unit: string
    category: string
    on: string
    asker: string
    asked: string
  },
): Promise<void> {
  await sql`insert into disclosure.request (jurisdiction, case_id, number, unit, category, received_on, asker, asked)
    values (${r.jurisdiction}, ${r.caseId}::uuid, ${r.number}, ${r.unit}, ${r.category}, ${r.on}::date, ${r.asker}, ${r.asked})`.execute(
    tx,
  )
}

export async function changeRequest(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  to: { receivedOn?: string; repliedOn?: string; row?: string },
): Promise<void> {
  await sql`update disclosure.request set received_on = coalesce(${to.receivedOn ?? null}::date, received_on),
    replied_on = coalesce(${to.repliedOn ?? null}::date, replied_on), row = coalesce(${to.row ?? null}, row)
    where jurisdiction = ${jurisdiction} and case_id = ${id}::uuid`.execute(tx)
}

/** Of a unit, or of the whole city: what a year's report counts. */
export async function requestsUntil(tx: Tx, unit: string | undefined, last: string): Promise<Request[]> {
  const { rows } = await sql<Request & { category: Category }>`select category, received_on::text, replied_on::text, row
    from disclosure.request where jurisdiction ${inAnyPlace} and (${unit ?? null}::text is null or unit = ${unit ?? null}) and received_on <= ${last}::date`.execute(
    tx,
  )
  return rows
}

/** Earlier requests of the same requester to the same unit: all of a span, and those that ask the same. */
export async function earlierOf(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
): Promise<{ same: string[]; month: number }> {
  const { rows } = await sql<{
    number: string
    same: boolean
    near: boolean
  }>`select o.number, o.asked = r.asked as same,
      o.received_on > r.received_on - 31 as near from disclosure.request r
    join disclosure.request o on o.jurisdiction = r.jurisdiction and o.unit = r.unit and o.asker = r.asker and o.case_id <> r.case_id
      and o.received_on <= r.received_on and o.number < r.number
    where r.jurisdiction = ${jurisdiction} and r.case_id = ${id}::uuid and r.asker <> '' order by o.number desc limit 500`.execute(
    tx,
  )
  return { same: rows.filter((r) => r.same).map((r) => r.number), month: rows.filter((r) => r.near).length }
}

export async function putContest(
  tx: Tx,
  { jurisdiction, id, unit }: { jurisdiction: string; id: string; unit: string },
  c: { n: number; way: string; on: string },
): Promise<void> {
  await sql`insert into disclosure.contest (jurisdiction, case_id, n, unit, way, opened_on)
    values (${jurisdiction}, ${id}::uuid, ${c.n}, ${unit}, ${c.way}, ${c.on}::date)`.execute(tx)
}
export async function settleContest(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  n: number,
  result: string,
  on: string,
): Promise<void> {
  await sql`update disclosure.contest set result = ${result}, ended_on = ${on}::date
    where jurisdiction = ${jurisdiction} and case_id = ${id}::uuid and n = ${n}`.execute(tx)
}
export async function contestsUntil(tx: Tx, unit: string | undefined, last: string): Promise<Contest[]> {
  const { rows } = await sql<Contest>`select way, opened_on::text as on, result, ended_on::text from disclosure.contest
    where jurisdiction ${inAnyPlace} and (${unit ?? null}::text is null or unit = ${unit ?? null}) and opened_on <= ${last}::date`.execute(
    tx,
  )
  return rows
}
