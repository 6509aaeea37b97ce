import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CENTRAL, COPIED, kindOf } from '../../kernel/platform/database/kinds.ts'
import { describeRows } from '../../kernel/platform/database/row-types.ts'
import { describeSchema } from '../../kernel/platform/database/schema.ts'
import { projectRoot, type TestDatabase, testDatabase } from '../../kernel/platform/harness.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('docs/schema.sql is what the migrations lead to (npm run schema writes it)', async () => {
  const written = readFileSync(join(projectRoot, 'docs', 'schema.sql'), 'utf8')
  expect(await describeSchema(database.owner)).toBe(written)
})
test('the row types are those of the same tables (npm run schema writes them)', async () => {
  const written = readFileSync(join(projectRoot, 'kernel/platform/database/tables.ts'), 'utf8')
  expect(await describeRows(database.owner)).toBe(written)
})

type Key = { table: string; what: string; columns: string[]; refers: string | null }
const keys = () => database.owner<Key[]>`
  select n.nspname || '.' || c.relname as table, case k.contype when 'p' then 'primary key' else 'foreign key' end as what,
    array(select attname::text from unnest(k.conkey) with ordinality u (num, at) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by at) as columns,
    (select rn.nspname || '.' || r.relname from pg_class r join pg_namespace rn on rn.oid = r.relnamespace where r.oid = k.confrelid) as refers
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype in ('p', 'f') and n.nspname !~ '^pg_'
  union all
  select n.nspname || '.' || c.relname, 'unique index', array(select attname::text from unnest(i.indkey::int[]) with ordinality u (num, at)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by at), null
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  where i.indisunique and not i.indisprimary and n.nspname !~ '^pg_'`

describe('three kinds of table', () => {
  test('those that are listed exist', async () => {
    const rows = await database.owner`select schemaname || '.' || tablename as name from pg_tables`
    const exist = new Set(rows.map((r) => r.name))
    expect([...COPIED, ...CENTRAL].filter((t) => !exist.has(t))).toEqual([])
    expect(new Set([...COPIED, ...CENTRAL]).size).toBe(COPIED.length + CENTRAL.length)
  })
  test('every key of a spread table begins with the jurisdiction, so that its rows can live in their place', async () => {
    const odd = (await keys()).filter(
      (k) =>
        kindOf(k.table) === 'spread' &&
        k.columns[0] !== 'jurisdiction' &&
        !(k.what === 'foreign key' && kindOf(k.refers!) === 'copied'),
    )
    expect(odd.map((k) => `${k.table}: ${k.what} (${k.columns})`)).toEqual([])
  })
  test('a table refers to its own kind, or to what is everywhere', async () => {
    const odd = (await keys()).filter(
      (k) => k.refers && kindOf(k.refers) !== 'copied' && kindOf(k.refers) !== kindOf(k.table),
    )
    expect(odd.map((k) => `${k.table} (${k.columns}) → ${k.refers}`)).toEqual([])
  })
  test('a spread table says its place in every row', async () => {
    const rows = await database.owner<{ name: string; placed: boolean }[]>`
      select n.nspname || '.' || c.relname as name, exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'jurisdiction' and a.attnotnull) as placed
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)'`
    expect(rows.filter((r) => kindOf(r.name) === 'spread' && !r.placed).map((r) => r.name)).toEqual([])
    expect(rows.filter((r) => kindOf(r.name) === 'spread').length).toBeGreaterThan(15)
  })
})
