// Every step of the ledger's commit and every way in which it can fail; kernel/ledger/FAULTS.md names the rows. Kill −9 between
// the steps is in crash.test.ts.
// More than 300 lines: the table of faults is one, and every row ends in the same check of the whole.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectTo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { receiptOfAct } from '../../kernel/ledger/contract.ts'
import {
  audit,
  type CommitPoint,
  claimFolder,
  fileTiles,
  type Keyring,
  keyringIn,
  type Log,
  ledgerRoom,
  localWitness,
  memoryTiles,
  openLog,
  postgresCommitPoint,
  s3Tiles,
  type TileStore,
  Witness,
} from '../../kernel/ledger/index.ts'
import { startS3 } from '../../kernel/ledger/s3/harness.ts'
import { treeReader } from '../../kernel/ledger/tree.ts'
import * as v from '../../kernel/ledger/verifier/index.ts'
import { arrive, officer, testWorld, type World } from '../../kernel/platform/harness.ts'
import {
  anyone,
  connect,
  consume,
  consumeIn,
  type Db,
  defineActs,
  defineContract,
  defineRoom,
  isBehind,
  newId,
  operation,
  orderArrivals,
  type Runtime,
  text,
} from '../../kernel/platform/index.ts'

const acts = defineActs('fault-trial', {
  'fault-trial.noted': { title: text('记', 'Noted'), published: true, public: z.object({}), private: z.object({}) },
})
const note = defineContract({
  id: 'fault-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ subject: z.uuid() }),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'fault-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input }) => ({
        act: acts['fault-trial.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: input.subject },
          public: {},
        }),
        output: {},
      }),
    }),
  ],
})

const ORIGIN = 'fault.example/log'
type Fault = { step: Step; when: 'before' | 'after'; error: Error } | undefined
type Step =
  | 'read head'
  | 'read a tile'
  | 'write a tile'
  | 'write the entries'
  | 'sign'
  | 'swap the head'
  | 'publish'
  | 'ask a witness'
let folder: string
let world: World
let fault: Fault
let gate: ((path: string) => Promise<void>) | undefined
let witness: Witness

