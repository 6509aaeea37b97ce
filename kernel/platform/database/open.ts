import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { type Embedded, startEmbedded } from './embedded.ts'

export type DatabaseUrls = { app: string; owner: string; embedded?: Embedded }

/**
 * Where the database is: `DATABASE_URL` (and, for migrations, `DATABASE_OWNER_URL`) or the embedded server under `folder`,
 * in which the application has a login of its own that owns nothing.
 */
export async function openDatabase(
  folder: string,
  urls: { app?: string | undefined; owner?: string | undefined },
  database = 'gnomon',
  options: { durable?: boolean; joined?: boolean } = {},
): Promise<DatabaseUrls> {
  if (urls.app) return { app: urls.app, owner: urls.owner ?? urls.app }
  const embedded = await startEmbedded(join(folder, 'postgres'), options)
  const secret = join(folder, 'application-password')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 })
  const password = readFileSync(secret, 'utf8')
  const sql = postgres(embedded.ownerUrl(), { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`do $$ begin
        if not exists (select from pg_roles where rolname = 'gnomon_app') then create role gnomon_app; end if;
      exception when duplicate_object or unique_violation then null; end $$`)
    await sql.unsafe(`alter role gnomon_app login password '${password}'`).catch((error) => {
      if (error.code !== 'XX000') throw error // two starts at once update the same row to the same value
    })
    const found = await sql`select 1 from pg_database where datname = ${database}`
    if (found.length === 0)
      await sql.unsafe(`create database "${database}"`).catch((error) => {
        if (!['42P04', '23505'].includes(error.code)) throw error
      })
  } finally {
    await sql.end()
  }
  return {
    app: `postgres://gnomon_app:${password}@127.0.0.1:${embedded.port}/${database}`,
    owner: embedded.ownerUrl(database),
    embedded,
  }
}
