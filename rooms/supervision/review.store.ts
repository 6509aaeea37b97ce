import { inAnyPlace, inPlaceOf, sql, type Text, type Tx } from '../../kernel/platform/index.ts'

/** Lights that went off in a month and were not drawn yet. */
export async function closedIn(tx: Tx, from: Date, to: Date): Promise<{ jurisdiction: string; id: string }[]> {
  const { rows } = await sql<{ jurisdiction: string; id: string }>`select l.jurisdiction, l.id from supervision.light l
    where l.jurisdiction ${inAnyPlace} and l.cleared_at >= ${from} and l.cleared_at < ${to}
      and not exists (select from supervision.review r where r.jurisdiction = l.jurisdiction and r.light_id = l.id)`.execute(
    tx,
  )
  return rows
}
export async function insertReviews(
  tx: Tx,
  month: string,
  list: { jurisdiction: string; id: string }[],
  at: Date,
): Promise<void> {
  if (list.length === 0) return
  await sql`insert into supervision.review (jurisdiction, light_id, month, drawn_at) values ${sql.join(
    list.map((l) => sql`(${l.jurisdiction}, ${l.id}::uuid, ${month}, ${at})`),
  )} on conflict do nothing`.execute(tx)
}
/** False where the light was not drawn, or was looked at already. */
export async function settleReview(
  tx: Tx,
  lightId: string,
  outcome: string,
  words: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`update supervision.review set outcome = ${outcome}, words = ${words}, reviewed_at = ${at}
    where jurisdiction ${inPlaceOf(lightId)} and light_id = ${lightId}::uuid and reviewed_at is null returning light_id`.execute(
    tx,
  )
  return rows.length > 0
}
export type ReviewRow = {
  lightId: string
  number: string
  says: Text | null
  rule: string
  light: string
  unit: string
  office: string
  month: string
  settled: string | null
  outcome: 'right' | 'wrong' | null
  words: string | null
}
export async function reviewRows(tx: Tx): Promise<ReviewRow[]> {
  const { rows } =
    await sql<ReviewRow>`select r.light_id, l.case_number as number, l.says, l.rule, l.light, l.unit, l.office, r.month,
      l.settled, r.outcome, r.words
    from supervision.review r join supervision.light l on l.jurisdiction = r.jurisdiction and l.id = r.light_id
    where r.jurisdiction ${inAnyPlace} order by r.reviewed_at is not null, r.month desc, l.case_number limit 500`.execute(
      tx,
    )
  return rows
}
