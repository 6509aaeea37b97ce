import { sql, type Tx } from '../../../kernel/platform/index.ts'
import type { Item, ListContent } from './list.shape.ts'

export type List = {
  number: number
  id: string
  content: ListContent
  digest: string
  chartDigest: string
  from: string
  publishedAt: Date
}

const columns = sql.raw(`number, id, content, digest, chart_digest, from_day::text as "from", published_at`)

/** The list in force on a day; `known`: as it was at that instant, whatever was published since. */
export async function listOn(tx: Tx, day: string, known?: Date): Promise<List | undefined> {
  const { rows } = await sql<List>`select ${columns} from inspection.list where from_day <= ${day}::date
    and (${known ?? null}::timestamptz is null or published_at <= ${known ?? null}) order by from_day desc, number desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** The list that a case was opened by: a later one changes nothing of it. */
export async function listNumbered(tx: Tx, number: number): Promise<List | undefined> {
  const { rows } = await sql<List>`select ${columns} from inspection.list where number = ${number}`.execute(tx)
  return rows[0]
}

export async function insertList(tx: Tx, l: Omit<List, 'number'>): Promise<number> {
  const { rows } = await sql<{ number: number }>`insert into inspection.list
      (number, id, content, digest, chart_digest, from_day, published_at)
    select coalesce(max(number), 0) + 1, ${l.id}::uuid, ${JSON.stringify(l.content)}::text::jsonb, ${l.digest}, ${l.chartDigest}, ${l.from}::date,
      ${l.publishedAt} from inspection.list returning number`.execute(tx)
  return rows[0]!.number
}

export const itemOf = (list: List, code: string): Item | undefined => list.content.items.find((i) => i.code === code)
