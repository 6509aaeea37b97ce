// More than 300 lines: both sides of the protocol, each answer of the other side a row.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { officer, testWorld, type World } from '../../platform/harness.ts'
import {
  anyone,
  consume,
  defineActs,
  defineContract,
  defineRoom,
  isBehind,
  newId,
  operation,
  settableClock,
  text,
} from '../../platform/index.ts'
import { describeLog, receiptOfAct } from '../contract.ts'
import {
  httpWitness,
  keyringIn,
  type Log,
  ledgerRoom,
  localWitness,
  logIn,
  mountLedger,
  mountWitness,
  openLog,
  Witness,
} from '../index.ts'
import { fileTiles, memoryTiles } from '../store.ts'
import { append, emptyEdge, rootOfEdge, treeReader } from '../tree.ts'
import * as v from '../verifier/index.ts'
import { ask } from './ask.ts'

const acts = defineActs('witness-trial', {
  'witness-trial.noted': { title: text('记', 'Noted'), published: true, public: z.object({}), private: z.object({}) },
})
const note = defineContract({
  id: 'witness-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({}),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'witness-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async () => ({
        act: acts['witness-trial.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: newId() },
          public: {},
        }),
        output: {},
      }),
    }),
  ],
})

const ORIGIN = 'test.example/log'
const clock = settableClock('2026-03-02T01:00:00Z')
let folder: string
const closing: (() => void)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-witness-'))
  clock.set('2026-03-02T01:00:00Z')
})
afterEach(() => {
  for (const close of closing.splice(0)) close()
  rmSync(folder, { recursive: true, force: true })
})

const ring = () => keyringIn(join(folder, 'keys.json'), ORIGIN)
const witness = (name: string) => new Witness(join(folder, name), name, { [ORIGIN]: () => ring().vkeys() })

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
/** What `gnomon witness` serves, on a port of its own; `before` stands in the way of each request. */
async function served(of: Witness, before?: () => Promise<void>): Promise<string> {
  const app = new Hono()
  if (before) app.use('*', async (_, next) => before().then(next))
  mountWitness(app, of, clock)
  return serve(getRequestListener(app.fetch))
}

/** A log without a database: a tree, signed at every size. A fork has its own words from `from` on. */
async function tree(n: number, word = 'e', from = 0) {
  const tiles = memoryTiles()
  const signer = ring()
  let edge = emptyEdge()
  const notes: string[] = []
  const roots: string[] = [rootOfEdge(edge).toString('base64')]
  for (let i = 0; i < n; i++) {
    const made = append(edge, [Buffer.from(`${i < from ? 'e' : word}${i}`)])
    for (const [p, b] of made.writes) await tiles.write(p, b)
    edge = made.edge
    roots.push(rootOfEdge(edge).toString('base64'))
    const t = `${ORIGIN}\n${edge.size}\n${roots.at(-1)}\n`
    signer.align(i)
    notes[edge.size] = `${t}\n${signer.sign(t, clock.now())}`
  }
  const question = (size: number, known = 0) => ({
    note: notes[size]!,
    size,
    known,
    consistency: (old: number) => treeReader(tiles, size).consistency(old),
  })
  return { tiles, notes, roots, question }
}

