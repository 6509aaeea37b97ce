import { queryWords } from '../catalog/index.ts'
import { type HeldPost, later, sql, type Text, type Tx } from '../platform/index.ts'
import { byWords, countedOf, MOST_COUNTED, pageOf } from './counted.ts'
import { waiting } from './work.store.ts'

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
  `s.jurisdiction, s.case_id, s.number, s.kind, s.item_code, s.unit, s.title, s.party, s.status, s.status_text,
  s.closed, s.clock, s.due::text, s.opened_at, s.closed_at`,
)
export type StandingRow = Omit<Standing, 'words'>

export async function putStanding(tx: Tx, s: Standing): Promise<void> {
  await later(
    tx,
    sql`insert into cases.standing as s (jurisdiction, case_id, number, kind, item_code, unit, title, party, status, status_text, closed, clock, due, opened_at, closed_at, words)
    values (${s.jurisdiction}, ${s.caseId}::uuid, ${s.number}, ${s.kind}, ${s.itemCode}, ${s.unit}, ${s.title}::jsonb, ${s.party}, ${s.status}, ${s.statusText}::jsonb, ${s.closed}, ${s.clock}, ${s.due}::date, ${s.openedAt}, ${s.closedAt}, ${[...s.words, wordOfUnit(s.unit)]}::text[])
    on conflict (jurisdiction, case_id) do update set unit = excluded.unit, status = excluded.status, status_text = excluded.status_text, closed = excluded.closed,
      clock = excluded.clock, due = excluded.due, closed_at = excluded.closed_at, words = case when s.unit = excluded.unit then s.words else excluded.words end`,
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
  /** Only these cases. */
  ids?: string[] | undefined
  order?: 'due' | 'number' | 'opened' | undefined
  descending?: boolean | undefined
  limit: number
  offset?: number | undefined
}

/** What stands among the words of each of the unit's cases; no word of a language begins so. */
export const wordOfUnit = (unit: string): string => `@${unit}`

/** Only what is asked stands in the statement, so that its plan finds the index that is made for it. */
const filters = (q: Omit<CaseQuery, 'limit'>) =>
  sql.join([sql`s.jurisdiction = ${q.jurisdiction}`, ...conditions(q)], sql` and `)

const conditions = (q: Omit<CaseQuery, 'limit'>) => [
  sql`s.unit = ${q.unit}`,
  ...(q.closed === undefined ? [] : [sql`s.closed = ${q.closed}`]),
  ...(q.kind === undefined ? [] : [sql`s.kind = ${q.kind}`]),
  ...(q.item === undefined ? [] : [sql`s.item_code = ${q.item}`]),
  ...(q.status === undefined ? [] : [sql`s.status = ${q.status}`]),
  ...(q.ids === undefined ? [] : [sql`s.case_id = any(${q.ids}::uuid[])`]),
  ...(q.text === undefined ? [] : [found(q.text)]),
  ...(q.act === undefined
    ? []
    : [
        sql`exists (select from cases.work w
            where w.jurisdiction = ${q.jurisdiction} and w.case_id = s.case_id and w.act = ${q.act})`,
      ]),
]

/**
 * By the index of words alone, which knows the unit: what else is asked is looked at in the rows, lest another index walk the unit.
 * Two conditions, since PostgreSQL guesses one two-hundredth for each, whatever the words.
 */
const byIndexOfWords = (q: Omit<CaseQuery, 'limit'>, words: string[]) =>
  sql`s.jurisdiction = ${q.jurisdiction} and s.words @> ${words}::text[] and s.words @> ${[wordOfUnit(q.unit)]}::text[]
    and (${sql.join(conditions({ ...q, text: undefined }), sql` and `)}) is true`

/** What was typed is a case's number, or words; these are looked for in the rows as they come. */
function found(text: string) {
  const words = wordsIn(text)
  return words ? sql`(s.words @> ${words}::text[]) is true` : sql`s.number = ${text.trim()}`
}
const NUMBER = /^\d{6}-\d{4}-\d+$/
const wordsIn = (text: string): string[] | undefined => {
  const words = queryWords(text)
  return NUMBER.test(text.trim()) || words.length === 0 ? undefined : words
}

const orders = {
  due: [sql.raw('s.due'), sql.raw('s.due desc nulls last')],
  number: [sql.raw('s.number'), sql.raw('s.number desc')],
  opened: [sql.raw('s.opened_at'), sql.raw('s.opened_at desc')],
} as const

/**
 * What a page is taken from, in its order. The indexes hold open cases and closed ones apart; where both are asked, as many of each
 * as the page can need are read and merged: a sort of all that a unit ever had took a quarter of a second over 40,000.
 */
function inOrder(q: CaseQuery, order: ReturnType<typeof sql>, many: ReturnType<typeof sql>) {
  const where = (closed: boolean | undefined) => sql`where ${many} and ${filters({ ...q, closed })}`
  // Few by their keys: the fence keeps PostgreSQL from reading the unit's list in its order until it has met them.
  if (q.ids)
    return sql`(select s.* from cases.standing s where s.jurisdiction = ${q.jurisdiction}
      and s.case_id = any(${q.ids}::uuid[]) offset 0) s ${where(q.closed)}`
  if (q.closed !== undefined) return sql`cases.standing s ${where(q.closed)}`
  const most = q.limit + (q.offset ?? 0)
  const part = (closed: boolean) =>
    sql`(select s.* from cases.standing s ${where(closed)} order by ${order}, s.number limit ${most})`
  return sql`(${part(false)} union all ${part(true)}) s`
}

/** A page of a unit's cases, what is due first on top, a suspended clock after all running ones; `total`: at most one more than MOST_COUNTED. */
export async function listStanding(tx: Tx, q: CaseQuery): Promise<{ rows: StandingRow[]; total: number }> {
  const order = orders[q.order ?? 'due'][q.descending ? 1 : 0]
  const offset = q.offset ?? 0
  const page = sql`order by ${order}, s.number limit ${q.limit} offset ${offset}`
  const words = q.text === undefined ? undefined : wordsIn(q.text)
  const counted = countedOf(sql`from cases.standing s where ${filters(q)}`)
  const searched = () => {
    const found = byWords({
      key: sql`s.case_id`,
      column: sql`s.words`,
      table: sql`cases.standing s`,
      all: filters({ ...q, text: undefined }),
      holding: byIndexOfWords(q, words!),
      words: words!,
    })
    return sql<StandingRow & { total: number }>`${found.with}
      (select ${columns}, ${found.total} from cases.standing s where not ${found.many}
        and s.jurisdiction = ${q.jurisdiction} and s.case_id = any(${found.few}) ${page})
      union all (select ${columns}, ${found.total} from ${inOrder(q, order, found.many)} ${page})`
  }
  const { rows } = await (words
    ? searched()
    : sql<
        StandingRow & { total: number }
      >`select ${columns}, (${counted}) as total from ${inOrder(q, order, sql`true`)} ${page}`
  ).execute(tx)
  return pageOf(rows, offset, async () => (await counted.execute(tx)).rows[0]!.n)
}

/** How many of the unit's open cases wait for each act; undefined where more than MOST_COUNTED are open: counting them was half of a page. */
export async function countByAct(
  tx: Tx,
  jurisdiction: string,
  unit: string,
): Promise<Record<string, number> | undefined> {
  const { rows } = await sql<{ act: string | null; n: number }>`with open as materialized (
      select s.case_id from cases.standing s where s.jurisdiction = ${jurisdiction} and s.unit = ${unit} and not s.closed
      limit ${MOST_COUNTED + 1})
    select act, count(*)::int as n from (
      select distinct w.act, w.case_id from open o join cases.work w on w.jurisdiction = ${jurisdiction} and w.case_id = o.case_id
      where w.act is not null and (select count(*) from open) <= ${MOST_COUNTED}) waiting group by act
    union all select null, count(*)::int from open`.execute(tx)
  if (rows.some((r) => r.act === null && r.n > MOST_COUNTED)) return undefined
  return Object.fromEntries(rows.flatMap((r) => (r.act === null ? [] : [[r.act, r.n]])))
}

/**
 * The cases of a person: as a party, for a company that he reads for, by an authority that stands. Who acted for a company or by an
 * authority that ended is not in it any more.
 */
export const ofPerson = (q: { person: string; organisations?: readonly string[]; authorities?: readonly string[] }) =>
  sql`select p.jurisdiction, p.case_id from cases.party p where p.person_id = ${q.person}::uuid
      and (p.role <> 'agent' or p.authority = any(${[...(q.authorities ?? [])]}::uuid[]) or p.organisation_id = any(${[...(q.organisations ?? [])]}::uuid[]))
    union all select p.jurisdiction, p.case_id from cases.party p where p.organisation_id = any(${[...(q.organisations ?? [])]}::uuid[]) and p.person_id is null`

/** A person's cases, open ones first, newest first; `total` counts them all. */
export async function standingOfPerson(
  tx: Tx,
  q: {
    person: string
    /** Companies and authorities through which the person reads cases now. */
    organisations?: readonly string[]
    authorities?: readonly string[]
    kind?: string | undefined
    text?: string | undefined
    closed?: boolean | undefined
    limit: number
    offset?: number
  },
): Promise<{ rows: StandingRow[]; total: number }> {
  const where = sql.join(
    [
      sql`true`,
      ...(q.kind === undefined ? [] : [sql`s.kind = ${q.kind}`]),
      ...(q.closed === undefined ? [] : [sql`s.closed = ${q.closed}`]),
      ...(q.text === undefined ? [] : [found(q.text)]),
    ],
    sql` and `,
  )
  const { rows } = await sql<
    StandingRow & { total: number }
  >`select ${columns}, count(*) over () as total from cases.standing s
    where (s.jurisdiction, s.case_id) in (${ofPerson(q)})
      and ${where} order by s.closed, s.opened_at desc limit ${q.limit} offset ${q.offset ?? 0}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: Number(rows[0]?.total ?? 0) }
}

export type InboxQuery = {
  post: Pick<HeldPost, 'unitCode' | 'role'>
  kind?: string | undefined
  /** A number, or words of the case; cases of these kinds are found by their number alone. */
  text?: string | undefined
  unsaid: readonly string[]
  /** Due before this day, or on it. */
  before?: string | undefined
  on?: string | undefined
  /** Who has the case in hand. */
  inHand?: string | undefined
}

const narrowed = ({ post, kind, text, unsaid, before, on, inHand }: InboxQuery) =>
  sql.join(
    [
      sql`${waiting(post, kind)}`,
      ...(before === undefined ? [] : [sql`due < ${before}::date`]),
      ...(on === undefined ? [] : [sql`due = ${on}::date`]),
      ...(inHand === undefined
        ? []
        : [
            sql`exists (select from cases.assignee a where a.jurisdiction = work.jurisdiction and a.case_id = work.case_id
              and a.person_id = ${inHand}::uuid)`,
          ]),
      ...(text === undefined
        ? []
        : [
            sql`exists (select from cases.standing s where s.jurisdiction = work.jurisdiction and s.case_id = work.case_id
              and ${wordsIn(text) ? sql`s.kind <> all(${[...unsaid]}::text[]) and ` : sql``} ${found(text)})`,
          ]),
    ],
    sql` and `,
  )

/** What waits for a post, in all places of this database, what is due first on top, then the older case (ids begin with their time). */
export async function inboxOf(
  tx: Tx,
  q: InboxQuery & { limit: number; offset: number },
): Promise<{
  rows: (StandingRow & { act: string | null; element: string; workDue: string | null; own: boolean; since: Date })[]
  total: number
}> {
  const { rows } =
    await sql<any>`select ${columns}, w.act, w.element, w.due::text as "workDue", w.own, w.opened_at as since
    from (select * from ${narrowed(q)}
      order by due, case_id, element limit ${q.limit} offset ${q.offset}) w
    join cases.standing s on s.jurisdiction = w.jurisdiction and s.case_id = w.case_id order by w.due, w.case_id, w.element`.execute(
      tx,
    )
  if (q.offset === 0 && rows.length < q.limit) return { rows, total: rows.length }
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${narrowed(q)}`.execute(tx)
  return { rows, total: counted.rows[0]!.n }
}
