import { inAnyPlace, inPlaceOfNumber, sql, type Tx } from '../../kernel/platform/index.ts'

export type Row = {
  jurisdiction: string
  caseId: string
  number: string
  class: string
  unit: string
  district: string | null
  place: string
  lat: number | null
  long: number | null
  state: string
  open: boolean
  requestedAt: Date
  updatedAt: Date
  expectedOn: string | null
  mergedInto: string | null
}
const columns = sql.raw(
  `jurisdiction, case_id, number, class, unit, district, place, lat, long, state, open, requested_at, updated_at, expected_on::text, merged_into`,
)

export async function putTicket(tx: Tx, r: Row): Promise<void> {
  await sql`insert into consultations.ticket (jurisdiction, case_id, number, class, unit, district, place, lat, long, state, open, requested_at, updated_at, expected_on)
    values (${r.jurisdiction}, ${r.caseId}::uuid, ${r.number}, ${r.class}, ${r.unit}, ${r.district}, ${r.place}, ${r.lat}, ${r.long}, ${r.state}, ${r.open}, ${r.requestedAt}, ${r.updatedAt}, ${r.expectedOn}::date)`.execute(
    tx,
  )
}
export async function changeTicket(
  tx: Tx,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  r: Pick<Row, 'class' | 'unit' | 'state' | 'open' | 'updatedAt' | 'expectedOn' | 'mergedInto'>,
): Promise<void> {
  await sql`update consultations.ticket set class = ${r.class}, unit = ${r.unit}, state = ${r.state}, open = ${r.open}, updated_at = ${r.updatedAt},
      expected_on = ${r.expectedOn}::date, merged_into = ${r.mergedInto}
    where jurisdiction = ${jurisdiction} and case_id = ${id}::uuid`.execute(tx)
}
/** Open ones of the same matter at the same place since a day: they may be one, and a person says so. */
export async function similarTo(
  tx: Tx,
  q: { jurisdiction: string; class: string; place: string; since: Date },
): Promise<string[]> {
  if (q.place === '') return []
  const { rows } = await sql<{ number: string }>`select number from consultations.ticket
    where jurisdiction = ${q.jurisdiction} and class = ${q.class} and place = ${q.place} and open and merged_into is null and requested_at >= ${q.since}
    order by requested_at desc limit 10`.execute(tx)
  return rows.map((r) => r.number)
}
export async function mergedInto(tx: Tx, jurisdiction: string, number: string): Promise<string[]> {
  const { rows } = await sql<{ caseId: string }>`select case_id from consultations.ticket
    where jurisdiction = ${jurisdiction} and merged_into = ${number} order by number`.execute(tx)
  return rows.map((r) => r.caseId)
}
export async function ticketByNumber(tx: Tx, number: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select ${columns} from consultations.ticket
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function ticketsIn(
  tx: Tx,
  q: { classes: string[] | undefined; open: boolean | undefined; from: Date; to: Date; limit: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from consultations.ticket
    where jurisdiction ${inAnyPlace} and requested_at >= ${q.from} and requested_at < ${q.to}
      and (${q.classes ?? null}::text[] is null or class = any(${q.classes ?? null}::text[]))
      and (${q.open ?? null}::boolean is null or open = ${q.open ?? null})
    order by requested_at desc limit ${q.limit}`.execute(tx)
  return rows
}

export type Answer = {
  jurisdiction: string
  number: string
  title: string
  question: string
  answer: string
  class: string
  unit: string
  on: string
}
const answer = sql.raw(`jurisdiction, number, title, question, answer, class, unit, published_on::text as on`)
export async function putAnswer(tx: Tx, a: Answer): Promise<void> {
  await sql`insert into consultations.answer (jurisdiction, number, title, question, answer, class, unit, published_on)
    values (${a.jurisdiction}, ${a.number}, ${a.title}, ${a.question}, ${a.answer}, ${a.class}, ${a.unit}, ${a.on}::date)`.execute(
    tx,
  )
}
export async function answerByNumber(tx: Tx, number: string): Promise<Answer | undefined> {
  const { rows } = await sql<Answer>`select ${answer} from consultations.answer
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function answersIn(
  tx: Tx,
  q: { words: string | undefined; class: string | undefined; offset: number; limit: number },
): Promise<{ rows: Answer[]; total: number }> {
  const like = q.words ? `%${q.words.replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`jurisdiction ${inAnyPlace} and (${q.class ?? null}::text is null or class = ${q.class ?? null})
    and (${like}::text is null or title ilike ${like} or question ilike ${like} or answer ilike ${like})`
  const { rows } = await sql<Answer>`select ${answer} from consultations.answer where ${where}
    order by published_on desc, number desc limit ${q.limit} offset ${q.offset}`.execute(tx)
  const { rows: counted } = await sql<{
    n: number
  }>`select count(*)::int as n from consultations.answer where ${where}`.execute(tx)
  return { rows, total: counted[0]!.n }
}

export type Client = { client: string; name: string; admittedOn: string; endedOn: string | null }
export async function putClient(
  tx: Tx,
  c: { jurisdiction: string; client: string; name: string; key: string; on: string },
): Promise<void> {
  await sql`insert into consultations.client (jurisdiction, client, name, key_sha256, admitted_on)
    values (${c.jurisdiction}, ${c.client}, ${c.name}, ${c.key}, ${c.on}::date)`.execute(tx)
}
export async function endClient(tx: Tx, jurisdiction: string, client: string, on: string): Promise<boolean> {
  const { rows } = await sql`update consultations.client set ended_on = ${on}::date
    where jurisdiction = ${jurisdiction} and client = ${client} and ended_on is null returning client`.execute(tx)
  return rows.length > 0
}
export async function clientOf(tx: Tx, jurisdiction: string, key: string): Promise<Client | undefined> {
  const { rows } = await sql<Client>`select client, name, admitted_on::text, ended_on::text from consultations.client
    where jurisdiction = ${jurisdiction} and key_sha256 = ${key} and ended_on is null`.execute(tx)
  return rows[0]
}
export async function clientsOf(tx: Tx, jurisdiction: string): Promise<Client[]> {
  const { rows } = await sql<Client>`select client, name, admitted_on::text, ended_on::text from consultations.client
    where jurisdiction = ${jurisdiction} order by admitted_on desc, client`.execute(tx)
  return rows
}
