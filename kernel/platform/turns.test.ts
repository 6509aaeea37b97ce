import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from './harness.ts'
import { atEnd, later, sql, standardProblem, type Tx } from './index.ts'
import { inTurn } from './turns.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const put = (name: string, value: number) =>
  sql`insert into platform.setting (name, value) values (${name}, ${value}::jsonb)`
const kept = async (like: string) => {
  const { rows } = await sql<{ name: string; value: number }>`select name, value from platform.setting
    where name like ${like} order by name`.execute(database.db)
  return rows.map((r) => [r.name, r.value])
}
const transactions = new Map<string, Set<Tx>>()
const turn = (key: string, name: string, work: (tx: Tx) => Promise<unknown>) =>
  inTurn(database.db, key, {
    first: (tx) => later(tx, put(`${name}-claim`, 0)),
    work: async (tx) => {
      transactions.set(key, (transactions.get(key) ?? new Set()).add(tx))
      await work(tx)
      return name
    },
    undo: (tx) => later(tx, sql`update platform.setting set value = '-1' where name = ${`${name}-claim`}`),
  })
const refused = () => {
  throw standardProblem('CONFLICT')
}

test('what arrives while a transaction commits shares the next; one that is refused before it wrote leaves the others', async () => {
  const all = await Promise.allSettled([
    turn('one', 'a-1', (tx) => later(tx, put('a-1', 1))),
    turn('one', 'a-2', (tx) => later(tx, put('a-2', 1))),
    turn('one', 'a-3', async (tx) => {
      await sql`select 1`.execute(tx)
      refused()
    }),
    turn('one', 'a-4', (tx) => later(tx, put('a-4', 1))),
  ])
  expect(all.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await kept('a-%')).toEqual([
    ['a-1', 1],
    ['a-1-claim', 0],
    ['a-2', 1],
    ['a-2-claim', 0],
    ['a-3-claim', -1],
    ['a-4', 1],
    ['a-4-claim', 0],
  ])
  expect(transactions.get('one')!.size).toBe(2)
})

test.each([
  ['at once', (tx: Tx, n: number) => later(tx, put(`b-${n}-x`, 1))],
  ['at the end', (tx: Tx, n: number) => atEnd(tx, 'b', put(`c-${n}-x`, 1))],
])('one that is refused after it wrote %s leaves nothing, and the others are carried out again', async (how, write) => {
  const all = await Promise.allSettled(
    [1, 2, 3, 4].map((n) =>
      turn(how, `${how}-${n}`, async (tx) => {
        await write(tx, n)
        if (n === 3) refused()
      }),
    ),
  )
  expect(all.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect((await kept(how === 'at once' ? 'b-%' : 'c-%')).map(([name]) => name?.toString().slice(2, 3))).toEqual([
    '1',
    '2',
    '4',
  ])
  expect((await kept(`${how}-%`)).length).toBe(3)
})

test('what is written at the end is written once, the last of its key', async () => {
  await database.db.transaction().execute(async (tx) => {
    await later(tx, put('d', 0))
    for (const n of [1, 2, 3])
      await atEnd(
        tx,
        'd',
        sql`update platform.setting set value = to_jsonb(value::text::int * 10 + ${n}::int) where name = 'd'`,
      )
    expect(
      (await sql<{ value: number }>`select value from platform.setting where name = 'd'`.execute(tx)).rows[0]!.value,
    ).toBe(0)
  })
  expect(await kept('d')).toEqual([['d', 3]])
  const failing = database.db.transaction().execute((tx) => atEnd(tx, 'd', put('d', 5)))
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  await database.db.transaction().execute((tx) => later(tx, put('e', 1)))
  expect(await kept('d')).toEqual([['d', 3]])
})
