import { inPlaceOf, newId, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Rung } from './ladder.ts'

export type MeasurePaper = { sha256: string; size: number; type: string; name: string }
export type Measure = {
  jurisdiction: string
  id: string
  caseId: string
  number: string
  unit: string
  office: string
  kind: Rung
  ladder: string
  said: string
  due: string | null
  issuedAt: Date
  rule: string | null
  ofDue: string | null
  after: string | null
  acknowledgeBy: string | null
  acknowledgedAt: Date | null
  answer: string | null
  answeredAt: Date | null
  papers: MeasurePaper[]
  askedDays: number | null
  askedAt: Date | null
  askedWhy: string | null
  extended: number
  returnedWhy: string | null
  closedAt: Date | null
  escalatedAt: Date | null
  takenFrom: string | null
}
export type NewMeasure = Pick<
  Measure,
  | 'jurisdiction'
  | 'caseId'
  | 'number'
  | 'unit'
  | 'office'
  | 'kind'
  | 'ladder'
  | 'said'
  | 'due'
  | 'issuedAt'
  | 'acknowledgeBy'
> &
  Partial<Pick<Measure, 'rule' | 'ofDue' | 'after'>>

const measureColumns = sql.raw(
  `jurisdiction, id, case_id, case_number as number, unit, office, kind, ladder, said, due::text, issued_at,
   rule, of_due::text, after, acknowledge_by::text, acknowledged_at, answer,
   answered_at, papers, asked_days, asked_at, asked_why, extended,
   returned_why, closed_at, escalated_at, taken_from`,
)

/** Undefined where the prompt of the rule was sent already. */
export async function insertMeasure(tx: Tx, m: NewMeasure): Promise<string | undefined> {
  const id = newId(m.issuedAt.getTime(), m.jurisdiction)
  const { rows } =
    await sql`insert into supervision.measure (jurisdiction, id, case_id, case_number, unit, office, kind, ladder, said, due, issued_at,
      acknowledge_by, rule, of_due, after)
    values (${m.jurisdiction}, ${id}::uuid, ${m.caseId}::uuid, ${m.number}, ${m.unit}, ${m.office}, ${m.kind}, ${m.ladder}, ${m.said}, ${m.due}::date,
      ${m.issuedAt}, ${m.acknowledgeBy}::date, ${m.rule ?? null}, ${m.ofDue ?? null}::date, ${m.after ?? null}::uuid)
    on conflict (jurisdiction, case_id, rule, of_due) where rule is not null do nothing returning id`.execute(tx)
  return rows.length > 0 ? id : undefined
}

export async function findMeasure(tx: Tx, id: string, lock = false): Promise<Measure | undefined> {
  const { rows } =
    await sql<Measure>`select ${measureColumns} from supervision.measure where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(
      tx,
    )
  return rows[0]
}
export async function measuresOfCases(tx: Tx, jurisdiction: string, caseIds: string[]): Promise<Measure[]> {
  const { rows } = await sql<Measure>`select ${measureColumns} from supervision.measure
    where jurisdiction = ${jurisdiction} and case_id = any(${caseIds}::uuid[]) order by issued_at`.execute(tx)
  return rows
}
export const measuresOf = (tx: Tx, jurisdiction: string, caseId: string): Promise<Measure[]> =>
  measuresOfCases(tx, jurisdiction, [caseId])

/** Which measures: of an office and of the units that it watches, of one unit, of one case. */
export type MeasureFilter = {
  office?: string | undefined
  units?: readonly string[] | undefined
  unit?: string | undefined
  text?: string | undefined
  kind?: Rung | undefined
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

/** How many answers, requests and appeals wait for the office. */
export const answeredCount = (office: string) =>
  sql<number>`(select count(*) from supervision.measure where office = ${office} and closed_at is null and (answered_at is not null or asked_at is not null))
    + (select count(*) from supervision.appeal where office = ${office} and decided_at is null)`

type Change = Partial<
  Pick<
    Measure,
    | 'office'
    | 'due'
    | 'acknowledgedAt'
    | 'answer'
    | 'answeredAt'
    | 'papers'
    | 'askedDays'
    | 'askedAt'
    | 'askedWhy'
    | 'extended'
    | 'returnedWhy'
    | 'closedAt'
    | 'escalatedAt'
    | 'takenFrom'
  >
>
const COLUMN: Record<keyof Change, [column: string, type: string]> = {
  office: ['office', 'text'],
  due: ['due', 'date'],
  acknowledgedAt: ['acknowledged_at', 'timestamptz'],
  answer: ['answer', 'text'],
  answeredAt: ['answered_at', 'timestamptz'],
  papers: ['papers', 'jsonb'],
  askedDays: ['asked_days', 'int'],
  askedAt: ['asked_at', 'timestamptz'],
  askedWhy: ['asked_why', 'text'],
  extended: ['extended', 'int'],
  returnedWhy: ['returned_why', 'text'],
  closedAt: ['closed_at', 'timestamptz'],
  escalatedAt: ['escalated_at', 'timestamptz'],
  takenFrom: ['taken_from', 'text'],
}

export async function changeMeasure(tx: Tx, m: Measure, change: Change): Promise<void> {
  const set = (Object.keys(change) as (keyof Change)[]).map((key) => {
    const [column, type] = COLUMN[key]
    const value = key === 'papers' ? JSON.stringify(change.papers) : (change[key] ?? null)
    return key === 'papers'
      ? sql`papers = ${value as string}::text::jsonb`
      : sql`${sql.raw(column)} = ${value as string | null}::${sql.raw(type)}`
  })
  await sql`update supervision.measure set ${sql.join(set)} where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid`.execute(
    tx,
  )
}
