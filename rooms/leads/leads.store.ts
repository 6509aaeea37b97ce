import { sql, type Tx } from '../../kernel/platform/index.ts'

export type Trace = {
  jurisdiction: string
  caseId: string
  number: string
  unit: string
  subject: string
  place: string
  itemCode: string
  seenOn: string
}

/** Spaces and punctuation aside: the same place is written in many ways. */
export const plain = (s: string): string =>
  s
    .normalize('NFKC')
    .replace(/[\s，。、,.()（）-]/g, '')
    .toLowerCase()

export async function putTrace(tx: Tx, t: Trace): Promise<void> {
  await sql`insert into leads.trace (jurisdiction, case_id, number, unit, subject, place, item_code, seen_on)
    values (${t.jurisdiction}, ${t.caseId}::uuid, ${t.number}, ${t.unit}, ${plain(t.subject)}, ${plain(t.place)}, ${t.itemCode}, ${t.seenOn}::date)`.execute(
    tx,
  )
}

/** Leads of the place that may be the same event: the same subject or the same place, of the last days. They are shown, not swallowed. */
export async function similarTo(
  tx: Tx,
  q: { jurisdiction: string; subject: string; place: string; since: string; not?: string | undefined },
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select number from leads.trace
    where jurisdiction = ${q.jurisdiction} and seen_on >= ${q.since}::date and number <> ${q.not ?? ''}
      and ((subject = ${plain(q.subject)} and subject <> '') or place = ${plain(q.place)})
    order by number desc limit 10`.execute(tx)
  return rows.map((r) => r.number)
}
