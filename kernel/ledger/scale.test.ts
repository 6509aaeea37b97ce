import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrive, testWorld, type World } from '../platform/harness.ts'
import {
  anonymous,
  countPublishedByDay,
  isBehind,
  publishedActs,
  readContext,
  sql,
  type Tx,
} from '../platform/index.ts'
import { lastCensus } from './census.ts'
import { bundleOfCase, describeLog, lookUp, receiptOfAct } from './contract.ts'
import { ledgerRoom, memoryTiles, openLog } from './index.ts'
import { signerIn } from './signer.ts'

// Seven jurisdictions, three acts a case, so many that the planner would read the table only where nothing else is left to it.
const CASES = 4000
let world: World
let first: { act: string; subject: string; number: string }
beforeAll(async () => {
  const origin = 'scale.example/350200'
  const signer = signerIn(`${process.env.TMPDIR ?? '/tmp'}/gnomon-scale-${process.pid}/key.pem`, origin)
  const room = ledgerRoom(openLog({ origin, signer, store: memoryTiles() }))
  world = await testWorld([room])
  await world.database
    .owner`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
    select (array['350200', '350203', '350205', '350206', '350211', '350212', '350213'])[1 + c % 7], gen_random_uuid(), 'case',
      ('018f0000-0000-7000-8000-' || lpad(c::text, 12, '0'))::uuid, n, 'scale.act', now(), '{"kind":"citizen"}',
      jsonb_build_object('number', (array['350200', '350203', '350205', '350206', '350211', '350212', '350213'])[1 + c % 7] || '-2026-' || c), '{}', '[]', true
    from generate_series(1, ${CASES}) c, generate_series(1, 3) n`
  await arrive(world.database.owner)
  await world.database.owner`analyze platform.act`
  await world.settle()
  await world.database.owner`analyze ledger.leaf`
  const [row] = await world.database.owner`select id as act, subject_id as subject, public->>'number' as number
    from platform.act where number = 1 order by subject_id desc limit 1`
  first = row as typeof first
})
afterAll(() => world.close())

const call =
  (contract: Parameters<ReturnType<typeof readContext>['call']>[0], input: () => Record<string, unknown>) => (tx: Tx) =>
    readContext({ runtime: world, tx, actor: anonymous, clock: world.clock }).call(contract, input() as never)
const day = [new Date('2020-01-01'), new Date('2020-01-02')] as const

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['a look-up by number', call(lookUp, () => ({ query: first.number }))],
  ['a look-up by act', call(lookUp, () => ({ query: first.act }))],
  ['a look-up by case', call(lookUp, () => ({ query: first.subject }))],
  ['a receipt', call(receiptOfAct, () => ({ actId: first.act }))],
  ['the bundle of a case', call(bundleOfCase, () => ({ caseId: first.subject }))],
  ['the log’s page', call(describeLog, () => ({}))],
  ['the last census', (tx) => lastCensus(tx)],
  ['whether the log is behind', (tx) => isBehind(tx, 'ledger')],
  ['what a day brought', (tx) => countPublishedByDay(tx, [{ act: 'scale.act' }], ...day)],
  ['the acts of a day', (tx) => publishedActs(tx, { act: 'scale.act' }, ...day)],
])('%s reads neither all acts nor all leaves', async (_, read) => {
  const scans = (tx: Tx) =>
    sql<{ acts: number; leaves: number }>`select pg_stat_get_xact_numscans('platform.act'::regclass)::int as acts,
      pg_stat_get_xact_numscans('ledger.leaf'::regclass)::int as leaves`
      .execute(tx)
      .then((r) => r.rows[0])
  const [before, after] = await world.db.transaction().execute(async (tx) => {
    const before = await scans(tx)
    await read(tx)
    return [before, await scans(tx)]
  })
  expect(after).toEqual(before)
})

test('the tally counts what was logged', async () => {
  const page = await world.run(describeLog, {})
  expect(page.types).toEqual([{ type: 'scale.act', n: CASES * 3 }])
  expect(page.days.reduce((n, d) => n + d.n, 0)).toBe(CASES * 3)
})