describe('a witness', () => {
  test('answers as specified, and remembers across a restart', async () => {
    const { tiles, roots } = await tree(8)
    let w = witness('w.example')
    const app = () => {
      const made = new Hono()
      mountWitness(made, w, clock)
      return made
    }
    const post = (body: string) => app().request('/add-checkpoint', { method: 'POST', body })
    const signed = (size: number, root: string, origin = ORIGIN, signer = ring()) => {
      const t = `${origin}\n${size}\n${root}\n`
      return `${t}\n${signer.sign(t)}`
    }
    const status = async (body: string) => (await post(body)).status
    expect(await status('nonsense')).toBe(400)
    expect(await status('')).toBe(400)
    expect(await status('x'.repeat(140_000))).toBe(400)
    expect(await status(`old 0\n\n${signed(0, roots[1]!)}`)).toBe(422)
    const get = await app().request('/add-checkpoint')
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await status(`old x\n\n${signed(4, roots[4]!)}`)).toBe(400)
    expect(await status(`old 0\n${'AAAA\n'.repeat(64)}\n${signed(4, roots[4]!)}`)).toBe(400)
    expect(await status(`old 0\n\n${ORIGIN}\nfour\n${roots[4]}\n\n— x AAAAAAAA\n`)).toBe(400)
    expect(await status(`old 0\n\n${signed(4, roots[4]!, 'unknown.example')}`)).toBe(404)
    const other = keyringIn(join(folder, 'other.json'), ORIGIN)
    expect(await status(`old 0\n\n${signed(4, roots[4]!, ORIGIN, other)}`)).toBe(403)
    expect(await status(`old 5\n\n${signed(4, roots[4]!)}`)).toBe(400)
    // One signature of the log holds, another is spoilt: the note is malformed (signed-note, tlog-witness).
    const lines = signed(4, roots[4]!).split('\n')
    const [, ml] = lines.filter((l) => l.startsWith('— '))
    const bent = `${ml!.slice(0, 200)}${ml!.slice(200, 204) === 'BBBB' ? 'CCCC' : 'BBBB'}${ml!.slice(204)}`
    expect(await status(`old 0\n\n${lines.map((l) => (l === ml ? bent : l)).join('\n')}`)).toBe(403)
    expect(await status(`old 0\n\n${signed(4, roots[4]!)}${bent}\n`)).toBe(403)
    const strangers = Array.from({ length: 15 }, (_, i) => `— s.example/${i} ${'A'.repeat(6000)}\n`).join('')
    const first = await post(`old 0\n\n${signed(4, roots[4]!)}${strangers}`)
    expect(first.status).toBe(200)
    expect(await first.text()).toMatch(/^— w\.example [A-Za-z0-9+/=]+\n$/)
    w = witness('w.example')
    const conflict = await post(`old 0\n\n${signed(8, roots[8]!)}`)
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '4\n',
    ])
    const proof = (await treeReader(tiles, 8).consistency(4)).map((h) => h.toString('base64'))
    expect(await status(`old 4\n${proof.map(() => roots[1]).join('\n')}\n\n${signed(8, roots[8]!)}`)).toBe(422)
    expect(await status(`old 4\n\n${signed(4, roots[5]!)}`)).toBe(409)
    expect(await status(`old 4\n${proof.join('\n')}\n\n${signed(8, roots[8]!)}`)).toBe(200)
    expect(await status(`old 8\n\n${signed(4, roots[4]!)}`)).toBe(400)
  })
  test('asked twice at once compares and remembers in one step: it never goes back', async () => {
    const log = await tree(9)
    const w = witness('w.example')
    const end = localWitness(w, clock)
    const answers = await Promise.all([9, 4, 7, 9, 2].map((size) => ask(end, log.question(size))))
    expect(answers.map((a) => a.kind)).toEqual(['cosigned', 'ahead', 'ahead', 'cosigned', 'ahead'])
    expect(w.size(ORIGIN)).toBe(9)
  })
})

describe('two witnesses started on one folder by mistake', () => {
  test('sign one history: what one remembers, the other knows', async () => {
    const log = await tree(9)
    const fork = await tree(9, 'other ')
    const [a, b] = [localWitness(witness('w.example'), clock), localWitness(witness('w.example'), clock)]
    expect((await ask(a, log.question(4))).kind).toBe('cosigned')
    expect(await ask(b, fork.question(4))).toEqual({ kind: 'fork', size: 4 })
    expect((await ask(b, log.question(6))).kind).toBe('cosigned')
    // Both at once, one with the log and one with a fork of it.
    const answers = await Promise.all([
      ask(a, log.question(9, 6)),
      ask(b, fork.question(9, 6)),
      ask(a, fork.question(8, 6)),
    ])
    expect(answers.map((x) => x.kind)).toEqual(['cosigned', 'fork', 'fork'])
    expect([witness('w.example').size(ORIGIN), readdirSync(join(folder, 'w.example')).sort()]).toEqual([
      9,
      ['key.pem', 'seen.3.json'],
    ])
  })
  test('both asked at once with what would be right for each: one is signed, the other sees that it came second', async () => {
    const log = await tree(9)
    const fork = await tree(9, 'other ', 6)
    expect((await ask(localWitness(witness('w.example'), clock), log.question(6))).kind).toBe('cosigned')
    const [a, b] = [localWitness(witness('w.example'), clock), localWitness(witness('w.example'), clock)]
    const answers = await Promise.all([ask(a, log.question(9, 6)), ask(b, fork.question(9, 6))])
    // Whichever came first is signed.
    expect(answers.map((x) => x.kind).sort()).toEqual(['cosigned', 'fork'])
  })
  test('asked with eight sizes at once they never go back', async () => {
    const log = await tree(9)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ask(localWitness(witness('w.example'), clock), log.question(i + 2))),
    )
    const sizes = answers.flatMap((x, i) => (x.kind === 'cosigned' ? [i + 2] : []))
    // Overtaken: the witness is further already, or went on each time that the log came with another proof.
    for (const x of answers)
      expect(x.kind === 'bad-answer' ? x.what : x.kind).toMatch(/^cosigned$|^ahead$|named another size three times/)
    expect(sizes.length).toBeGreaterThan(0)
    expect(witness('w.example').size(ORIGIN)).toBe(Math.max(...sizes))
  })
})

