import { sql, type Tx } from '../platform/index.ts'
import type { VersionStatus } from './catalog.store.ts'

export type VersionLine = {
  id: string
  code: string
  number: number
  unit: string
  status: VersionStatus
  name: { zh: string; en: string } | null
  updatedAt: Date
}
export type VersionQuery = { statuses: readonly VersionStatus[]; unit?: string | undefined; text?: string | undefined }

const where = (q: VersionQuery) => sql`status = any(${[...q.statuses]}::text[])
  and (${q.unit ?? null}::text is null or unit = ${q.unit ?? null})
  and (${q.text ?? null}::text is null or strpos(lower(code || ' ' || coalesce(content->'name'->>'zh', '') || ' ' || coalesce(content->'name'->>'en', '')), lower(${q.text ?? null})) > 0)`
const orders = {
  changed: sql.raw('updated_at'),
  name: sql.raw(`content->'name'->>'zh'`),
  unit: sql.raw('unit'),
}

/** A page of versions without their charts and forms; changed last on top unless sorted otherwise. */
export async function listVersions(
  tx: Tx,
  q: VersionQuery & {
    sort?: { by: 'changed' | 'name' | 'unit'; down: boolean } | undefined
    limit: number
    offset?: number | undefined
  },
): Promise<{ rows: VersionLine[]; total: number }> {
  const { by, down } = q.sort ?? { by: 'changed' as const, down: true }
  const { rows } = await sql<
    VersionLine & { total: number }
  >`select id, code, number, unit, status, content->'name' as name,
      updated_at, count(*) over () as total
    from catalog.version where ${where(q)} order by ${orders[by]} ${sql.raw(down ? 'desc' : '')}, id
    limit ${q.limit} offset ${q.offset ?? 0}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: Number(rows[0]?.total ?? 0) }
}

/** How many; for menus. */
export const versionCount = (q: VersionQuery) => sql<number>`(select count(*) from catalog.version where ${where(q)})`
