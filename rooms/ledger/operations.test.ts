// The operations desk: each light that the ledger can turn, with what to do, while the service goes on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { render } from 'preact-render-to-string'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import {
  fileTiles,
  keyringIn,
  type Log,
  ledgerRoom,
  localWitness,
  openLog,
  Witness,
  watchOnce,
} from '../../kernel/ledger/index.ts'
import { officer, testWorld, type World } from '../../kernel/platform/harness.ts'
import {
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  readContext,
  text,
} from '../../kernel/platform/index.ts'
import { setAsideAct } from '../../kernel/platform/set-aside.store.ts'
import { operations } from './desk/operations.tsx'

const ORIGIN = 'test.example/350200'
const acts = defineActs('desk-trial', {
  'desk-trial.noted': { title: text('记', 'Noted'), published: true, public: z.object({}), private: z.object({}) },
})
const note = defineContract({
  id: 'desk-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({}),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'desk-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async () => ({
        act: acts['desk-trial.noted']({ jurisdiction: '350200', subject: { kind: 'case', id: newId() }, public: {} }),
        output: {},
      }),
    }),
  ],
})

let folder: string
let world: World
let log: Log
let answers: boolean
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-desk-'))
  answers = true
  const signer = keyringIn(join(folder, 'keys.json'), ORIGIN)
  const witnesses = ['a.example', 'b.example'].map((name) => {
    const end = localWitness(new Witness(join(folder, name), name, { [ORIGIN]: () => signer.vkeys() }), {
      now: () => world.clock.now(),
    })
    return {
      ...end,
      addCheckpoint: (body: string) => (answers ? end.addCheckpoint(body) : Promise.reject(new Error('nobody there'))),
    }
  })
  log = openLog({ origin: ORIGIN, store: fileTiles(join(folder, 'tiles')), signer, witnesses })
  world = await testWorld([trial, ledgerRoom(log)])
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
const write = async () => {
  await world.run(note, {}, officer('clerk'))
  await world.settle()
}
const desk = (lang: 'zh' | 'en' = 'zh') =>
  world.db.transaction().execute(async (tx) => {
    const context = readContext({ runtime: world, tx, actor: officer('administrator'), clock: world.clock })
    const shown = await operations(log).render({
      ...context,
      lang,
      t: (zh: string, en: string) => (lang === 'zh' ? zh : en),
      params: {},
      query: {},
    } as never)
    return render((shown as unknown as { body: Parameters<typeof render>[0] }).body)
  })

test('witnesses that do not answer are a light with what to do, and the service goes on', async () => {
  await write()
  await log.cosign(world.db, world.clock)
  expect(await desk()).toContain('2 位签了最新检查点')
  answers = false
  await write()
  await log.cosign(world.db, world.clock)
  expect(await desk()).toContain('更新的正在签')
  world.clock.advance(61_000)
  const lacking = await desk()
  for (const said of ['不够数', '办事不受影响', '请联系它的管理员']) expect(lacking).toContain(said)
  expect(await desk('en')).toContain('call who runs it')
  await write()
  const { size } = (await world.db.transaction().execute((tx) => log.head(tx)))!
  expect(size).toBe(3)
})

test('an act that differs is named, with what to do first', async () => {
  await write()
  await write()
  await watchOnce(world.db, log, world.clock)
  expect(await desk()).toContain('上一遍比完于')
  await world.database.owner.unsafe(
    `set session_replication_role = replica; update platform.act set public = '{"n":1}' where id = (select act_id from ledger.leaf where index = 1)`,
  )
  await watchOnce(world.db, log, world.clock)
  const shown = await desk()
  for (const said of ['不符', '账本第 1 位）在写入账本后被改过', '不要再改数据库', '请审计到场'])
    expect(shown).toContain(said)
})

test('an old backup halts the log, and the desk says why', async () => {
  await write()
  const first = (await world.db.transaction().execute((tx) => log.head(tx)))!
  await write()
  await log.cosign(world.db, world.clock)
  expect(await desk()).not.toContain('账本已停')
  await world.database.owner.unsafe('set session_replication_role = replica; delete from ledger.leaf where index = 1')
  await world.database.owner`update ledger.head set size = 1, root = ${first.root}, note = ${first.note}`
  const shown = await desk()
  for (const said of ['账本已停', '已公布第 2 条', '恢复最新的数据库', '办事照常']) expect(shown).toContain(said)
  await world.run(note, {}, officer('clerk'))
})

test('an act that a consumer set aside is a red light with its reason and a button that has it tried again', async () => {
  await write()
  expect(await desk()).not.toContain('搁置')
  const [act] = await world.database.owner`select id from platform.act order by recorded_at limit 1`
  await world.db.transaction().execute((tx) =>
    setAsideAct(tx, {
      jurisdiction: '350200',
      consumer: 'some.reader',
      actId: act!.id,
      error: new Error('cannot read <this>'),
      at: world.clock.now(),
    }),
  )
  const shown = await desk()
  for (const said of ['搁置', 'some.reader', 'cannot read &lt;this>', 'value="retry-act"', act!.id])
    expect(shown).toContain(said)
  expect(await desk('en')).toContain('Set aside')
})
