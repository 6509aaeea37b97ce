import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actColumns } from '../platform/act.store.ts'
import { officer, testWorld, type World } from '../platform/harness.ts'
import {
  type Act,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  type Problem,
  sql,
  system,
  text,
} from '../platform/index.ts'
import { censusAt, censusIfDue, censusPath, takeCensus, treeOver } from './census.ts'
import { bundleOfCase } from './contract.ts'
import { entryOf } from './entry.ts'
import { audit, fileTiles, keyringIn, type Log, ledgerRoom, openLog, watchOnce, watchState } from './index.ts'
import { type Cases, checkCensus, type Recent, readEntry, remember } from './monitor/cases.ts'
import * as v from './verifier/index.ts'

const acts = defineActs('census-trial', {
  'census-trial.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ n: z.number() }),
    private: z.object({}),
  },
})
const note = defineContract({
  id: 'census-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ subject: z.uuid(), n: z.number() }),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'census-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input }) => ({
        act: acts['census-trial.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: input.subject },
          public: { n: input.n },
        }),
        output: {},
      }),
    }),
  ],
})

let folder: string
let world: World
let log: Log
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-census-'))
  log = openLog({
    origin: 'test.example/350200',
    store: fileTiles(join(folder, 'tiles')),
    signer: keyringIn(join(folder, 'keys.json'), 'test.example/350200'),
  })
  world = await testWorld([trial, ledgerRoom(log)])
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
const write = async (n: number, subject = newId()) => {
  for (let i = 0; i < n; i++) await world.run(note, { subject, n: i }, officer('clerk'))
  await world.settle()
  return subject
}
const keys = () => ({ log: log.signer.vkeys() })
const bundle = async (caseId: string) => JSON.parse((await world.run(bundleOfCase, { caseId }, officer('clerk'))).file)
const census = async () => {
  const head = await world.db.transaction().execute((tx) => log.head(tx))
  await world.run(takeCensus, { size: head!.size }, system('test'))
  await world.settle()
}