describe('asking over HTTP', () => {
  test('a first checkpoint, a second with its proof, and one where the witness corrects what we thought it had', async () => {
    const log = await tree(300)
    const w = witness('w.example')
    const end = httpWitness({ name: 'w', vkey: w.vkey, url: `${await served(w)}/` })
    expect(await ask(end, log.question(3))).toMatchObject({ kind: 'cosigned', time: clock.now().getTime() / 1000 })
    expect((await ask(end, log.question(200, 3))).kind).toBe('cosigned')
    expect((await ask(end, log.question(300, 0))).kind).toBe('cosigned')
    expect((await ask(end, log.question(300, 7))).kind).toBe('cosigned')
    const answer = await ask(end, log.question(300))
    const whole = v.parseNote(`${log.notes[300]}${answer.kind === 'cosigned' ? answer.line : ''}`)
    expect(await v.verifyNote(whole, await v.parseKey(w.vkey))).toMatchObject({ holds: true })
  })
  test('a fork is refused: at the same size, and beyond it', async () => {
    const log = await tree(8)
    const w = witness('w.example')
    const end = httpWitness({ name: 'w', vkey: w.vkey, url: await served(w) })
    expect((await ask(end, log.question(5))).kind).toBe('cosigned')
    const fork = await tree(8, 'other ')
    expect(await ask(end, fork.question(5, 5))).toEqual({ kind: 'fork', size: 5 })
    expect(await ask(end, fork.question(8))).toEqual({ kind: 'fork', size: 5 })
    expect(await ask(end, fork.question(3))).toEqual({ kind: 'ahead', size: 5 })
    expect(w.size(ORIGIN)).toBe(5)
  })
  test.each([
    ['a page instead of a cosignature', 200, 'text/html', '<h1>Welcome</h1>', 'bad-answer'],
    ['nothing', 200, 'text/plain', '', 'bad-answer'],
    ['a line that is not its signature', 200, 'text/plain', `— w.example ${'A'.repeat(104)}\n`, 'bad-answer'],
    ['a size that is none', 409, 'text/x.tlog.size', 'many\n', 'bad-answer'],
    ['a size of the wrong type', 409, 'text/plain', '3\n', 'bad-answer'],
    ['the size that it refused', 409, 'text/x.tlog.size', '0\n', 'bad-answer'],
    ['not our log', 404, 'text/plain', 'unknown log\n', 'unknown-log'],
    ['not our key', 403, 'text/plain', 'forbidden\n', 'key-refused'],
    ['overload', 503, 'text/plain', 'later\n', 'unreachable'],
    ['too often', 429, 'text/plain', 'later\n', 'unreachable'],
    ['more than 64 KiB', 200, 'text/plain', 'x'.repeat(70_000), 'unreachable'],
  ])('%s is named, never taken', async (_, status, type, body, kind) => {
    const log = await tree(5)
    const url = await serve((_, r) => r.writeHead(status, { 'content-type': type }).end(body))
    const end = httpWitness({ name: 'w', vkey: witness('w.example').vkey, url })
    expect((await ask(end, log.question(5))).kind).toBe(kind)
  })
  test('a witness that names another size each time, a redirect, silence, and nobody there', async () => {
    const log = await tree(5)
    const { vkey } = witness('w.example')
    let n = 0
    const fickle = await serve((_, r) => r.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${++n}\n`))
    expect(await ask(httpWitness({ name: 'w', vkey, url: fickle }), log.question(5))).toMatchObject({
      kind: 'bad-answer',
    })
    const away = await serve((_, r) => r.writeHead(302, { location: '/elsewhere' }).end())
    expect((await ask(httpWitness({ name: 'w', vkey, url: away }), log.question(5))).kind).toBe('unreachable')
    const silent = await serve(() => {})
    expect(await ask(httpWitness({ name: 'w', vkey, url: silent }, 50), log.question(5))).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('timeout'),
    })
    expect((await ask(httpWitness({ name: 'w', vkey, url: 'http://127.0.0.1:1' }), log.question(5))).kind).toBe(
      'unreachable',
    )
  })
})

describe('a log with a policy', () => {
  let world: World
  let log: Log
  afterEach(() => world.close())

  const start = async (policy: v.Policy, ends: Parameters<typeof openLog>[0]['witnesses'], tiles = 'tiles') => {
    log = openLog({ origin: ORIGIN, store: fileTiles(join(folder, tiles)), signer: ring(), policy, witnesses: ends! })
    world ??= undefined as never
    world = await testWorld([trial, ledgerRoom(log)])
  }
  const write = async (n: number) => {
    for (let i = 0; i < n; i++) await world.run(note, {}, officer('clerk'))
    const consumer = world.rooms.find((r) => r.name === 'ledger')!.consumers[0]!
    do while ((await consume(world, consumer)) > 0);
    while (await world.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
  }
  const round = () => log.cosign(world.db, clock)
  const newest = async () => (await world.run(describeLog, {})).last[0]!
  const kinds = () => Object.fromEntries([...log.asked()].map(([name, o]) => [name, o.kind]))

  test('k of n over HTTP: with one down and one answering rubbish the quorum still stands; both are named and left in peace', async () => {
    const good = ['a.example', 'b.example'].map(witness)
    const urls = await Promise.all(good.map((w) => served(w)))
    let asked = 0
    const rubbish = await serve((_, r) => {
      asked++
      r.end('rubbish')
    })
    const four = [
      { name: 'A', vkey: good[0]!.vkey, url: urls[0]! },
      { name: 'B', vkey: good[1]!.vkey, url: urls[1]! },
      { name: 'down', vkey: witness('c.example').vkey, url: 'http://127.0.0.1:1' },
      { name: 'rubbish', vkey: witness('d.example').vkey, url: rubbish },
    ]
    await start(
      v.policyOf([], four, 2),
      four.map((w) => httpWitness(w)),
    )
    await write(3)
    expect(await newest()).toMatchObject({ witnesses: [], quorum: false })
    expect(await round()).toBe(2)
    expect(kinds()).toEqual({ A: 'cosigned', B: 'cosigned', down: 'unreachable', rubbish: 'bad-answer' })
    expect(await newest()).toMatchObject({ witnesses: ['A', 'B'], quorum: true })
    const head = await world.db.transaction().execute((tx) => log.head(tx))
    expect([...(await v.cosignersOf(v.parseNote(head!.note), log.policy)).keys()]).toEqual(['A', 'B'])
    // Asked again at once: those who signed have nothing to do, those who failed are let be until their pause is over.
    await round()
    expect(asked).toBe(1)
    clock.advance(2_000)
    await round()
    expect(asked).toBe(2)
    await write(1)
    clock.advance(60_000)
    expect(await round()).toBe(2)
    expect((await newest()).quorum).toBe(true)
  })
  test('a slow witness holds nobody up: the others are published while it still thinks', async () => {
    const [a, b] = ['a.example', 'b.example'].map(witness) as [Witness, Witness]
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const two = [
      { name: 'A', vkey: a.vkey, url: await served(a) },
      { name: 'slow', vkey: b.vkey, url: await served(b, () => gate) },
    ]
    await start(
      v.policyOf([], two, 1),
      two.map((w) => httpWitness(w)),
    )
    await write(2)
    const asking = round()
    await expect.poll(async () => (await newest()).witnesses).toEqual(['A'])
    expect((await newest()).quorum).toBe(true)
    release()
    expect(await asking).toBe(2)
    expect((await newest()).witnesses).toEqual(['A', 'slow'])
  })
  test('a group within a group; the well-known file carries the policy without the witnesses’ addresses', async () => {
    const [a, b, c] = ['a.example', 'b.example', 'c.example'].map(witness) as [Witness, Witness, Witness]
    const policy = v.parsePolicy(
      `# 市里的\nwitness A ${a.vkey} ${await served(a)}\nwitness B ${b.vkey} ${await served(b)}\ngroup city any A B\nwitness C ${c.vkey} ${await served(c)}\ngroup both all city C\nquorum both\n`,
    )
    await start(
      policy,
      [...policy.witnesses].map(([name, w]) => httpWitness({ name, vkey: w.vkey, url: w.url! })),
    )
    await write(1)
    await round()
    const app = new Hono()
    mountLedger(app, log, world.db, 'https://city.example')
    const wellKnown = (await (await app.request('/.well-known/gnomon-ledger.json')).json()) as any
    const outside = v.parsePolicy(wellKnown.policy.file)
    await v.checkPolicyKeys(outside)
    expect(wellKnown.policy.file).not.toContain('http')
    expect(outside.logs.map((l) => l.vkey)).toEqual(log.signer.vkeys())
    const witnessed = await (await app.request('/checkpoint/witnessed')).text()
    expect(v.satisfied(outside, new Set((await v.cosignersOf(v.parseNote(witnessed), outside)).keys()))).toBe(true)
    // A receipt with the policy in hand: proven with the quorum, not proven without it.
    const [{ id }] = (await world.database.owner`select act_id as id from ledger.leaf`) as unknown as [{ id: string }]
    const { file } = await world.run(receiptOfAct, { actId: id })
    const bare = file.replace(/— [abc]\.example .*\n/g, '')
    const judge = (f: string, p: string) => v.verifyReceipt(f, { log: [], policy: p })
    expect((await judge(file, outside.text)).proven).toBe(true)
    expect((await judge(bare, outside.text)).lines.filter((l) => !l.ok).map((l) => l.what.en)).toEqual([
      'the policy’s quorum of witnesses is not met (0 signed)',
    ])
    expect((await judge(file, 'quorum nobody\n')).proven).toBe(false)
    // A younger checkpoint without its quorum does not hide the one that has it.
    await write(1)
    expect(v.parseCheckpoint(v.parseNote(await (await app.request('/checkpoint')).text()).text).size).toBe(2)
    expect(await (await app.request('/checkpoint/witnessed')).text()).toBe(witnessed)
  })
  test('a copy of the data directory that runs beside the original is refused by the witnesses, and halts', async () => {
    const w = ['a.example', 'b.example', 'c.example'].map(witness)
    const urls = await Promise.all(w.map((x) => served(x)))
    const three = w.map((x, i) => ({ name: `w${i}`, vkey: x.vkey, url: urls[i]! }))
    const policy = v.policyOf([], three, 2)
    const ends = () => three.map((x) => httpWitness(x))
    await start(policy, ends())
    await write(3)
    expect(await round()).toBe(3)
    const original = world
    // The copy has the same keys and the same origin, and goes its own way.
    await start(policy, ends(), 'copy')
    await write(2)
    await round()
    expect(new Set(Object.values(kinds()))).toEqual(new Set(['ahead']))
    await expect(write(1)).rejects.toThrow('halted')
    clock.advance(600_000)
    await original.close()
  })
  test('one witness that lies about a larger log is reported and stops nothing', async () => {
    const good = ['a.example', 'b.example'].map(witness)
    const lying = await serve((_, r) => r.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('999999\n'))
    const three = [
      ...(await Promise.all(good.map(async (x, i) => ({ name: `w${i}`, vkey: x.vkey, url: await served(x) })))),
      { name: 'liar', vkey: witness('liar.example').vkey, url: lying },
    ]
    await start(
      v.policyOf([], three, 2),
      three.map((x) => httpWitness(x)),
    )
    await write(1)
    await round()
    expect(kinds().liar).toBe('ahead')
    await write(1)
    expect(await round()).toBe(2)
  })
})

