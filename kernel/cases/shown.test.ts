// The public list of a kind among many rows: right by filter, order, words and page, and never read whole.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type World } from '../platform/harness.ts'
import { sql } from '../platform/index.ts'
import cases, { MOST_COUNTED } from './index.ts'
import { listShown, type ShownQuery } from './shown.store.ts'

const ROWS = 20_000
const PLACES = ['350200', '350203', '350206']
type Row = { number: string; kind: string; place: string; n: number; opened: number; keys: number[]; words: string[] }
const rowOf = (n: number): Row => {
  const place = PLACES[n % 3]!
  // Each number of `keys` stands for several rows, so that what is equal has an order too.
  const keys = [(n * 7919) % 5003, (n * 104_729) % ROWS, n % 50 === 0 ? 0 : n % 97]
  return {
    ...{ number: `${place}-2026-${String(n).padStart(6, '0')}`, place, n, keys, opened: (n * 31) % 9973 },
    kind: n % 2 ? 'a' : 'b',
    words: [
      ...['学校', `=kind:${n % 2 ? 'a' : 'b'}`, `=state:${n % 10 === 1 ? 'open' : 'awarded'}`, `=place:${place}`],
      ...(n % 1999 === 1 ? ['隧道'] : []),
    ],
  }
}
const all = Array.from({ length: ROWS }, (_, n) => rowOf(n))

let world: World
beforeAll(async () => {
  world = await testWorld([cases])
  const { owner } = world.database
  for (const place of PLACES) await owner`insert into platform.sequence (jurisdiction, last) values (${place}, 0)`
  for (let from = 0; from < ROWS; from += 5000) {
    const piece = all.slice(from, from + 5000).map((r) => ({ ...r, opened: new Date(r.opened * 60_000).toISOString() }))
    const rows = owner`jsonb_to_recordset(${owner.json(piece)}) as r(number text, kind text, place text, n int, opened timestamptz, keys jsonb, words jsonb)`
    const id = owner`('00000000-0000-4000-8000-' || lpad(r.n::text, 12, '0'))::uuid`
    await owner`insert into cases.case (jurisdiction, id, number, kind, unit, form, submitted_at)
      select r.place, ${id}, r.number, r.kind, 'u', '{}', r.opened from ${rows}`
    await owner`insert into cases.shown (jurisdiction, case_id, kind, number, unit, opened_at, key1, key2, key3, words, said)
      select r.place, ${id}, r.kind, r.number, 'u', r.opened, (r.keys->>0)::float8, (r.keys->>1)::float8, (r.keys->>2)::float8,
        array(select jsonb_array_elements_text(r.words)), jsonb_build_object('n', r.n) from ${rows}`
  }
  await owner`vacuum analyze cases.shown`
})
afterAll(() => world.close())

/** The page, and how many rows of the table were read for it, to choose, to count and to show. */
const ask = (q: Partial<ShownQuery>) =>
  world.db.transaction().execute(async (tx) => {
    const read = async () =>
      (
        await sql<{ n: number }>`select (seq_tup_read + idx_tup_fetch)::int as n
          from pg_stat_xact_user_tables where schemaname = 'cases' and relname = 'shown'`.execute(tx)
      ).rows[0]?.n ?? 0
    const before = await read()
    const found = await listShown(tx, { kind: 'a', where: {}, down: false, limit: 30, offset: 0, ...q })
    return { numbers: found.rows.map((r) => r.number), total: found.total, read: (await read()) - before }
  })

/** The same by hand. */
function expected({ kind = 'a', text, where = {}, sort, down = false, limit = 30, offset = 0 }: Partial<ShownQuery>) {
  const found = all.filter(
    (r) =>
      r.kind === kind &&
      (!text || r.words.includes(text) || r.number === text) &&
      Object.entries(where).every(([k, v]) => v === undefined || r.words.includes(`=${k}:${v}`)),
  )
  const key = (r: Row) => (sort === 'number' ? 0 : sort ? r.keys[sort - 1]! : r.opened)
  const way = sort && !down ? 1 : -1
  found.sort((a, b) => way * (key(a) - key(b) || (a.number < b.number ? -1 : 1)))
  return {
    numbers: found.slice(offset, offset + limit).map((r) => r.number),
    total: Math.min(found.length, MOST_COUNTED + 1),
  }
}

const QUERIES: [string, Partial<ShownQuery>][] = [
  ['the newest', {}],
  ...([1, 2, 3, 'number'] as const).flatMap((sort): [string, Partial<ShownQuery>][] => [
    [`by ${sort}`, { sort }],
    [`by ${sort}, from the end, page three`, { sort, down: true, offset: 60 }],
  ]),
  ['many of a state, by a key', { where: { state: 'awarded' }, sort: 2, down: true }],
  ['some of a state and a place', { where: { state: 'open', place: '350203' }, sort: 1 }],
  ['a word that all have', { text: '学校', sort: 1, down: true }],
  ['a word that few have', { text: '隧道' }],
  ['few among a state', { text: '隧道', where: { state: 'open' }, sort: 'number' }],
  ['none', { text: '桥梁' }],
]
test.each(QUERIES)('%s', async (_, q) => {
  const { numbers, total, read } = await ask(q)
  expect({ numbers, total }).toEqual(expected(q))
  // Without words a thousand of the kind are counted; with words three thousand tell how common they are. Half of all are of the kind.
  expect(read).toBeLessThan((q.text || q.where ? 8 : 2.2) * MOST_COUNTED)
})
test('a file is all that was asked; a page behind the last says how many there are', async () => {
  const file = { where: { state: 'open' }, sort: 1 as const, limit: 10_000 }
  expect((await ask(file)).numbers).toEqual(expected(file).numbers)
  expect(await ask({ text: '隧道', offset: 300 })).toMatchObject({
    numbers: [],
    total: expected({ text: '隧道' }).total,
  })
})
