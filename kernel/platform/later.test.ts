import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from './harness.ts'
import { later, sql } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const put = (name: string, value: unknown) =>
  sql`insert into platform.setting (name, value) values (${name}, ${value as never}::jsonb)`
const named = async (like: string) => {
  const { rows } = await sql<{ name: string }>`select name from platform.setting where name like ${like}`.execute(
    database.db,
  )
  return rows.map((r) => r.name)
}

test('what is sent for later is there at the commit, in its order', async () => {
  await database.db.transaction().execute(async (tx) => {
    await later(tx, put('later-1', 1), sql`update platform.setting set value = '2' where name = 'later-1'`)
    expect((await sql`select value from platform.setting where name = 'later-1'`.execute(tx)).rows).toEqual([
      { value: 2 },
    ])
    await later(tx, put('later-2', 3))
  })
  expect((await named('later-%')).sort()).toEqual(['later-1', 'later-2'])
})

test('one that fails takes the transaction with it, whoever waits hears its own error', async () => {
  const twice = database.db.transaction().execute(async (tx) => {
    await later(tx, put('twice', 1), put('twice', 2), put('behind', 3))
  })
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  const asked = database.db.transaction().execute(async (tx) => {
    await later(tx, put('twice', 1), put('twice', 2))
    await sql`select 1`.execute(tx)
  })
  await expect(asked).rejects.toMatchObject({ code: '23505' })
  expect(await named('twice')).toEqual([])
  expect(await named('behind')).toEqual([])
})

test('one that never left this process does not let the others commit without it', async () => {
  const lost = database.db.transaction().execute(async (tx) => {
    await later(
      tx,
      put('kept', 1),
      sql`insert into platform.fault (kind, name, said, last_at) values ('x', 'x', '{}'::jsonb, ${new Date(Number.NaN)}::timestamptz)`,
    )
  })
  await expect(lost).rejects.toThrow(/Invalid time/i)
  expect(await named('kept')).toEqual([])
})

test('a connection serves the next transaction as if nothing had been', async () => {
  for (let i = 0; i < 20; i++)
    await database.db
      .transaction()
      .execute((tx) => later(tx, put('again', 1), put('again', 1)))
      .catch(() => {})
  await database.db.transaction().execute((tx) => later(tx, put('again', 1)))
  expect(await named('again')).toEqual(['again'])
})
