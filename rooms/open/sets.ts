import { newestCheckpoint } from '../../kernel/ledger/index.ts'
import type { PageContext, Room, Text } from '../../kernel/platform/index.ts'
import { type Column, csvOf } from '../../web/ui/index.ts'

export type DataSet = NonNullable<Room['publishes']['open']>[number]
export type Row = Record<string, unknown>

/** What the rooms publish as data. */
export const setsOf = (rooms: readonly Pick<Room, 'publishes'>[]): DataSet[] =>
  rooms.flatMap((r) => r.publishes.open ?? [])

/** The rows of a set: an output that is a list, or that holds one as `rows`. */
export async function rowsOf(p: Pick<PageContext, 'call'>, set: DataSet): Promise<Row[]> {
  const output: unknown = await p.call(set.query, {})
  const list = Array.isArray(output) ? output : (output as { rows?: unknown }).rows
  return Array.isArray(list) ? (list as Row[]) : []
}

/** As of when it was read, and under which checkpoint of the ledger the acts behind it stand. */
export async function asOf(p: Pick<PageContext, 'tx' | 'clock'>): Promise<{
  asOf: string
  checkpoint: { size: number; root: string } | null
}> {
  return { asOf: p.clock.now().toISOString(), checkpoint: (await newestCheckpoint(p.tx)) ?? null }
}

const said = (v: unknown): string | number | Date | undefined => {
  if (v === null || v === undefined) return undefined
  if (typeof v === 'string' || typeof v === 'number' || v instanceof Date) return v
  const { zh } = v as Partial<Text>
  return typeof zh === 'string' ? zh : JSON.stringify(v)
}
/** The table of a set: a column a field, in the order in which fields first come; what is bilingual in Chinese. */
export function csvOfRows(rows: readonly Row[]): string {
  const fields = [...new Set(rows.flatMap((r) => Object.keys(r)))]
  const columns: Column<Row>[] = fields.map((f) => ({
    key: f,
    title: { zh: f, en: f },
    value: (r) => {
      const v = said(r[f])
      return v instanceof Date ? v.toISOString() : v
    },
  }))
  return csvOf(columns, rows, 'zh')
}
