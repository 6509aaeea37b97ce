// More than 300 lines: one trial room and one log serve all of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actColumns } from '../platform/act.store.ts'
import { officer, testWorld, type World } from '../platform/harness.ts'
import {
  type Act,
  anonymous,
  anyone,
  type Consumer,
  consume,
  defineActs,
  defineContract,
  defineRoom,
  findAct,
  isBehind,
  newId,
  operation,
  sql,
  system,
  text,
} from '../platform/index.ts'
import { bundleOfCase, describeLog, receiptOfAct } from './contract.ts'
import { entryOf } from './entry.ts'
import {
  audit,
  eraseActFields,
  fileTiles,
  type Keyring,
  keyringIn,
  type Log,
  ledgerRoom,
  localWitness,
  mountLedger,
  openLog,
  signerIn,
  Witness,
  watchOnce,
  watchState,
} from './index.ts'
import type { TileStore } from './store.ts'
import { unbundle } from './tiles.ts'
import { append, emptyEdge, rootOfEdge } from './tree.ts'
import * as v from './verifier/index.ts'

const acts = defineActs('ledger-trial', {
  'trial.published': {
    title: text('公开', 'Published'),
    published: true,
    public: z.object({ n: z.number(), words: z.string().optional() }),
    private: z.object({ secret: z.string() }),
  },
  'trial.kept': { title: text('内部', 'Kept'), published: false, public: z.object({}), private: z.object({}) },
})
const note = defineContract({
  id: 'ledger-trial.note',
  // Longer than any form's text: what is too long for an entry is refused by the ledger's own bound.
  longest: 100_000,
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({
    subject: z.uuid(),
    n: z.number(),
    kept: z.boolean().default(false),
    words: z.string().optional(),
  }),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'ledger-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input }) => ({
        act: input.kept
          ? acts['trial.kept']({ jurisdiction: '350200', subject: { kind: 'system', id: input.subject }, public: {} })
          : acts['trial.published']({
              jurisdiction: '350200',
              subject: { kind: 'case', id: input.subject },
              public: { n: input.n, ...(input.words ? { words: input.words } : {}) },
              private: { secret: `秘密 ${input.n}` },
            }),
        output: {},
      }),
    }),
  ],
})

const ORIGIN = 'test.example/log'
let folder: string
let world: World
let log: Log
let store: TileStore & { fail?: (path: string) => void }

