import { sql } from 'kysely'
import type { Db, Tx } from './database/connect.ts'

/** Settings that all processes share through the database. */
export async function setting<T>(tx: Db | Tx, name: string): Promise<T | undefined> {
  const { rows } = await sql<{ value: T }>`select value from platform.setting where name = ${name}`.execute(tx)
  return rows[0]?.value
}

export async function putSetting(tx: Tx, name: string, value: unknown): Promise<void> {
  await sql`insert into platform.setting (name, value) values (${name}, ${JSON.stringify(value)}::text::jsonb) on conflict (name) do update set value = excluded.value`.execute(
    tx,
  )
}
