import { queryWords } from '../catalog/index.ts'
import { later, sql, type Text, type Tx } from '../platform/index.ts'

/** How a case stands, folded from its acts; a row so that lists can filter, order and page. */
export type Standing = {
  jurisdiction: string
  caseId: string
  number: string
  kind: string
  itemCode: string | null
  unit: string
  /** The item's name, or the kind's. */
  title: Text
  /** The first party's name, hidden ones left out. */
  party: string
  status: string
  statusText: Text
  closed: boolean
  clock: string | null
  due: string | null
  openedAt: Date
  closedAt: Date | null
  words: string[]
}

const columns = sql.raw(
  `s.jurisdiction, s.case_id as "caseId", s.number, s.kind, s.item_code as "itemCode", s.unit, s.title, s.party, s.status, s.status_text as "statusText",
  s.closed, s.clock, s.due::text as due, s.opened_at as "openedAt", s.closed_at as "closedAt"`,
)
export type StandingRow = Omit<Standing, 'words'>

export async function putStanding(tx: Tx, s: Standing): Promise<void> {
  await later(
    tx,
    sql`insert into cases.standing (jurisdiction, case_id, number, kind, item_code, unit, title, party, status, status_text, closed, clock, due, opened_at, closed_at, words)
    values (${s.jurisdiction}, ${s.caseId}::uuid, ${s.number}, ${s.kind}, ${s.itemCode}, ${s.unit}, ${s.title}::jsonb, ${s.party}, ${s.status}, ${s.statusText}::jsonb, ${s.closed}, ${s.clock}, ${s.due}::date, ${s.openedAt}, ${s.closedAt}, ${s.words}::text[])
    on conflict (jurisdiction, case_id) do update set unit = excluded.unit, status = excluded.status, status_text = excluded.status_text, closed = excluded.closed,
      clock = excluded.clock, due = excluded.due, closed_at = excluded.closed_at`,
  )
}

export async function standingOf(tx: Tx, jurisdiction: string, caseId: string): Promise<StandingRow | undefined> {
  const { rows } = await sql<StandingRow>`select ${columns} from cases.standing s
    where s.jurisdiction = ${jurisdiction} and s.case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}

export type CaseQuery = {
  jurisdiction: string
  unit: string
  kind?: string | undefined
  text?: string | undefined
  item?: string | undefined
  status?: string | undefined
  /** Cases that wait for this act. */
  act?: string | undefined
  closed?: boolean | undefined
  order?: 'due' | 'number' | 'opened' | undefined
  descending?: boolean | undefined
  limit: number
  offset?: number | undefined
}

const filters = (q: CaseQuery) => {
  const words = q.text ? queryWords(q.text) : []
  return sql`s.jurisdiction = ${q.jurisdiction} and s.unit = ${q.unit}
    and (${q.closed ?? null}::boolean is null or s.closed = ${q.closed ?? false})
    and (${q.kind ?? null}::text is null or s.kind = ${q.kind ?? null})
    and (${q.item ?? null}::text is null or s.item_code = ${q.item ?? null})
    and (${q.status ?? null}::text is null or s.status = ${q.status ?? null})
    and (${q.text ?? null}::text is null or s.number = ${q.text ?? null} or (${words.length > 0} and s.words @> ${words}::text[]))
    and (${q.act ?? null}::text is null or exists (select from cases.work w
      where w.jurisdiction = ${q.jurisdiction} and w.case_id = s.case_id and w.act = ${q.act ?? null}))`
}
const orders = {
  due: sql.raw('s.due'),
  number: sql.raw('s.number'),
  opened: sql.raw('s.opened_at'),
}

/** A page of a unit's cases; what is due first stands first, a suspended clock after all running ones. */
export async function listStanding(tx: Tx, q: CaseQuery): Promise<StandingRow[]> {
  const way = sql.raw(q.descending ? 'desc nulls last' : 'nulls last')
  const { rows } = await sql<StandingRow>`select ${columns} from cases.standing s where ${filters(q)}
    order by ${orders[q.order ?? 'due']} ${way}, s.number limit ${q.limit} offset ${q.offset ?? 0}`.execute(tx)
  return rows
}

export async function countStanding(tx: Tx, q: Omit<CaseQuery, 'limit'>): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from cases.standing s where ${filters({ ...q, limit: 0 })}`.execute(tx)
  return Number(rows[0]!.n)
}

/** How many of the unit's cases wait for each act. */
export async function countByAct(tx: Tx, jurisdiction: string, unit: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ act: string; n: number }>`select w.act, count(distinct w.case_id) as n
    from cases.work w join cases.standing s on s.jurisdiction = w.jurisdiction and s.case_id = w.case_id
    where w.jurisdiction = ${jurisdiction} and s.jurisdiction = ${jurisdiction} and s.unit = ${unit} and w.act is not null group by w.act`.execute(
    tx,
  )
  return Object.fromEntries(rows.map((r) => [r.act, Number(r.n)]))
}

/** A person's cases, open ones first, newest first; `total` counts them all. */
export async function standingOfPerson(
  tx: Tx,
  q: {
    person: string
    kind?: string | undefined
    text?: string | undefined
    closed?: boolean | undefined
    limit: number
    offset?: number
  },
): Promise<{ rows: StandingRow[]; total: number }> {
  const words = q.text ? queryWords(q.text) : []
  const where = sql`(s.jurisdiction, s.case_id) in (select p.jurisdiction, p.case_id from cases.party p where p.person_id = ${q.person}::uuid)
    and (${q.kind ?? null}::text is null or s.kind = ${q.kind ?? null})
    and (${q.closed ?? null}::boolean is null or s.closed = ${q.closed ?? false})
    and (${q.text ?? null}::text is null or s.number = ${q.text ?? null} or (${words.length > 0} and s.words @> ${words}::text[]))`
  const { rows } = await sql<
    StandingRow & { total: number }
  >`select ${columns}, count(*) over () as total from cases.standing s
    where ${where} order by s.closed, s.opened_at desc limit ${q.limit} offset ${q.offset ?? 0}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: Number(rows[0]?.total ?? 0) }
}

/** What waits for a post, in all places of this database, what is due first on top. */
export async function inboxOf(
  tx: Tx,
  q: { unit: string; role: string; limit: number; offset?: number },
): Promise<
  (StandingRow & { act: string | null; element: string; workDue: string | null; own: boolean; since: Date })[]
> {
  const { rows } =
    await sql<any>`select ${columns}, w.act, w.element, w.due::text as "workDue", w.own, w.opened_at as since
    from cases.work w join cases.standing s on s.jurisdiction = w.jurisdiction and s.case_id = w.case_id
    where w.unit = ${q.unit} and (w.post is null or w.post = ${q.role})
    order by w.due nulls last, s.number, w.element limit ${q.limit} offset ${q.offset ?? 0}`.execute(tx)
  return rows
}
