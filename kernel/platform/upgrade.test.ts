// A city that was founded under the order by transaction ids: what each reader had read stays read, exactly, and no more.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consume, consumer } from './consumer.ts'
import { migrate } from './database/migrate.ts'
import { projectRoot, type TestDatabase, testDatabase, testWorld, type World } from './harness.ts'
import { connect } from './index.ts'

let host: TestDatabase
let world: World
let root: string
beforeAll(async () => {
  host = await testDatabase()
  world = await testWorld([])
  root = mkdtempSync(join(tmpdir(), 'gnomon-upgrade-'))
})
afterAll(async () => {
  await world.close()
  await host.close()
  rmSync(root, { recursive: true, force: true })
})
const migration = (name: string) =>
  cpSync(join(projectRoot, 'kernel/platform/migrations', name), join(root, 'kernel/platform/migrations', name))

test('cursors are translated exactly, in every place, also between acts of one transaction', async () => {
  mkdirSync(join(root, 'kernel/platform/migrations'), { recursive: true })
  migration('0001-acts.sql')
  migration('0002-first-acts.sql')
  const name = `gnomon_upgrade_${process.pid}`
  const url = Object.assign(new URL(host.ownerUrl), { pathname: `/${name}` }).toString()
  await host.owner.unsafe(`create database "${name}"`)
  try {
    await migrate(url, root)
    const sql = postgres(url, { max: 3, onnotice: () => {} })
    const act = (of: postgres.Sql, place: string, n: number) =>
      of`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
        values (${place}, gen_random_uuid(), 'case', gen_random_uuid(), 1, 'old.act', now(), '{"kind":"system","name":"x"}', ${sql.json({ n })}, '{}', '[]', true)`
    // Number 1 has the older transaction and the later position: the old order put it first.
    const first = await sql.reserve()
    await first`begin`
    await first`select pg_current_xact_id()`
    await act(sql, '350200', 2)
    await act(first, '350200', 1)
    await first`commit`
    first.release()
    await sql.begin(async (tx) => {
      for (const n of [3, 4, 5]) await act(tx as never, '350200', n)
    })
    for (const n of [6, 7]) await act(sql, '350203', n)
    const stand = (consumer: string, place: string, n: number) =>
      sql`insert into platform.cursor select ${consumer}, ${place}, xid, position from platform.act where (public->>'n')::int = ${n}`
    await sql`insert into platform.consumer values ('early'), ('middle'), ('done')`
    await stand('early', '350200', 1)
    await stand('middle', '350200', 4)
    await stand('middle', '350203', 6)
    await stand('done', '350200', 5)
    await stand('done', '350203', 7)
    await sql.end()

    for (const file of readdirSync(join(projectRoot, 'kernel/platform/migrations'))) migration(file)
    expect((await migrate(url, root))[0]!.number).toBe(3)
    const upgraded = connect(url, { role: 'gnomon_app', max: 2 })
    const runtime = { ...world, db: upgraded.db, pool: () => upgraded.db }
    const unread = async (name: string) => {
      const seen: number[] = []
      const reader = consumer(name, {
        types: 'all',
        run: async ({ acts }) => void seen.push(...acts.map((a) => a.public.n as number)),
      })
      await consume(runtime, reader)
      return seen
    }
    try {
      expect(await unread('early')).toEqual([2, 3, 4, 5, 6, 7])
      expect(await unread('middle')).toEqual([5, 7])
      expect(await unread('done')).toEqual([])
      expect(await unread('new')).toEqual([1, 2, 3, 4, 5, 6, 7])
    } finally {
      await upgraded.close()
    }
  } finally {
    await host.owner.unsafe(`drop database "${name}" with (force)`)
  }
})