describe('from the configuration', () => {
  test('a policy file with addresses is asked over HTTP; a witness without one is refused by name', async () => {
    const w = witness('a.example')
    const make = (policy: string) => logIn(join(folder, 'ledger'), ORIGIN, { clock, policy })
    expect(() => make(`witness A ${w.vkey}\nquorum A\n`)).toThrow('has no URL')
    expect(() => make('quorum B\n')).toThrow('line 1: B is not defined')
    const log = make(`witness A ${w.vkey} http://127.0.0.1:1\nquorum A\n`)
    expect([log.witnesses.map((x) => x.name), log.quorum]).toEqual([['A'], 1])
  })
  test('the demonstration’s three are asked through the same interface; two make the quorum', () => {
    const log = logIn(join(folder, 'ledger'), ORIGIN, { clock, demonstration: true })
    expect([log.witnesses.length, log.quorum]).toEqual([3, 2])
    expect(log.witnesses.map((w) => w.name)).toContain('audit-office.demo.gnomon.example')
  })
  test('a witness whose state file is torn refuses to start rather than forget what it signed', () => {
    const w = witness('a.example')
    writeFileSync(join(folder, 'a.example', 'seen.7.json'), '{"test.exa')
    expect(w.vkey).toContain('a.example')
    expect(() => witness('a.example')).toThrow()
    expect(readFileSync(join(folder, 'a.example', 'seen.7.json'), 'utf8')).toBe('{"test.exa')
  })
})
