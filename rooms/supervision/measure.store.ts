import { inPlaceOf, newId, sql, type Tx } from '../../kernel/platform/index.ts'

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

const measureColumns = sql.raw(
  `jurisdiction, id, case_id, case_number as number, unit, office, kind, said, due::text, issued_at, answer, answered_at, closed_at`,
)

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
/** Which measures: of an office and of the units that it watches, of one unit, of one case. */
export type MeasureFilter = {
  office?: string | undefined
  units?: readonly string[] | undefined
  unit?: string | undefined
  text?: string | undefined
  kind?: 'reminder' | 'order' | undefined
  state?: 'waiting' | 'answered' | 'closed' | undefined
}

const where = (f: MeasureFilter) => sql`
  (${f.unit ?? null}::text is null or unit = ${f.unit ?? null})
  and (${f.office ?? null}::text is null or office = ${f.office ?? null} or unit = any(${[...(f.units ?? [])]}::text[]))
  and (${f.text ?? null}::text is null or strpos(case_number, ${f.text ?? null}) > 0)
  and (${f.kind ?? null}::text is null or kind = ${f.kind ?? null})
  and (${f.state ?? null}::text is null or ${f.state ?? null} = case
    when closed_at is not null then 'closed' when answered_at is not null then 'answered' else 'waiting' end)`

/** What is open stands first, and of that what is due first. */
export async function listMeasures(
  tx: Tx,
  filter: MeasureFilter,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<{ rows: Measure[]; total: number }> {
  const { rows } = await sql<Measure & { total: number }>`select ${measureColumns}, count(*) over () as total
    from supervision.measure where ${where(filter)}
    order by closed_at is not null, answered_at is not null, due nulls last, issued_at desc, id limit ${limit} offset ${offset}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...m }) => m), total: Number(rows[0]?.total ?? 0) }
}

/** How many measures wait for an answer of the post's unit; for the menu. */
export const waitingCount = (unit: string) =>
  sql<number>`(select count(*) from supervision.measure where unit = ${unit} and answered_at is null and closed_at is null)`

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

/** How many answers wait for the office that asked for them. */
export const answeredCount = (office: string) =>
  sql<number>`(select count(*) from supervision.measure where office = ${office} and answered_at is not null and closed_at is null)`