describe('completeness of a case', () => {
  test('all of its acts up to an entry, and no others', async () => {
    const cases = [await write(3), await write(1), await write(5)]
    await census()
    for (const [i, id] of cases.entries()) {
      const file = await bundle(id)
      const verdict = await v.verifyBundle(JSON.stringify(file), keys())
      expect(verdict.proven).toBe(true)
      expect(verdict.lines.at(-1)?.what.zh).toContain(`第 1 到 ${[3, 1, 5][i]} 号，没有别的`)
    }
  })

  test('an omitted last act shows, as does another case’s proof or a changed one', async () => {
    const [one, other] = [await write(3), await write(2)]
    await census()
    const file = await bundle(one)
    const judge = async (changed: object) =>
      (await v.verifyBundle(JSON.stringify({ ...file, ...changed }), keys())).proven
    expect(await judge({})).toBe(true)
    expect(await judge({ receipts: file.receipts.slice(0, 2) })).toBe(false)
    expect(await judge({ completeness: (await bundle(other)).completeness })).toBe(false)
    const { completeness: c } = file
    for (const changed of [
      { last: 2 },
      { index: c.index + 1 },
      { path: [] },
      { census: file.receipts[0] },
      { gnomon: 'x' },
      { subject: newId() },
    ])
      expect(await judge({ completeness: { ...c, ...changed } }), JSON.stringify(changed)).toBe(false)
    // Without the omission hidden by leaving the proof out: then nothing is claimed about later acts.
    const bare = await v.verifyBundle(
      JSON.stringify({ ...file, receipts: file.receipts.slice(0, 2), completeness: undefined }),
      keys(),
    )
    expect(bare.notProven[0]?.zh).toContain('最后一号之后')
  })

  test('every path of a census leads to its root, for any number of cases', async () => {
    for (const n of [1, 2, 3, 7, 64, 257]) {
      const lines = Array.from({ length: n }, (_, i) => ({
        subject: `case-${String(i).padStart(4, '0')}`,
        last: i + 1,
      }))
      const all = await Promise.all(lines.map((l) => v.leafHash(v.censusLine(l.subject, l.last))))
      const root = async (from: number, to: number): Promise<Uint8Array> => {
        if (to - from === 1) return all[from]!
        const k = 2 ** Math.ceil(Math.log2(to - from) - 1)
        return v.nodeHash(await root(from, from + k), await root(from + k, to))
      }
      const expected = Buffer.from(await root(0, n)).toString('hex')
      for (const at of new Set([0, Math.floor(n / 2), n - 1])) {
        const found = await censusPath({ size: 1, lines, ...treeOver(lines) }, lines[at]!.subject)
        const got = await v.rootFromInclusion(at, n, all[at]!, found!.path)
        expect(Buffer.from(got!).toString('hex')).toBe(expected)
      }
    }
  })

  test('one that goes on from the last is the one that counts from the beginning', async () => {
    await write(7)
    const { size } = (await world.db.transaction().execute((tx) => log.head(tx)))!
    const at = (of: Log, n: number) => world.db.transaction().execute((tx) => censusAt(tx, of, n))
    // Another log object of the same log has counted nothing yet.
    const fresh = () => ({ ...log })
    const going = fresh()
    for (let n = 1; n <= size; n++) {
      const [grown, anew] = [await at(going, n), await at(fresh(), n)]
      expect(grown.lines).toEqual(anew.lines)
      expect(grown.root).toEqual(anew.root)
    }
    expect(await censusPath(await at(going, size), 'ffffffff-0000-7000-8000-000000000000')).toBeUndefined()
  })

  test('a monitor recomputes it from the entries, and names one that counts wrongly', async () => {
    const one = await write(3)
    await census()
    await write(2)
    await write(1, one)
    await census()
    const { rows } = await sql<Act>`select ${actColumns} from ledger.leaf l
      join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id order by l.index`.execute(world.db)
    const entries = rows.map(entryOf)
    const judge = (all: Buffer[]) => {
      const [cases, recent]: [Cases, Recent] = [{}, []]
      return all.flatMap((e, i) => {
        remember(e, i, cases, recent)
        return [...readEntry(e, i, cases, { late: 1e12, lateIs: 'notice' }), ...checkCensus(e, i, cases, recent)]
      })
    }
    expect(entries.some((e) => e.toString().includes('ledger.census'))).toBe(true)
    expect(judge(entries)).toEqual([])
    const wrong = entries.map((e) => Buffer.from(e.toString().replace(/"root":"[0-9a-f]{2}/, '"root":"zz')))
    expect(judge(wrong).map((f) => f.kind)).toContain('census')
  })

  test('only the system takes a census, and only of what is committed', async () => {
    await write(1)
    const code = (run: Promise<unknown>) =>
      run.then(
        () => 'OK',
        (e) => (e as Problem).code,
      )
    expect(await code(world.run(takeCensus, { size: 1 }, officer('clerk')))).toBe('FORBIDDEN')
    expect(await code(world.run(takeCensus, { size: 1000 }, system('test')))).toBe('NOT_COMMITTED')
    expect(await code(world.run(takeCensus, { size: 0 }, system('test')))).toBe('INVALID')
  })

  test('is taken when enough is new, and comes to rest', async () => {
    const taken = async () => {
      const yes = await censusIfDue(world, log)
      await world.settle()
      return yes
    }
    await write(2)
    expect([await taken(), await taken()]).toEqual([true, false])
    await write(1)
    expect(await taken()).toBe(false)
    world.clock.set(new Date(world.clock.now().getTime() + 61_000))
    expect([await taken(), await taken()]).toEqual([true, false])
    world.clock.set(new Date(world.clock.now().getTime() + 3_700_000))
    expect(await taken()).toBe(false)
    const all = await world.database.owner`select public from platform.act where type = 'ledger.census' order by number`
    expect(all.map((a) => a.public.size)).toEqual([2, 4])
    const { size, root } = all[1]!.public as { size: number; root: string }
    expect((await world.db.transaction().execute((tx) => censusAt(tx, log, size))).root.toString('hex')).toBe(root)
  })
})

describe('the comparison that never ends', () => {
  const round = async (batch = 2) => {
    let n = 0
    for (let i = 0; i < 20; i++) {
      n += await watchOnce(world.db, log, world.clock, batch)
      if ((await watchState(world.db)).next === 0) return n
    }
    return n
  }
  const owner = (statement: string) =>
    world.database.owner.unsafe(`set session_replication_role = replica; ${statement}`)

  test('goes round piece by piece and finds nothing where nothing is', async () => {
    await write(5)
    await round()
    const state = await watchState(world.db)
    expect(state).toMatchObject({ finding: null, next: 0 })
    expect(state.roundEndedAt).not.toBeNull()
    expect((await audit(world.db, log)).findings).toEqual([])
  })

  test.each([
    ['an UPDATE', `update platform.act set public = '{"n": 99}' where number = 2 and subject_kind = 'case'`, 'altered'],
    ['a DELETE', `delete from platform.act where number = 2 and subject_kind = 'case'`, 'missing'],
    ['a leaf removed', 'delete from ledger.leaf where index = 1', 'missing'],
    [
      'a leaf made to fit an altered act',
      `update ledger.leaf set hash = decode(repeat('00', 32), 'hex') where index = 1`,
      'altered',
    ],
  ])('%s by a superuser raises a light that names it, and stays until it is mended', async (_name, statement, kind) => {
    await write(5)
    await round()
    await owner(
      'create table if not exists public.kept_act as select * from platform.act; create table if not exists public.kept_leaf as select * from ledger.leaf',
    )
    await owner(statement)
    await round()
    const light = await watchState(world.db)
    expect(light.finding).toMatchObject({ kind, index: 1 })
    expect((await audit(world.db, log)).findings[0]).toMatchObject({ kind, index: 1 })
    await round()
    expect((await watchState(world.db)).foundAt).toEqual(light.foundAt)
    await owner(
      'delete from platform.act; insert into platform.act select * from public.kept_act; delete from ledger.leaf; insert into ledger.leaf select * from public.kept_leaf',
    )
    await round()
    expect(await watchState(world.db)).toMatchObject({ finding: null, foundAt: null })
  })

  test('an old tile on the disk that was altered, or is gone, is told within one round, and by audit', async () => {
    for (let n = 0; n < 300; n += 5) await write(5)
    const leaves = Number((await world.database.owner`select count(*) as n from ledger.leaf`)[0]!.n)
    expect(leaves).toBeGreaterThan(256)
    // Pieces that end within a tile.
    await round(100)
    expect((await watchState(world.db)).finding).toBeNull()
    const kept = log.store
    for (const path of ['tile/entries/000', 'tile/0/000', `tile/0/001.p/${leaves - 256}`])
      for (const bytes of [undefined, Buffer.alloc(100)]) {
        log.store = { ...kept, read: async (p) => (p === path ? bytes : kept.read(p)) }
        try {
          await round(100)
          const { finding } = await watchState(world.db)
          expect([finding?.kind, finding?.what.en.includes(path)]).toEqual(['tile', true])
          expect((await audit(world.db, log)).findings[0]).toEqual(finding)
        } finally {
          log.store = kept
        }
        await round(100)
        expect((await watchState(world.db)).finding).toBeNull()
      }
  })

  test('two at once take turns', async () => {
    await write(5)
    const both = await Promise.all([watchOnce(world.db, log, world.clock, 2), watchOnce(world.db, log, world.clock, 2)])
    expect(both.reduce((a, b) => a + b)).toBeLessThanOrEqual(4)
    await round()
    expect((await watchState(world.db)).finding).toBeNull()
  })
})