/** A store whose writes can be made to fail before or after they happen. */
function faulty(inner: TileStore): typeof store {
  const made: typeof store = {
    read: (path) => inner.read(path),
    async write(path, bytes) {
      made.fail?.(path)
      await inner.write(path, bytes)
    },
  }
  return made
}
const open = (options: Partial<Parameters<typeof openLog>[0]> = {}) =>
  openLog({ origin: ORIGIN, store, signer: keyringIn(join(folder, 'keys.json'), ORIGIN), ...options })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-ledger-'))
  store = faulty(fileTiles(join(folder, 'tiles')))
  log = open()
  world = await testWorld([trial, ledgerRoom(log)])
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = async (n: number, subject = newId()) => {
  for (let i = 0; i < n; i++) await world.run(note, { subject, n: i }, officer('clerk'))
  return subject
}
const head = () => world.db.transaction().execute((tx) => log.head(tx))
const consumer = () => world.rooms.find((r) => r.name === 'ledger')!.consumers[0]!
/** Consumes until nothing committed lies ahead. */
const caughtUp = async (consumer: Consumer) => {
  do while ((await consume(world, consumer)) > 0);
  while (await world.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
}
const actIds = async () =>
  (
    await world.database.owner`select a.id from ledger.leaf l join platform.act a on a.id = l.act_id order by l.index`
  ).map((r) => r.id as string)

describe('receipts', () => {
  test('of every act verify, name who and when, disclose what was asked; the log holds no secret', async () => {
    const subject = await write(5)
    await world.run(note, { subject: newId(), n: 0, kept: true }, officer('clerk'))
    await world.settle()
    expect((await head())!.size).toBe(5)
    for (const actId of await actIds()) {
      const { file } = await world.run(receiptOfAct, { actId, disclose: ['secret'] }, officer('clerk'))
      const verdict = await v.verifyReceipt(file, { log: [log.signer.vkey] })
      expect(verdict.proven).toBe(true)
      expect(verdict.disclosed).toEqual({ secret: `秘密 ${verdict.entry!.public.n}` })
      expect(verdict.entry!.actor.unit.zh).toBe('测试单位')
      expect(JSON.stringify(verdict.entry)).not.toContain('秘密')
    }
    const { file } = await world.run(bundleOfCase, { caseId: subject })
    expect((await v.verifyBundle(file, { log: [log.signer.vkey] })).proven).toBe(true)
    const bundle = JSON.parse(file)
    expect(
      (
        await v.verifyBundle(
          JSON.stringify({ ...bundle, receipts: bundle.receipts.filter((_: unknown, i: number) => i !== 2) }),
          { log: [log.signer.vkey] },
        )
      ).proven,
    ).toBe(false)
  })
  test('any flipped bit, another key, and rubbish are not proven, and never throw', async () => {
    await write(4)
    await world.settle()
    const { file } = await world.run(receiptOfAct, { actId: (await actIds())[1]! })
    const keys = { log: log.signer.keys() }
    const bytes = Buffer.from(file)
    for (let at = 0; at < bytes.length; at += 7) {
      const bent = Buffer.from(bytes)
      bent[at]! ^= 1
      expect((await v.verifyReceipt(bent.toString('utf8'), keys)).proven, `byte ${at}`).toBe(false)
    }
    const stranger = signerIn(join(folder, 'other.pem'), ORIGIN)
    expect((await v.verifyReceipt(file, { log: [stranger.vkey] })).proven).toBe(false)
    for (const rubbish of ['', 'x', '{}', file.slice(0, 100), file.replace('index', 'indax')])
      expect((await v.verifyReceipt(rubbish, keys)).proven).toBe(false)
    expect((await v.verifyBundle('nonsense', keys)).proven).toBe(false)
  })
  test('of before a rotation verify after it; the new key signs from the next checkpoint; a foreign key file is refused', async () => {
    const ring = log.signer as Keyring
    await write(2)
    await world.settle()
    const [actId] = await actIds()
    const old = await world.run(receiptOfAct, { actId: actId! })
    const first = ring.vkey
    await log.locked(world.db, () => ring.rotate('ed25519'))
    await write(1)
    await world.settle()
    const overlap = await world.run(receiptOfAct, { actId: actId! })
    await log.locked(world.db, (size) => ring.retire(first, size))
    await write(1)
    await world.settle()
    const after = await world.run(receiptOfAct, { actId: actId! })
    for (const { file } of [old, overlap, after])
      expect((await v.verifyReceipt(file, { log: log.signer.keys() })).proven).toBe(true)
    const by = async (file: string, vkey: string) => (await v.verifyReceipt(file, { log: [vkey] })).proven
    expect([await by(overlap.file, first), await by(overlap.file, ring.vkey)]).toEqual([true, true])
    expect([await by(after.file, first), await by(after.file, ring.vkey)]).toEqual([false, true])
    expect(await open().recover(world.db)).toBe('whole')
    const foreign = open({ signer: keyringIn(join(folder, 'foreign.json'), ORIGIN) })
    await expect(foreign.recover(world.db)).rejects.toThrow('restore the key file')
  })
  test('erasing a private value leaves the tree valid', async () => {
    await write(3)
    await world.settle()
    const [actId] = await actIds()
    const before = await world.run(receiptOfAct, { actId: actId!, disclose: ['secret'] }, officer('clerk'))
    const erase = (who = officer('administrator'), more = {}) =>
      world.run(eraseActFields, { actId: actId!, fields: ['secret'], reason: '保存期满', ...more }, who).then(
        (done) => done.erased,
        (e) => e.code,
      )
    expect(await erase(officer('clerk'))).toBe('FORBIDDEN')
    expect(await erase(undefined, { fields: [] })).toBe('INVALID')
    expect(await erase(undefined, { actId: newId() })).toBe('NO_ACT')
    expect(await erase()).toEqual(['secret'])
    expect(await erase()).toBe('NO_FIELD')
    await world.settle()
    const { file } = await world.run(receiptOfAct, { actId: actId!, disclose: ['secret'] }, officer('clerk'))
    const verdict = await v.verifyReceipt(file, { log: [log.signer.vkey] })
    expect([verdict.proven, verdict.disclosed]).toEqual([true, {}])
    expect(verdict.notProven[1]!.zh).toContain('“secret”的盐已删除')
    // Everyone may know that it is erased, also who may read nothing.
    const bare = await world.run(receiptOfAct, { actId: actId! }, anonymous)
    expect(v.parseReceipt(bare.file).extra.erased).toEqual(['secret'])
    expect(v.parseReceipt(before.file).extra.erased).toBeUndefined()
    // The erasure stands in the log; the content is nowhere, and a copy that was taken before proves what it did.
    const last = await world.run(receiptOfAct, { actId: (await actIds()).at(-1)! })
    expect((await v.verifyReceipt(last.file, { log: [log.signer.vkey] })).entry).toMatchObject({
      type: 'ledger.fields-erased',
      public: { act: actId, fields: ['secret'], reason: '保存期满' },
    })
    const rows = await world.database
      .owner`select count(*)::int as n from platform.act_private where act_id = ${actId!}::uuid and field = 'secret'`
    expect(rows[0]!.n).toBe(0)
    expect((await v.verifyReceipt(before.file, { log: [log.signer.vkey] })).proven).toBe(true)
    expect((await audit(world.db, log)).findings).toEqual([])
  })
  test('unknown and unpublished acts have none; one not integrated yet is pending', async () => {
    await world.run(note, { subject: newId(), n: 1, kept: true }, officer('clerk'))
    await write(1)
    const rows = await world.database.owner`select id, published from platform.act order by recorded_at`
    const code = (actId: string) =>
      world.run(receiptOfAct, { actId }).then(
        () => 'OK',
        (e) => e.code,
      )
    expect(await code(newId())).toBe('NO_ACT')
    expect(await code(rows.find((r) => !r.published)!.id)).toBe('NO_ACT')
    expect(await code(rows.find((r) => r.published)!.id)).toBe('PENDING')
    expect(await world.run(bundleOfCase, { caseId: newId() }).catch((e) => e.code)).toBe('NO_CASE')
  })
})

test('an act too long for an entry is refused before it is one; one that just fits is logged', async () => {
  const say = (n: number) =>
    world.run(note, { subject: newId(), n: 1, words: 'x'.repeat(n) }, officer('clerk')).then(
      () => 'OK',
      (e) => [e.code, e.detail.zh.includes('请缩短')],
    )
  expect(await say(70_000)).toEqual(['INVALID', true])
  expect(await say(63_000)).toBe('OK')
  await world.settle()
  expect((await head())!.size).toBe(1)
})

describe('faults', () => {
  // Every step of a commit fails once; afterwards the same acts are in the tree exactly once and every old receipt still holds.
  test.each([
    ['the first tile write', (path: string) => path.includes('tile/0')],
    ['the entry bundle write', (path: string) => path.includes('entries')],
    ['every write', () => true],
  ])('an error at %s', async (_, when) => {
    await write(3)
    await world.settle()
    const before = await world.run(receiptOfAct, { actId: (await actIds())[0]! })
    await write(4)
    store.fail = (path) => {
      if (when(path)) throw new Error('disk full')
    }
    await expect(caughtUp(consumer())).rejects.toThrow('disk full')
    expect((await head())!.size).toBe(3)
    store.fail = undefined as never
    await world.settle()
    expect((await head())!.size).toBe(7)
    expect(new Set(await actIds()).size).toBe(7)
    expect((await v.verifyReceipt(before.file, { log: [log.signer.vkey] })).proven).toBe(true)
    expect(await audit(world.db, log)).toEqual({ checked: 7, findings: [] })
  })
  test('a crash after the tiles and before the commit: what was written is written over, nothing forks', async () => {
    await write(2)
    await world.settle()
    await write(3)
    // The tiles of the next checkpoint are durable, but its transaction never commits.
    await expect(
      world.db.transaction().execute(async (tx) => {
        const pending = await world.database.owner`select id from platform.act where published order by recorded_at`
        expect(pending.length).toBe(5)
        await log.integrate(tx, [(await findAct(tx, pending[4]!.id))!], world.clock)
        throw new Error('crash')
      }),
    ).rejects.toThrow('crash')
    expect((await head())!.size).toBe(2)
    await world.settle()
    expect(await audit(world.db, log)).toEqual({ checked: 5, findings: [] })
  })
  test('a publisher that was overtaken does not put its older checkpoint over the newer one', async () => {
    await write(2)
    await world.settle()
    await log.cosign(world.db, world.clock)
    await write(1)
    await world.settle()
    const inner = fileTiles(join(folder, 'tiles'))
    const slow = open({
      store: {
        read: inner.read,
        async write(path, bytes, may) {
          // Between its look at the head and its write another process goes on and publishes.
          await write(1)
          await world.settle()
          await log.cosign(world.db, world.clock)
          await inner.write(path, bytes, may)
        },
      },
    })
    await slow.cosign(world.db, world.clock)
    expect((await inner.read('checkpoint'))!.toString()).toContain('\n4\n')
  })
  test('two sequencers at once: one tree', async () => {
    await write(30)
    const rival = open()
    const second = ledgerRoom(rival).consumers[0]!
    await Promise.all([
      consume(world, consumer(), 10),
      consume(world, second, 10),
      consume(world, consumer(), 10),
      consume(world, second, 10),
    ])
    await world.settle()
    expect((await head())!.size).toBe(30)
    expect(await audit(world.db, log)).toEqual({ checked: 30, findings: [] })
  })
  test.each(['missing', 'torn', 'flipped'])(
    'a tile that is %s: named before anything is added, rebuilt from the acts',
    async (how) => {
      await write(5)
      await world.settle()
      const path = 'tile/0/000.p/5'
      const bytes = (await store.read(path))!
      if (how === 'missing') rmSync(join(folder, 'tiles', path))
      else
        await store.write(
          path,
          how === 'torn' ? bytes.subarray(0, 40) : Buffer.from(bytes.map((b, i) => (i === 3 ? b ^ 1 : b))),
        )
      const fresh = open()
      await write(1)
      await expect(caughtUp(ledgerRoom(fresh).consumers[0]!)).rejects.toThrow(/missing|torn|do not lead/)
      expect(await fresh.recover(world.db)).toBe('rebuilt')
      await world.settle()
      expect(await audit(world.db, log)).toEqual({ checked: 6, findings: [] })
    },
  )
})

describe('the database against the log', () => {
  test.each([
    ['an act altered by a superuser', `update platform.act set public = '{"n": 99}' where number = 2`, 'altered', 1],
    [
      'an act deleted by a superuser',
      `delete from platform.act_private; delete from platform.act where number = 3`,
      'missing',
      2,
    ],
    [
      'act and leaf altered together',
      `update ledger.leaf set index = index + 100 where index = 3; update ledger.leaf set index = 3 where index = 4; update ledger.leaf set index = 4 where index = 103`,
      'root',
      5,
    ],
    ['a leaf removed', `delete from ledger.leaf where index = 2`, 'missing', 2],
    [
      'a database set back to an old backup',
      `delete from ledger.leaf where index >= 2; delete from platform.act_private; delete from platform.act where id not in (select act_id from ledger.leaf); update ledger.head set size = 2`,
      'rolled-back',
      2,
    ],
    [
      'a checkpoint altered with it, whose signature then fails',
      `update ledger.head set note = replace(note, E'\\n5\\n', E'\\n6\\n')`,
      'checkpoint',
      5,
    ],
    [
      'an earlier checkpoint of another tree',
      `update ledger.checkpoint set note = replace(note, split_part(note, E'\\n', 3), encode(sha256('x'), 'base64')) where size = 2`,
      'root',
      2,
    ],
    ['an earlier checkpoint that is none', `update ledger.checkpoint set note = 'x' where size = 2`, 'checkpoint', 2],
  ])('%s is found and named', async (_, statement, kind, index) => {
    await write(2)
    await world.settle()
    await write(3, (await world.database.owner`select subject_id from platform.act limit 1`)[0]!.subject_id)
    await world.settle()
    expect((await audit(world.db, log)).findings).toEqual([])
    await world.database.owner.unsafe(`set session_replication_role = replica; ${statement}`)
    const { findings } = await audit(world.db, log)
    expect(findings[0]).toMatchObject({ kind, index })
    expect(findings[0]!.what.zh).toMatch(/[一-鿿]/)
  })
  test('no tile is made from acts that were altered', async () => {
    await write(3)
    await world.settle()
    await world.database.owner.unsafe(
      `set session_replication_role = replica; update platform.act set public = '{"n": 99}' where number = 2`,
    )
    const path = 'tile/entries/000.p/3'
    rmSync(join(folder, 'tiles', path))
    await expect(open().repair(world.db)).rejects.toThrow('run gnomon audit')
    rmSync(join(folder, 'tiles', 'tile/0/000.p/3'))
    await expect(open().recover(world.db)).rejects.toThrow('do not lead to the root')
    expect([await store.read(path), await store.read('tile/0/000.p/3')]).toEqual([undefined, undefined])
  })
  // Act, leaf, head and tree altered together, as only those can who run the machine; with its keys they sign the head anew.
  test.each([false, true])('everything altered together (signed anew: %s) is found', async (signedAnew) => {
    const subject = await write(2)
    await world.settle()
    await write(3, subject)
    await world.settle()
    await world.database.owner.unsafe(
      `set session_replication_role = replica; update platform.act set public = '{"n": 99}' where number = 2`,
    )
    const { rows } = await sql<Act>`select ${actColumns} from platform.act a order by recorded_at`.execute(world.db)
    const made = append(emptyEdge(), rows.map(entryOf))
    const root = rootOfEdge(made.edge)
    const text = `${ORIGIN}\n5\n${root.toString('base64')}\n`
    const note = signedAnew ? `${text}\n${log.signer.sign(text)}` : (await head())!.note.replace(/^.*\n.*\n.*\n/, text)
    await world.database.owner`update ledger.leaf set hash = ${made.hashes[1]!} where index = 1`
    await world.database.owner`update ledger.head set root = ${root}, note = ${note}`
    expect((await audit(world.db, log)).findings[0]).toMatchObject({ kind: 'root', index: 2 })
    if (!signedAnew) {
      await watchOnce(world.db, log, world.clock)
      expect((await watchState(world.db)).finding).toMatchObject({ kind: 'checkpoint', index: 5 })
    }
  })
  test('history signed anew at every size does not have the witnesses’ signatures', async () => {
    const witness = new Witness(join(folder, 'w'), 'w.example', { [ORIGIN]: () => log.signer.vkeys() })
    log = open({ witnesses: [localWitness(witness, world.clock)] })
    await write(3)
    await caughtUp(ledgerRoom(log).consumers[0]!)
    await log.cosign(world.db, world.clock)
    expect((await audit(world.db, log)).findings).toEqual([])
    await world.database.owner.unsafe(
      `set session_replication_role = replica; update platform.act set public = '{"n": 99}' where number = 2`,
    )
    const { rows } = await sql<Act>`select ${actColumns} from platform.act a order by recorded_at`.execute(world.db)
    const made = append(emptyEdge(), rows.map(entryOf))
    const root = rootOfEdge(made.edge)
    const text = `${ORIGIN}\n3\n${root.toString('base64')}\n`
    const note = `${text}\n${log.signer.sign(text)}`
    await world.database.owner`update ledger.leaf set hash = ${made.hashes[1]!} where index = 1`
    await world.database.owner`update ledger.head set root = ${root}, note = ${note}`
    await world.database.owner`update ledger.checkpoint set note = ${note}`
    const { findings } = await audit(world.db, log)
    expect(findings[0]).toMatchObject({ kind: 'checkpoint', what: { zh: expect.stringContaining('w.example') } })
  })
  test('what an attempt that never committed left on the disk is no old backup', async () => {
    await write(2)
    await world.settle()
    await write(3)
    const ids = await world.database.owner`select id from platform.act order by recorded_at`
    await expect(
      world.db.transaction().execute(async (tx) => {
        const acts = await Promise.all(ids.slice(2).map(({ id }) => findAct(tx, id)))
        await log.integrate(tx, acts as Act[], world.clock)
        throw new Error('crash')
      }),
    ).rejects.toThrow('crash')
    expect(await audit(world.db, log)).toEqual({ checked: 2, findings: [] })
    // It may yet be written over: a reader is not shown it.
    const app = new Hono()
    mountLedger(app, log, world.db, 'http://localhost')
    for (const path of ['tile/0/000.p/5', 'tile/entries/000.p/5', 'tile/entries/000.p/3']) {
      expect(await store.read(path.replace('p/3', 'p/5'))).toBeDefined()
      expect((await app.request(`/${path}`)).status).toBe(404)
    }
  })
  test('a published checkpoint that is ahead is an old backup, whatever the tiles are', async () => {
    await write(2)
    await world.settle()
    const at2 = (await head())!
    await write(1)
    await world.settle()
    await log.cosign(world.db, world.clock)
    await world.database.owner.unsafe('set session_replication_role = replica; delete from ledger.leaf where index = 2')
    await world.database.owner`update ledger.head set size = 2, root = ${at2.root}, note = ${at2.note}`
    expect((await audit(world.db, log)).findings[0]).toMatchObject({ kind: 'rolled-back', index: 2 })
  })
})

describe('over HTTP', () => {
  test('checkpoint, tiles, description; what is beyond or malformed is answered by name', async () => {
    const app = new Hono()
    mountLedger(app, log, world.db, 'http://localhost')
    const get = (path: string) => app.request(path)
    expect((await get('/checkpoint')).status).toBe(404)
    await write(300)
    await world.settle()
    const checkpoint = await (await get('/checkpoint')).text()
    const parsed = v.parseNote(checkpoint)
    expect((await v.verifyNote(parsed, await v.parseKey(log.signer.vkey))).holds).toBe(true)
    expect(v.parseCheckpoint(parsed.text)).toMatchObject({ origin: ORIGIN, size: 300 })
    const full = await get('/tile/0/000')
    expect(full.headers.get('cache-control')).toContain('immutable')
    expect((await full.arrayBuffer()).byteLength).toBe(8192)
    expect((await (await get('/tile/0/001.p/44')).arrayBuffer()).byteLength).toBe(44 * 32)
    expect((await (await get('/tile/0/000.p/7')).arrayBuffer()).byteLength).toBe(7 * 32)
    const entries = await get('/tile/entries/000')
    expect(entries.status).toBe(200)
    const plain = Buffer.from(await entries.arrayBuffer())
    const zipped = await app.request('/tile/entries/000', { headers: { 'accept-encoding': 'br, gzip' } })
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary')]).toEqual(['gzip', 'accept-encoding'])
    const small = Buffer.from(await zipped.arrayBuffer())
    expect([gunzipSync(small).equals(plain), small.length < plain.length / 2]).toEqual([true, true])
    const part = Buffer.from(await (await get('/tile/entries/000.p/9')).arrayBuffer())
    expect([unbundle(part).length, plain.subarray(0, part.length).equals(part)]).toEqual([9, true])
    for (const beyond of ['/tile/0/001', '/tile/0/002.p/1', '/tile/5/000', '/tile/entries/002.p/3']) {
      const { status, headers } = await get(beyond)
      // A cache that kept a 404 would hide the tile when it is there.
      expect([status, headers.get('cache-control')], beyond).toEqual([404, 'no-store'])
    }
    for (const bad of [
      '/tile/0/1',
      '/tile/x/000',
      '/tile/0/000.p/300',
      '/tile/0/%2e%2e/key.pem',
      '/tile/%zz',
      '/tile/%E0%A4%A',
      '/tile/',
      '/tile/0/000/',
    ])
      expect([400, 404], bad).toContain((await get(bad)).status)
    const described = await (await get('/.well-known/gnomon-ledger.json')).json()
    expect(described).toMatchObject({ url: 'http://localhost', origin: ORIGIN, vkeys: log.signer.vkeys() })
    expect(described.keys).toEqual(log.signer.vkeys().map((vkey) => ({ vkey, from: 1, until: null })))
    expect((await world.run(describeLog, {})).size).toBe(300)
  })
  test('what a reader has is not sent again; HEAD tells the same', async () => {
    const app = new Hono()
    mountLedger(app, log, world.db, 'http://localhost')
    await write(2)
    await world.settle()
    for (const path of ['/checkpoint', '/tile/0/000.p/2', '/tile/entries/000.p/2', '/.well-known/gnomon-ledger.json']) {
      const first = await app.request(path)
      const tag = first.headers.get('etag')!
      const again = await app.request(path, { headers: { 'if-none-match': tag } })
      expect([again.status, again.headers.get('etag'), await again.text()], path).toEqual([304, tag, ''])
      expect(again.headers.get('cache-control'), path).toBe(first.headers.get('cache-control'))
      const head = await app.request(path, { method: 'HEAD' })
      expect([head.status, head.headers.get('etag'), await head.text()], path).toEqual([200, tag, ''])
    }
    const tag = (await app.request('/checkpoint')).headers.get('etag')!
    await write(1)
    await world.settle()
    expect((await app.request('/checkpoint', { headers: { 'if-none-match': tag } })).status).toBe(200)
  })
  test('every entry is as the published schema says, and the schema refuses what is none', async () => {
    const app = new Hono()
    mountLedger(app, log, world.db, 'http://localhost')
    await write(3)
    await world.run(note, { subject: newId(), n: 1 }, anonymous)
    await world.run(note, { subject: newId(), n: 1 }, system('test'))
    await world.settle()
    const described = (await (await app.request('/.well-known/gnomon-ledger.json')).json()) as { entry: string }
    const schema = (await (await app.request(described.entry)).json()) as { $id: string }
    expect(schema.$id).toBe(described.entry)
    const ajv = new Ajv2020({ strict: true })
    addFormats.default(ajv)
    const holds = ajv.compile(schema)
    const size = (await head())!.size
    const entries = unbundle(Buffer.from(await (await app.request(`/tile/entries/000.p/${size}`)).arrayBuffer()))
    expect(entries.length).toBe(5)
    for (const e of entries) expect(holds(JSON.parse(e.toString())), JSON.stringify(holds.errors)).toBe(true)
    const one = JSON.parse(entries[0]!.toString())
    for (const spoilt of [{ v: 2 }, { more: 1 }, { number: 0 }, { happenedAt: 'x' }, { commitments: { a: 'x' } }])
      expect(holds({ ...one, ...spoilt }), JSON.stringify(spoilt)).toBe(false)
  })
})
