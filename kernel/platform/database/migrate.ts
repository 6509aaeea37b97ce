import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'

export type Migration = { room: string; number: number; name: string; sql: string }

/** Kernel rooms in the order in which their tables may refer to one another; what markets share and systems' rooms follow by name. */
const kernelOrder = [
  'platform',
  'identity',
  'law',
  'calendar',
  'catalog',
  'procedure',
  'decision',
  'cases',
  'documents',
  'parties',
  'money',
  'archive',
  'statistics',
  'search',
  'ledger',
  'draw',
  'watch',
  'nodes',
]

/** Every `migrations/NNNN-name.sql` of every room under `root`: adding a folder adds a system. */
export function collectMigrations(root: string): Migration[] {
  const named = (layer: 'trade' | 'rooms') =>
    (existsSync(join(root, layer)) ? readdirSync(join(root, layer)).sort() : []).map((room) => [layer, room] as const)
  const folders = [...kernelOrder.map((r) => ['kernel', r] as const), ...named('trade'), ...named('rooms')]
  return folders.flatMap(([layer, room]) => {
    const folder = join(root, layer, room, 'migrations')
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((f) => /^\d{4}-[a-z0-9-]+\.sql$/.test(f))
      .sort()
      .map((f) => ({
        room,
        number: Number(f.slice(0, 4)),
        name: f.slice(5, -4),
        sql: readFileSync(join(folder, f), 'utf8'),
      }))
  })
}

export const migrationsDigest = (list: Migration[]): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 16)

/**
 * Brings a database up to date as its owner. The number is inserted *before* the migration runs: a rival process that
 * migrates at the same time waits on that row and then sees that the work is done. Returns the migrations applied now.
 */
export async function migrate(ownerUrl: string, root: string): Promise<Migration[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'gnomon-migrate' } })
  const applied: Migration[] = []
  try {
    await ensureRole(sql)
    await sql.unsafe(`create schema if not exists platform;
      create table if not exists platform.migration (
        room text, number int, name text not null, digest text not null, applied_at timestamptz not null default now(), primary key (room, number));
      grant usage on schema platform to gnomon_app; grant select on platform.migration to gnomon_app;`)
    for (const m of collectMigrations(root)) {
      const digest = createHash('sha256').update(m.sql).digest('hex')
      const done = await sql`select digest from platform.migration where room = ${m.room} and number = ${m.number}`
      if (done[0]) {
        if (done[0].digest !== digest)
          throw new Error(`migration ${m.room}/${m.number}-${m.name} was changed after it was applied; write a new one`)
        continue
      }
      await sql.begin(async (tx) => {
        const fresh =
          await tx`insert into platform.migration (room, number, name, digest) values (${m.room}, ${m.number}, ${m.name}, ${digest})
          on conflict do nothing returning number`
        if (fresh.length === 0) return
        await tx.unsafe(m.sql)
        applied.push(m)
      })
    }
    return applied
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Whether every migration was applied; an empty database is not. */
export async function isCurrent(ownerUrl: string, root: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const rows = await sql`select room, number from platform.migration`.catch((error) => {
      if (['42P01', '3F000'].includes(error.code)) return []
      throw error
    })
    const done = new Set(rows.map((r) => `${r.room} ${r.number}`))
    return collectMigrations(root).every((m) => done.has(`${m.room} ${m.number}`))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function ensureRole(sql: postgres.Sql): Promise<void> {
  // 42710/23505: a rival created it a moment ago, which is as good.
  await sql`do $$ begin
      if not exists (select from pg_roles where rolname = 'gnomon_app') then create role gnomon_app; end if;
    exception when duplicate_object or unique_violation then null; end $$`
}