/** Runs a step; the fault strikes once, before it happened or after. */
async function at<T>(step: Step, run: () => Promise<T> | T): Promise<T> {
  const struck = fault?.step === step ? fault : undefined
  if (struck) fault = undefined
  if (struck?.when === 'before') throw struck.error
  const result = await run()
  if (struck?.when === 'after') throw struck.error
  return result
}
const tiles = () => fileTiles(join(folder, 'tiles'))
function faulty(inner: TileStore): TileStore {
  return {
    read: (path) => (path === 'checkpoint' ? inner.read(path) : at('read a tile', () => inner.read(path))),
    write: (path, bytes, may) =>
      at(
        path === 'checkpoint' ? 'publish' : path.includes('entries') ? 'write the entries' : 'write a tile',
        async () => {
          await gate?.(path)
          await inner.write(path, bytes, may)
        },
      ),
  }
}
function open(store: TileStore = faulty(tiles())): Log {
  const ring = keyringIn(join(folder, 'keys.json'), ORIGIN)
  const commit = postgresCommitPoint(ORIGIN)
  const commitPoint: CommitPoint = {
    head: (tx, lock) => at('read head', () => commit.head(tx, lock)),
    swap: (...args) => at('swap the head', () => commit.swap(...args)),
  }
  const signer: Keyring = {
    ...ring,
    vkey: ring.vkey,
    sign(t, when) {
      const struck = fault?.step === 'sign' ? fault : undefined
      if (struck) fault = undefined
      if (struck?.when === 'before') throw struck.error
      const lines = ring.sign(t, when)
      if (struck) throw struck.error
      return lines
    },
  }
  const end = localWitness(witness, world?.clock ?? { now: () => new Date() })
  return openLog({
    origin: ORIGIN,
    store,
    signer,
    commitPoint,
    witnesses: [{ ...end, addCheckpoint: (body) => at('ask a witness', () => end.addCheckpoint(body)) }],
  })
}
let log: Log
beforeEach(async () => {
  fault = undefined
  gate = undefined
  folder = mkdtempSync(join(tmpdir(), 'gnomon-fault-'))
  witness = new Witness(join(folder, 'witness'), 'w.example', {
    [ORIGIN]: () => keyringIn(join(folder, 'keys.json'), ORIGIN).vkeys(),
  })
  log = open()
  world = await testWorld([trial, ledgerRoom(log)])
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The first by the operation, the rest of a large number as rows: what is struck is the ledger. */
const write = async (n: number) => {
  const few = Math.min(n, 6)
  for (let i = 0; i < few; i++) await world.run(note, { subject: newId() }, officer('clerk'))
  await world.database
    .owner`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
    select '350200', gen_random_uuid(), 'case', gen_random_uuid(), 1, 'fault-trial.noted', now(), '{"kind":"system","name":"x"}', '{}', '{}', '[]', true
    from generate_series(1, ${n - few})`
  await arrive(world.database.owner)
}
/** Lets a log take in everything, over a database connection of its own if one is given. */
async function drain(of: Log, runtime: Runtime = world): Promise<void> {
  const consumer = ledgerRoom(of).consumers[0]!
  do while ((await consume(runtime, consumer)) > 0);
  while (await world.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
}
const published = async () =>
  (await world.database.owner`select note from ledger.checkpoint order by size`).map((r) => r.note as string)
const leaves = async () =>
  (await world.database.owner`select act_id from ledger.leaf order by index`).map((r) => r.act_id as string)

/** What must hold after any fault: every act once, no fork among all that was ever published, every receipt good, nothing found. */
async function mustBeWhole(of: Log, size: number, receipts: string[] = []): Promise<void> {
  fault = undefined
  gate = undefined
  await drain(of)
  await of.cosign(world.db, world.clock)
  const ids = await leaves()
  expect([ids.length, new Set(ids).size]).toEqual([size, size])
  const notes = await published()
  const tree = treeReader(tiles(), size)
  const root = (await tree.root()) as Buffer
  for (const n of notes) {
    const parsed = v.parseNote(n)
    const checkpoint = v.parseCheckpoint(parsed.text)
    expect((await v.signedBy(parsed, checkpoint, of.signer.keys())).signed).toBe(true)
    expect(
      await v.consistent(checkpoint.size, checkpoint.root, size, root, await tree.consistency(checkpoint.size)),
    ).toBe(true)
  }
  const { file } = await world.run(receiptOfAct, { actId: ids.at(-1)! })
  for (const receipt of [...receipts, file])
    expect((await v.verifyReceipt(receipt, { log: of.signer.keys() })).proven).toBe(true)
  expect(await audit(world.db, of)).toEqual({ checked: size, findings: [] })
  expect(readFileSync(join(folder, 'tiles', 'checkpoint'), 'utf8')).toContain(`\n${size}\n`)
  expect(await open().recover(world.db)).toBe('whole')
}
const firstReceipt = async () => (await world.run(receiptOfAct, { actId: (await leaves())[0]! })).file

describe('an error at every step, before it and after it', () => {
  const steps: Step[] = [
    'read head',
    'read a tile',
    'write a tile',
    'write the entries',
    'sign',
    'swap the head',
    'publish',
    'ask a witness',
  ]
  const ENOSPC = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  const cases = steps.flatMap((step) =>
    (['before', 'after'] as const).flatMap((when) => [
      [step, when, 'error', new Error('struck')] as const,
      ...(step.startsWith('write') || step === 'publish' ? [[step, when, 'disk full', ENOSPC] as const] : []),
    ]),
  )
  test.each(cases)('%s, %s: %s', async (step, when, _, error) => {
    await write(3)
    await drain(log)
    await log.cosign(world.db, world.clock)
    const receipt = await firstReceipt()
    await write(300)
    // As after a restart: nothing is in memory.
    const fresh = open()
    fault = { step, when, error }
    const attempt = (async () => {
      await drain(fresh)
      await fresh.cosign(world.db, world.clock)
    })()
    const outcome = await attempt.then(
      () => 'went on',
      (e) => e.message,
    )
    // A witness that fails is only noted; everything else stops the batch, and the error is not swallowed.
    expect(outcome).toBe(step === 'ask a witness' ? 'went on' : error.message)
    expect(fault).toBeUndefined()
    world.clock.advance(10_000)
    await mustBeWhole(fresh, 303, [receipt])
  })
})

/** A proxy in front of PostgreSQL that cuts the connection when a statement passes: before the server has it, or before its answer. */
async function cutting(): Promise<{
  db: Db
  cut(pattern: RegExp, when: 'before' | 'after'): void
  close(): Promise<void>
}> {
  const url = new URL(world.database.url)
  let armed: { pattern: RegExp; when: 'before' | 'after' } | undefined
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connectTo(Number(url.port), url.hostname)
    let swallow = false
    for (const s of [near, far]) {
      sockets.add(s)
      s.on('error', () => {})
      s.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => {
      const hit = armed?.pattern.test(chunk.toString('latin1')) ? armed : undefined
      if (hit) armed = undefined
      if (hit?.when === 'before') return void near.destroy()
      swallow ||= hit?.when === 'after'
      far.write(chunk)
    })
    far.on('data', (chunk) => (swallow ? near.destroy() : near.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  const connection = connect(through.toString(), { role: 'gnomon_app', max: 2, prepare: false })
  return {
    db: connection.db,
    cut: (pattern, when) => (armed = { pattern, when }),
    async close() {
      for (const s of sockets) s.destroy()
      server.close()
      await connection.close().catch(() => {})
    },
  }
}

describe('the outcome of a statement is unknown', () => {
  test.each([
    ['the commit, which the server never had', /commit\0/i, 'before'],
    ['the commit, which the server had done', /commit\0/i, 'after'],
    ['the swap of the head', /update ledger\.head set size/, 'after'],
    ['the leaves', /insert into ledger\.leaf/, 'before'],
    ['the lock of the head', /for update\s*$|for update\0/, 'after'],
  ] as const)('%s: the log asks the truth and goes on from there', async (_, pattern, when) => {
    await write(3)
    await drain(log)
    const receipt = await firstReceipt()
    await write(5)
    const proxy = await cutting()
    try {
      const far: Runtime = { ...world, db: proxy.db, pool: () => proxy.db }
      const same = open()
      // Ordered before, so that the commit that is struck is the ledger's.
      await orderArrivals(world.db, '350200')
      proxy.cut(pattern, when)
      await expect(consumeIn(far, ledgerRoom(same).consumers[0]!, '350200')).rejects.toThrow()
      // The same process goes on, with what it believes in memory.
      await drain(same, far)
      await mustBeWhole(same, 8, [receipt])
    } finally {
      await proxy.close()
    }
  })
  test('a cosignature that could not be kept is asked for again', async () => {
    await write(2)
    await drain(log)
    const proxy = await cutting()
    try {
      proxy.cut(/update ledger\.checkpoint/, 'before')
      await expect(log.cosign(proxy.db, world.clock)).rejects.toThrow()
      expect(await log.cosign(proxy.db, world.clock)).toBe(1)
      await mustBeWhole(log, 2)
    } finally {
      await proxy.close()
    }
  })
  test('a write to an object store: repeated until it is known', async () => {
    const secret = { accessKeyId: 'k', secretAccessKey: 's' }
    const s3 = await startS3({ accessKeyId: 'k', secret: 's' })
    try {
      const store = () =>
        s3Tiles({ url: 's3://log/city', endpoint: s3.url, region: 'r', credentials: secret, timeout: 2000 })
      const onS3 = open(store())
      await write(3)
      await drain(onS3)
      await write(4)
      let n = 0
      s3.fault = ({ method }) => (method === 'PUT' && n++ % 2 === 0 ? 'drop-after' : undefined)
      await drain(onS3)
      expect(n).toBeGreaterThan(2)
      s3.fault = () => 'unavailable'
      await write(1)
      await expect(drain(onS3)).rejects.toThrow('outcome is unknown')
      s3.fault = undefined
      await drain(onS3)
      expect(await open(store()).recover(world.db)).toBe('whole')
      expect(await audit(world.db, onS3)).toEqual({ checked: 8, findings: [] })
    } finally {
      s3.close()
    }
  })
})

describe('slow', () => {
  test('a store that hangs in mid-batch: a rival waits for the lock, and both end in one tree', async () => {
    await write(3)
    await drain(log)
    await write(4)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let reached = () => {}
    const hanging = new Promise<void>((resolve) => (reached = resolve))
    gate = async () => {
      reached()
      await held
    }
    const slow = drain(log)
    await hanging
    // Other readers are not held up: the committed checkpoint is served meanwhile.
    expect((await world.db.transaction().execute((tx) => log.head(tx)))!.size).toBe(3)
    const rival = open(tiles())
    const waits = world.db.transaction().execute(async (tx) => {
      const all = await world.database.owner`select id from platform.act`
      expect(all.length).toBe(7)
      return rival.integrate(tx, [], world.clock)
    })
    await waits
    gate = undefined
    release()
    await slow
    await mustBeWhole(log, 7)
  })
  test('a writer that lost its lock while the store hung does not overwrite its successor', async () => {
    await write(3)
    const store = memoryTiles()
    const first = open(store)
    await drain(first)
    await write(2)
    const all = (await world.database.owner`select id from platform.act order by recorded_at`).map(
      (r) => r.id as string,
    )
    // Left over from an attempt that never committed, so that the next writer has something to replace.
    await store.write('tile/0/000.p/5', Buffer.alloc(160, 1))
    const proxy = await cutting()
    try {
      const far: Runtime = { ...world, db: proxy.db, pool: () => proxy.db }
      const { write: put } = store
      let successor: Buffer | undefined
      store.write = async (path, bytes, may) => {
        if (path !== 'tile/0/000.p/5' || successor) return put(path, bytes, may)
        successor = Buffer.from(bytes.map((b) => b ^ 1))
        return put(path, bytes, async (present) => {
          // The connection is cut; a successor takes the lock, writes its own tile and commits.
          proxy.cut(/select 1/, 'before')
          await may!(present)
        })
      }
      await expect(drain(first, far)).rejects.toThrow()
      expect((await store.read('tile/0/000.p/5'))!.equals(Buffer.alloc(160, 1))).toBe(true)
      await drain(first)
      expect((await leaves()).length).toBe(all.length)
      expect(await audit(world.db, first)).toEqual({ checked: 5, findings: [] })
    } finally {
      await proxy.close()
    }
  })
})

const mount = (...args: string[]) => spawnSync('mount', args, { encoding: 'utf8' }).status === 0
const canMount = (() => {
  const at = mkdtempSync(join(tmpdir(), 'gnomon-mount-'))
  const works = process.platform === 'linux' && mount('-t', 'tmpfs', '-o', 'size=64k', 'none', at)
  if (works) spawnSync('umount', [at])
  rmSync(at, { recursive: true, force: true })
  return works
})()

describe('a disk that is full', () => {
  // A real file system of 96 kB; where we may not mount, the injected ENOSPC above has to do.
  test.skipIf(!canMount)(
    'the batch waits, nothing half-written is seen or left over; with room again it goes on',
    async () => {
      const disk = join(folder, 'tiles')
      mkdirSync(disk)
      expect(mount('-t', 'tmpfs', '-o', 'size=96k', 'none', disk)).toBe(true)
      try {
        await write(100)
        await drain(log)
        const receipt = await firstReceipt()
        await write(250)
        await expect(drain(log)).rejects.toThrow('ENOSPC')
        await expect(drain(log)).rejects.toThrow('ENOSPC')
        expect((await leaves()).length).toBe(100)
        expect((readdirSync(disk, { recursive: true }) as string[]).filter((f) => /\.[0-9a-f-]{36}$/.test(f))).toEqual(
          [],
        )
        expect(await open().recover(world.db)).toBe('whole')
        expect(mount('-o', 'remount,size=10m', disk)).toBe(true)
        await mustBeWhole(log, 350, [receipt])
      } finally {
        spawnSync('umount', [disk])
      }
    },
  )
})

describe('the clock', () => {
  test('set back a year: the log’s time does not go back, and everything verifies', async () => {
    await write(2)
    await drain(log)
    const receipt = await firstReceipt()
    const before = world.clock.now()
    world.clock.set('2025-03-02T01:00:00Z')
    await write(2)
    await drain(log)
    const head = (await world.db.transaction().execute((tx) => log.head(tx)))!
    expect(head.at.getTime()).toBe(before.getTime())
    const ml = await v.parseKey(log.signer.vkeys()[1]!)
    expect((await v.verifyNote(v.parseNote(head.note), ml)).time).toBe(before.getTime() / 1000)
    await mustBeWhole(log, 4, [receipt])
  })
})

describe('what lies on the disk is damaged', () => {
  const damage = {
    'torn in half': (file: string) =>
      writeFileSync(file, readFileSync(file).subarray(0, readFileSync(file).length / 2)),
    'one bit flipped': (file: string) =>
      writeFileSync(
        file,
        readFileSync(file).map((b, i) => (i === 5 ? b ^ 4 : b)),
      ),
    lost: (file: string) => rmSync(file),
  }
  const files = [
    ['the newest hashes', 'tile/0/001.p/45'],
    ['the newest entries', 'tile/entries/001.p/45'],
    ['the second level', 'tile/1/000.p/1'],
    ['a full tile of hashes', 'tile/0/000'],
    ['a full tile of entries', 'tile/entries/000'],
  ] as const
  test.each(files.flatMap(([name, path]) => Object.keys(damage).map((how) => [name, how, path] as const)))(
    '%s, %s: never served as proof, named, and made again from the acts',
    async (_, how, path) => {
      await write(301)
      await drain(log)
      damage[how as keyof typeof damage](join(folder, 'tiles', path))
      const fresh = open()
      // A proof that goes through damage is refused at the server, not handed to a citizen.
      for (const actId of [(await leaves())[0]!, (await leaves())[299]!]) {
        const made = await world.run(receiptOfAct, { actId }).catch((e) => e as Error)
        if (!(made instanceof Error))
          expect((await v.verifyReceipt(made.file, { log: log.signer.keys() })).proven).toBe(true)
      }
      expect(await fresh.repair(world.db)).toEqual([path])
      expect(await fresh.repair(world.db)).toEqual([])
      await write(1)
      await mustBeWhole(fresh, 302)
    },
  )
  test('the newest file lost, and acts wait: nothing is added to a broken tree; recovery at start heals it', async () => {
    await write(5)
    await drain(log)
    rmSync(join(folder, 'tiles', 'tile/0/000.p/5'))
    await write(1)
    const fresh = open()
    await expect(drain(fresh)).rejects.toThrow('missing')
    expect((await leaves()).length).toBe(5)
    expect(await fresh.recover(world.db)).toBe('rebuilt')
    await mustBeWhole(fresh, 6)
  })
  test('the published checkpoint torn or lost: written again; the key file torn: the log does not start', async () => {
    await write(2)
    await drain(log)
    await log.cosign(world.db, world.clock)
    const file = join(folder, 'tiles', 'checkpoint')
    for (const spoil of [() => writeFileSync(file, 'fault.exam'), () => rmSync(file)]) {
      spoil()
      expect(await open().recover(world.db)).toBe('whole')
      await log.cosign(world.db, world.clock)
      expect(readFileSync(file, 'utf8')).toContain('\n2\n')
    }
    writeFileSync(join(folder, 'keys.json'), readFileSync(join(folder, 'keys.json')).subarray(0, 300))
    expect(() => open()).toThrow('restore it from a backup')
  })
})

describe('two histories', () => {
  const setBack = async (size: number) => {
    await world.database.owner.unsafe(`set session_replication_role = replica; delete from ledger.leaf where index >= ${size};
      delete from ledger.checkpoint where size > ${size};
      update ledger.head set (size, root, note) = (select c.size, decode(split_part(c.note, E'\\n', 3), 'base64'), c.note from ledger.checkpoint c where c.size = ${size})`)
  }
  test('a stale replica or an old backup of the database: the published checkpoint is ahead, and nothing more is signed', async () => {
    await write(2)
    await drain(log)
    await write(3)
    await drain(log)
    await log.cosign(world.db, world.clock)
    await setBack(2)
    const fresh = open()
    await expect(fresh.recover(world.db)).rejects.toThrow('stands at 2')
    await expect(fresh.cosign(world.db, world.clock)).rejects.toThrow('halted')
    await world.database.owner`update platform.cursor set position = 0 where consumer = 'ledger'`
    await write(1)
    await expect(drain(fresh)).rejects.toThrow('halted')
    expect((await published()).length).toBe(1)
  })
  test('a log whose database is new and whose tiles are old is refused, too', async () => {
    await write(2)
    await drain(log)
    await log.cosign(world.db, world.clock)
    await world.database.owner`delete from ledger.head`
    await expect(open().recover(world.db)).rejects.toThrow('stands at 0')
  })
  test('a copied data directory is refused before it signs; adopted only on purpose', () => {
    const home = join(folder, 'city')
    expect(claimFolder(home)).toBe('new')
    expect(claimFolder(home)).toBe('ours')
    cpSync(home, join(folder, 'copy'), { recursive: true })
    expect(() => claimFolder(join(folder, 'copy'))).toThrow('gnomon ledger adopt')
    expect(claimFolder(home)).toBe('ours')
    expect(claimFolder(join(folder, 'copy'), true)).toBe('adopted')
    expect(claimFolder(join(folder, 'copy'))).toBe('ours')
    writeFileSync(join(home, 'home'), '')
    expect(() => claimFolder(home)).toThrow('is a copy')
  })
  test('two copies over one object store: the one that comes second sees the other’s checkpoint and halts', async () => {
    const shared = memoryTiles()
    const original = open(shared)
    await write(4)
    await drain(original)
    await original.cosign(world.db, world.clock)
    const first = world
    const copy = open(shared)
    world = await testWorld([trial, ledgerRoom(copy)])
    try {
      await write(1)
      await expect(copy.recover(world.db)).rejects.toThrow('halted')
      await expect(drain(copy)).rejects.toThrow('halted')
      expect(existsSync(join(folder, 'tiles'))).toBe(false)
    } finally {
      await world.close()
      world = first
    }
    expect(await audit(world.db, original)).toEqual({ checked: 4, findings: [] })
  })
})
