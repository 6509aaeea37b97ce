import { actsOfMany, sql, type Tx } from '../platform/index.ts'

/** What happened to one case on its chart, as its published acts say it: no person, no field but the step. */
export type CaseLog = {
  id: string
  number: string
  itemCode: string | null
  chartDigest: string
  closed: boolean
  begun: Date
  /** The chart's elements that were performed, in the order of the acts. */
  events: { element: string; at: Date }[]
  /** It was moved to a new version of its chart: no one chart has all of it. */
  moved: boolean
}

/** Of which unit, of which item, begun in which span. */
export type LogOf = { unit?: string | undefined; item?: string | undefined; from?: Date; to?: Date }

/** Cases of a kind in one place that go along a chart, a page after the case `after`; by their ids. */
export async function caseLogs(
  tx: Tx,
  jurisdiction: string,
  kind: string,
  after: string | undefined,
  limit: number,
  of: LogOf = {},
): Promise<CaseLog[]> {
  const { rows } = await sql<Omit<CaseLog, 'events' | 'moved'>>`
    select c.id, c.number, c.item_code, c.chart_digest, s.closed, c.submitted_at as begun from cases.case c
    join cases.standing s on s.jurisdiction = ${jurisdiction} and s.case_id = c.id
    where c.jurisdiction = ${jurisdiction} and c.kind = ${kind} and c.chart_digest is not null
      and (${after ?? null}::uuid is null or c.id > ${after ?? null}::uuid)
      ${of.unit === undefined ? sql`` : sql`and c.unit = ${of.unit}`} ${of.item === undefined ? sql`` : sql`and c.item_code = ${of.item}`}
      ${of.from === undefined ? sql`` : sql`and c.submitted_at >= ${of.from}`} ${of.to === undefined ? sql`` : sql`and c.submitted_at < ${of.to}`}
    order by c.id limit ${limit}`.execute(tx)
  const acts = await actsOfMany(
    tx,
    jurisdiction,
    rows.map((r) => r.id),
  )
  return rows.map((row) => {
    const own = acts.get(row.id) ?? []
    return {
      ...row,
      moved: own.some((a) => a.type === 'case.migrated'),
      events: own
        .filter((a) => a.published && typeof a.public.step === 'string')
        .map((a) => ({ element: a.public.step as string, at: a.happenedAt })),
    }
  })
}
