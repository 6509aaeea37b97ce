import { typedWords } from '../catalog/index.ts'
import { later, sql, type Tx } from '../platform/index.ts'
import { byWords, countedOf, pageOf } from './counted.ts'

/** What everybody may read of a case in the list of its kind. */
export type Shown = {
  jurisdiction: string
  caseId: string
  kind: string
  number: string
  unit: string
  openedAt: Date
  keys: readonly [number, number, number]
  words: string[]
  said: Record<string, unknown>
}

/** Among the words, what a filter asks; no word of a language begins so. */
export const filtered = (field: string, value: string): string => `=${field}:${value}`

export const putShown = (tx: Tx, s: Shown): Promise<void> =>
  later(
    tx,
    sql`insert into cases.shown (jurisdiction, case_id, kind, number, unit, opened_at, key1, key2, key3, words, said)
    values (${s.jurisdiction}, ${s.caseId}::uuid, ${s.kind}, ${s.number}, ${s.unit}, ${s.openedAt}, ${s.keys[0]}, ${s.keys[1]}, ${s.keys[2]}, ${s.words}::text[], ${s.said}::jsonb)
    on conflict (jurisdiction, case_id) do update set unit = excluded.unit, key1 = excluded.key1, key2 = excluded.key2, key3 = excluded.key3,
      words = excluded.words, said = excluded.said`,
  )

export const hideShown = (tx: Tx, jurisdiction: string, caseId: string): Promise<void> =>
  later(tx, sql`delete from cases.shown where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`)

export async function shownOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Shown | undefined> {
  const { rows } = await sql<Shown>`select jurisdiction, case_id, kind, number, unit, opened_at,
      array[key1, key2, key3] as keys, words, said
    from cases.shown where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}

export type ShownQuery = {
  kind: string
  text?: string | undefined
  /** Values of fields by which its kind’s list is filtered. */
  where: Record<string, string | undefined>
  /** 1, 2 or 3: by that key; the newest first where left out. */
  sort?: 'number' | 1 | 2 | 3 | undefined
  down: boolean
  limit: number
  offset: number
}
const ORDERS = { number: ['number'], 1: ['key1', 'number'], 2: ['key2', 'number'], 3: ['key3', 'number'] } as const

/** A page of what is shown of a kind in all places; `total`: at most one more than MOST_COUNTED. */
export async function listShown(tx: Tx, q: ShownQuery) {
  type Row = Pick<Shown, 'number' | 'unit' | 'said'>
  const [by, down] = q.sort ? [ORDERS[q.sort], q.down] : [['opened_at', 'number'], true]
  const order = sql.raw(by.map((c) => (down ? `${c} desc` : c)).join(', '))
  const page = sql`order by ${order} limit ${q.limit} offset ${q.offset}`
  const columns = sql.raw('number, unit, said')
  const table = sql`cases.shown`
  const all = sql`kind = ${q.kind}`
  const words = [
    ...(q.text ? typedWords(q.text) : []),
    ...Object.entries(q.where).flatMap(([field, value]) => (value === undefined ? [] : [filtered(field, value)])),
  ]
  const holding = words.length === 0 ? all : sql`words @> ${[filtered('kind', q.kind), ...words]}::text[]`
  const counted = countedOf(sql`from ${table} where ${holding}`)
  const searched = () => {
    const found = byWords({ key: sql`number`, column: sql`words`, table, all, holding, words })
    // The words are asked again of each row, in a form that no index answers.
    return sql<Row & { total: number }>`${found.with}
      (select ${columns}, ${found.total} from ${table} where not ${found.many} and ${all} and number = any(${found.few}) ${page})
      union all (select ${columns}, ${found.total} from ${table} where ${found.many} and ${all}
        and (words @> ${words}::text[]) is true ${page})`
  }
  const { rows } = await (words.length > 0
    ? searched()
    : sql<Row & { total: number }>`select ${columns}, (${counted}) as total from ${table} where ${all} ${page}`
  ).execute(tx)
  return pageOf(rows, q.offset, async () => (await counted.execute(tx)).rows[0]!.n)
}
