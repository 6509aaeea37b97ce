import { byWords, countedOf, pageOf } from '../../../kernel/cases/index.ts'
import { typedWords, wordsOf } from '../../../kernel/catalog/index.ts'
import { inPlaceOfNumber, sql, type Tx } from '../../../kernel/platform/index.ts'
import type { Entry, Published } from './register.rules.ts'

export type Officer = { personId: string; card: string }

/** Puts officers in charge from an instant on; those of before leave, and stay known as who investigated. */
export async function putOfficers(
  tx: Tx,
  jurisdiction: string,
  caseId: string,
  officers: Officer[],
  now: Date,
): Promise<void> {
  await sql`update enforcement.officer set left_at = ${now}
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid and left_at is null`.execute(tx)
  const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0) as n from enforcement.officer
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
  for (const [i, o] of officers.entries())
    await sql`insert into enforcement.officer (jurisdiction, case_id, n, person_id, card)
      values (${jurisdiction}, ${caseId}::uuid, ${rows[0]!.n + 1 + i}, ${o.personId}::uuid, ${o.card})`.execute(tx)
}

export async function officersOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Officer[]> {
  const { rows } = await sql<Officer>`select person_id, card from enforcement.officer
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid and left_at is null order by n`.execute(tx)
  return rows
}

/** Whether a person is, or at some time was, in charge of the case. */
export async function investigated(tx: Tx, jurisdiction: string, caseId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from enforcement.officer
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid and person_id = ${personId}::uuid limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

const columns = sql.raw(`number, jurisdiction, unit, item_code, subject, act_on::text, filed_at,
  decided_at, fine::float8, simple, closed, annulled, published, published_at, shown_until::text`)

export async function enter(
  tx: Tx,
  e: Pick<Entry, 'number' | 'jurisdiction' | 'unit' | 'itemCode' | 'subject' | 'actOn' | 'filedAt' | 'simple'>,
): Promise<void> {
  await sql`insert into enforcement.register (number, jurisdiction, unit, item_code, subject, act_on, filed_at, simple)
    values (${e.number}, ${e.jurisdiction}, ${e.unit}, ${e.itemCode}, ${e.subject}, ${e.actOn}::date, ${e.filedAt}, ${e.simple})
    on conflict (jurisdiction, number) do nothing`.execute(tx)
}

/** Changes what is known of a case: only the fields that are given. */
export async function amend(tx: Tx, number: string, change: Partial<Omit<Entry, 'number'>>): Promise<void> {
  const names: Record<string, string> = {
    decidedAt: 'decided_at',
    fine: 'fine',
    closed: 'closed',
    annulled: 'annulled',
    published: 'published',
    publishedAt: 'published_at',
    shownUntil: 'shown_until',
  }
  for (const [field, value] of Object.entries(change)) {
    const said = field === 'published' ? sql`${value}::jsonb` : sql`${value}`
    await sql`update enforcement.register set ${sql.raw(names[field]!)} = ${said}
      where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  }
  if (change.published !== undefined)
    await sql`update enforcement.register set words = ${wordsFor(change.published)}::text[] 
      where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
}

const wordsFor = (p: Published | null): string[] =>
  p ? wordsOf([p.subject, p.uscc ?? '', p.conduct.zh, p.conduct.en, p.decision].join(' ')) : []

/** Cases under these keys of a subject, the newest first; of one item where it is given. */
export async function entriesOf(tx: Tx, keys: readonly string[], itemCode?: string): Promise<Entry[]> {
  const { rows } = await sql<Entry>`select ${columns} from enforcement.register
    where subject = any(${keys}::text[]) and (${itemCode ?? null}::text is null or item_code = ${itemCode ?? null}) order by filed_at desc limit 50`.execute(
    tx,
  )
  return rows
}

export type PublishedQuery = {
  text?: string | undefined
  unit?: string | undefined
  day: string
  limit: number
  offset: number
}
/** Only what is asked stands in the statement, so that its plan finds the index that is made for it. */
const shown = (q: PublishedQuery, found = sql`words @> ${typedWords(q.text ?? '')}::text[]`) =>
  sql.join(
    [
      sql`published is not null and shown_until >= ${q.day}::date`,
      ...(q.unit === undefined ? [] : [sql`unit = ${q.unit}`]),
      ...(q.text === undefined ? [] : [found]),
    ],
    sql` and `,
  )

/** Decisions that stand published on a day, the newest first; `total` is at most one more than MOST_COUNTED. */
export async function publishedOn(tx: Tx, q: PublishedQuery): Promise<{ rows: Entry[]; total: number }> {
  const page = sql`order by published_at desc, number limit ${q.limit} offset ${q.offset}`
  const register = sql`enforcement.register`
  const counted = countedOf(sql`from ${register} where ${shown(q)}`)
  const searched = (words: string[]) => {
    const all = shown({ ...q, text: undefined })
    const found = byWords({ key: sql`number`, column: sql`words`, table: register, all, holding: shown(q), words })
    // The words are asked again of each row, in a form that no index answers.
    const scanned = shown(q, sql`(words @> ${words}::text[]) is true`)
    return sql<Entry & { total: number }>`${found.with}
      (select ${columns}, ${found.total} from ${register} where not ${found.many} and number = any(${found.few}) ${page})
      union all (select ${columns}, ${found.total} from ${register} where ${found.many} and ${scanned} ${page})`
  }
  const { rows } = await (q.text === undefined
    ? sql<
        Entry & { total: number }
      >`select ${columns}, (${counted}) as total from ${register} where ${shown(q)} ${page}`
    : searched(typedWords(q.text))
  ).execute(tx)
  return pageOf(rows, q.offset, async () => (await counted.execute(tx)).rows[0]!.n)
}

/** Lines of the register by the numbers of their cases. */
export async function entriesNumbered(tx: Tx, numbers: readonly string[]): Promise<Entry[]> {
  const { rows } =
    await sql<Entry>`select ${columns} from enforcement.register where number = any(${[...numbers]}::text[])`.execute(
      tx,
    )
  return rows
}

export async function entryOf(tx: Tx, number: string): Promise<Entry | undefined> {
  const { rows } = await sql<Entry>`select ${columns} from enforcement.register
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}

/** The cases that an officer is in charge of. */
export async function casesOfOfficer(tx: Tx, jurisdiction: string, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct case_id as id from enforcement.officer
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and left_at is null`.execute(tx)
  return rows.map((r) => r.id)
}
