import { inAnyPlace, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Category, Request } from './report.rules.ts'

export async function insertRequest(
  tx: Tx,
  r: { jurisdiction: string; caseId: string; number: string; unit: string; category: string; on: string },
): Promise<void> {
  await sql`insert into disclosure.request (jurisdiction, case_id, number, unit, category, received_on)
    values (${r.jurisdiction}, ${r.caseId}::uuid, ${r.number}, ${r.unit}, ${r.category}, ${r.on}::date)`.execute(tx)
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
