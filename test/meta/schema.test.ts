import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** Copied everywhere: small, and read together with cases of any jurisdiction. */
const CATALOGUES = ['identity.unit', 'catalog.version', 'discretion.standard']
/** One log, one order: not a case's. */
const OF_NO_CASE = ['ledger.leaf: UNIQUE (index)']

test('every key of a table that holds cases begins with the jurisdiction, so that cases can be spread by it', async () => {
  // A foreign key to a table without one refers to a catalogue.
  const rows = await database.owner<{ table: string; key: string }[]>`
    select n.nspname || '.' || c.relname as table, pg_get_constraintdef(k.oid) as key
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute j on j.attrelid = c.oid and j.attname = 'jurisdiction'
    where k.contype in ('p', 'u', 'f') and k.conkey[1] <> j.attnum
      and (k.contype <> 'f' or exists (select from pg_attribute t where t.attrelid = k.confrelid and t.attname = 'jurisdiction'))`
  const odd = rows.filter((r) => !CATALOGUES.includes(r.table)).map((r) => `${r.table}: ${r.key}`)
  expect(odd.filter((key) => !OF_NO_CASE.includes(key))).toEqual([])
})
