// More than 300 lines: the log that the monitor follows is made and spoiled here, and read with its tests.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import canonicalize from 'canonicalize'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../platform/harness.ts'
import { settableClock } from '../../platform/index.ts'
import { type Keyring, keyringIn, localWitness, memoryTiles, Witness } from '../index.ts'
import { append, type Edge, emptyEdge, rootOfEdge, treeReader } from '../tree.ts'
import { policyOf } from '../verifier/index.ts'
import { ask } from '../witness/ask.ts'
import { type MonitorOptions, type MonitorState, monitorRound, type Report } from './monitor.ts'

const ORIGIN = 'test.example/log'
const clock = settableClock('2026-03-02T01:00:00Z')
const validate = (() => {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(join(projectRoot, 'docs/guide/monitor-report.schema.json'), 'utf8')))
})()

let folder: string
let server: Server
let base: string
let keys: Keyring
let witnesses: Witness[]
/** What the server has, by path; a test may spoil it. */
let files: Map<string, string | Buffer | number>
let edge: Edge
let tiles: ReturnType<typeof memoryTiles>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-monitor-'))
  clock.set('2026-03-02T01:00:00Z')
  keys = keyringIn(join(folder, 'keys.json'), ORIGIN)
  witnesses = ['a.example', 'b.example', 'c.example'].map(
    (name) => new Witness(join(folder, name), name, { [ORIGIN]: () => keys.vkeys() }),
  )
  edge = emptyEdge()
  tiles = memoryTiles()
  files = new Map()
  server = createServer((request, response) => {
    const found = files.get(request.url!)
    if (typeof found === 'number') response.writeHead(found).end()
    else if (found === undefined) response.writeHead(404).end()
    else response.end(found)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  describeLog()
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The log lies under another prefix than the page that describes it. */
function describeLog() {
  const policy = policyOf(
    keys.vkeys(),
    witnesses.map((w) => ({ name: w.signer.name, vkey: w.vkey })),
    2,
  )
  files.set(
    '/.well-known/gnomon-ledger.json',
    JSON.stringify({
      url: `${base}/elsewhere/log`,
      origin: ORIGIN,
      vkeys: keys.vkeys(),
      policy: { file: policy.text },
      witnessed: `${base}/elsewhere/log/witnessed`,
    }),
  )
}
type Said = { subject?: string; kind?: string; number?: number; late?: number; text?: string }
const entry = ({ subject = 'case-1', kind = 'case', number = 1, late = 0, text }: Said) =>
  Buffer.from(
    text ??
      canonicalize({
        v: 1,
        act: createHash('sha256').update(`${subject}${number}`).digest('hex').slice(0, 32),
        type: 'trial.noted',
        jurisdiction: '350200',
        subject: { kind, id: subject },
        number,
        happenedAt: new Date(clock.now().getTime() - late).toISOString(),
        recordedAt: clock.now().toISOString(),
        actor: { kind: 'system', name: 'x' },
        public: {},
        commitments: {},
        basis: [],
      })!,
  )
async function grow(said: Said[], options: { cosign?: boolean } = {}) {
  const before = edge.size
  const made = append(edge, said.map(entry))
  for (const [path, bytes] of made.writes) {
    await tiles.write(path, bytes, async () => {})
    files.set(`/elsewhere/log/${path}`, bytes)
  }
  edge = made.edge
  keys.align(before)
  const text = `${ORIGIN}\n${edge.size}\n${rootOfEdge(edge).toString('base64')}\n`
  const note = `${text}\n${keys.sign(text, clock.now())}`
  files.set('/elsewhere/log/checkpoint', note)
  if (options.cosign === false) return
  const tree = treeReader(tiles, edge.size)
  const lines: string[] = []
  for (const w of witnesses.slice(0, 2)) {
    const said = await ask(localWitness(w, clock), {
      note,
      size: edge.size,
      known: 0,
      consistency: (o) => tree.consistency(o),
    })
    if (said.kind === 'cosigned') lines.push(said.line)
  }
  files.set('/elsewhere/log/witnessed', note + lines.join(''))
}
const many = (n: number, subject = 'case-1', from = 1): Said[] =>
  Array.from({ length: n }, (_, i) => ({ subject, number: from + i }))

let state: MonitorState | undefined
beforeEach(() => {
  state = undefined
})
async function round(more: Partial<MonitorOptions> = {}): Promise<Report> {
  const { report, state: next } = await monitorRound({
    url: `${base}/ledger`,
    state: state && (JSON.parse(JSON.stringify(state)) as MonitorState),
    now: clock.now(),
    late: 86_400_000,
    witnessDelay: 600_000,
    ...more,
  })
  state = next
  expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true)
  for (const f of report.findings) expect(f.zh).toMatch(/[一-鿿]/)
  return report
}
const kinds = (r: Report) => [...new Set(r.findings.map((f) => f.kind))]

describe('an honest log', () => {
  test('is followed over the borders of tiles, from wherever its description says that it lies', async () => {
    let last = 0
    await grow([])
    expect(await round()).toMatchObject({ ok: true, checkpoint: { size: 0 }, findings: [] })
    for (const n of [1, 2, 252, 1, 1, 300, 0]) {
      if (n > 0) await grow(many(n, 'case-1', last + 1))
      const r = await round()
      expect([r.ok, r.before, r.checkpoint!.size, r.findings]).toEqual([true, last, (last += n), []])
      expect(r.witnessed).toEqual({ size: last, by: ['a.example', 'b.example'] })
    }
    expect(state!.cases).toEqual({ 'case-1': { last: 557, missing: [] } })
    expect(state!.peaks.map((p) => p.leaves)).toEqual([512, 32, 8, 4, 1])
  })
  test('a partial bundle that is gone since it is full is read from the full one', async () => {
    await grow(many(200))
    const note = files.get('/elsewhere/log/checkpoint')!
    await grow(many(100, 'case-1', 201))
    files.delete('/elsewhere/log/tile/entries/000.p/200')
    files.set('/elsewhere/log/checkpoint', note)
    files.delete('/elsewhere/log/witnessed')
    expect((await round({ policy: 'quorum none\n' })).findings).toEqual([])
  })
  test('a rotation is followed: the new key is trusted because the old one signed beside it', async () => {
    await grow(many(2))
    await round()
    const old = keys.vkey
    keys.rotate('ed25519')
    await grow(many(2, 'case-1', 3))
    describeLog()
    expect((await round()).ok).toBe(true)
    keys.retire(old, 4)
    await grow(many(2, 'case-1', 5))
    describeLog()
    expect((await round()).findings).toEqual([])
    expect(state!.vkeys).toHaveLength(4)
  })
})

describe('an old tile that is altered afterwards', () => {
  /** Turns a bit of what the server has at a path. */
  const spoil = (path: string, at: number) => {
    const bytes = Buffer.from(files.get(path) as Buffer)
    bytes[at]! ^= 1
    files.set(path, bytes)
  }
  const altered: [string, number][] = [
    ['tile/entries/000', 100],
    ['tile/entries/001', 5000],
    ['tile/0/000', 40],
    ['tile/0/001', 8000],
    ['tile/1/000.p/2', 5],
  ]
  test.each(altered)('%s is told in the next round, and in each after it', async (path, at) => {
    await grow(many(600))
    expect((await round()).ok).toBe(true)
    expect((await round()).findings).toEqual([])
    spoil(`/elsewhere/log/${path}`, at)
    // Nothing new is there to be followed: the head is the same.
    for (let i = 0; i < 2; i++) {
      const r = await round()
      expect([r.ok, r.checkpoint!.size, kinds(r)]).toEqual([false, 600, ['tiles']])
      expect(r.findings[0]!.en).toContain(path.startsWith('tile/1') ? 'checkpoint' : path)
    }
    spoil(`/elsewhere/log/${path}`, at)
    expect((await round()).ok).toBe(true)
  })
  test('or gone', async () => {
    await grow(many(600))
    await round()
    files.delete('/elsewhere/log/tile/0/001')
    expect(kinds(await round())).toEqual(['not-served'])
  })
})

describe('what breaks the promise is a breach, and the state stays where it was', () => {
  test('a log that shrank', async () => {
    await grow(many(5))
    const note = files.get('/elsewhere/log/checkpoint')!
    await grow(many(5, 'case-1', 6))
    await round()
    files.set('/elsewhere/log/checkpoint', note)
    expect(kinds(await round())).toEqual(['shrunk'])
    expect(state!.size).toBe(10)
  })
  test.each([5, 9])('a fork seen at 5, shown at %i', async (size) => {
    await grow(many(5))
    await round()
    edge = emptyEdge()
    tiles = memoryTiles()
    await grow(many(size, 'other'), { cosign: false })
    expect(kinds(await round())).toEqual(['fork'])
    expect(state!.size).toBe(5)
  })
  test('entries that are not what was signed: one flipped bit', async () => {
    await grow(many(300))
    await round()
    await grow(many(10, 'case-1', 301))
    const path = '/elsewhere/log/tile/entries/001.p/54'
    const bytes = Buffer.from(files.get(path) as Buffer)
    bytes[bytes.length - 5]! ^= 1
    files.set(path, bytes)
    expect(kinds(await round())).toEqual(['entries'])
    expect(state!.size).toBe(300)
  })
  test('entries that are not served, torn, or fewer than promised', async () => {
    await grow(many(10))
    const path = '/elsewhere/log/tile/entries/000.p/10'
    const whole = files.get(path) as Buffer
    files.delete(path)
    expect(kinds(await round())).toEqual(['not-served'])
    files.set(path, whole.subarray(0, whole.length - 1))
    expect(kinds(await round())).toEqual(['not-served'])
    files.set(path, whole.subarray(0, whole.length / 2))
    expect(kinds(await round())).toEqual(['not-served'])
    files.set(path, whole)
    expect((await round()).ok).toBe(true)
  })
  test('a checkpoint of another key, also when the description offers that key; of a given key that did not sign', async () => {
    await grow(many(3))
    await round()
    const mine = keys
    keys = keyringIn(join(folder, 'thief.json'), ORIGIN)
    await grow(many(3, 'case-1', 4), { cosign: false })
    describeLog()
    expect(kinds(await round())).toEqual(['signature'])
    expect(state!.vkeys).toEqual(mine.vkeys())
    state = undefined
    expect(kinds(await round({ vkeys: [mine.vkey] }))).toEqual(['signature'])
  })
  test('another name of the log, and rubbish where the checkpoint should be', async () => {
    await grow(many(3))
    await round()
    files.set('/elsewhere/log/checkpoint', '<h1>Welcome</h1>')
    expect(kinds(await round())).toEqual(['not-served'])
    files.set(
      '/.well-known/gnomon-ledger.json',
      String(files.get('/.well-known/gnomon-ledger.json')).replaceAll(ORIGIN, 'x'),
    )
    expect(kinds(await round())).toEqual(['key'])
  })
})

describe('witnesses', () => {
  test('a checkpoint younger than its cosignatures is waited for; past the delay it is a breach, and heals', async () => {
    await grow(many(3))
    await round()
    await grow(many(3, 'case-1', 4), { cosign: false })
    expect((await round()).findings).toEqual([])
    clock.advance(11 * 60_000)
    const r = await round()
    expect([kinds(r), r.witnessed!.size]).toEqual([['quorum'], 3])
    await grow(many(1, 'case-1', 7))
    expect((await round()).findings).toEqual([])
    expect(state!.unwitnessed).toBeNull()
  })
  test('a log that was never witnessed is one at the first visit, after the pauses', async () => {
    await grow(many(3), { cosign: false })
    let paused = 0
    const r = await round({ pause: async () => void paused++ })
    expect([kinds(r), paused]).toEqual([['quorum'], 9])
    // A cosignature that comes while the monitor pauses is enough.
    state = undefined
    expect((await round({ pause: () => grow(many(1, 'case-1', 4)) })).findings).toEqual([])
  })
  test('one witness is not two; a witnessed checkpoint of another tree is a fork; a weaker policy is not taken over', async () => {
    await grow(many(3))
    const whole = String(files.get('/elsewhere/log/witnessed'))
    files.set('/elsewhere/log/witnessed', whole.split('\n').slice(0, -2).join('\n').concat('\n'))
    expect(kinds(await round())).toEqual(['quorum'])
    files.set('/elsewhere/log/witnessed', whole)
    expect((await round()).ok).toBe(true)
    // The city shows its witnesses one tree and everyone else another.
    await grow(many(3, 'case-1', 4), { cosign: false })
    const real = edge
    edge = emptyEdge()
    const shown = tiles
    tiles = memoryTiles()
    const [checkpoint, served] = [files.get('/elsewhere/log/checkpoint'), new Map(files)]
    for (const w of ['d', 'e', 'f'])
      witnesses.push(new Witness(join(folder, w), `${w}.example`, { [ORIGIN]: () => keys.vkeys() }))
    witnesses = witnesses.slice(3)
    await grow(many(5, 'hidden'))
    const hidden = files.get('/elsewhere/log/witnessed')!
    for (const [k, v] of served) files.set(k, v)
    files.set('/elsewhere/log/checkpoint', checkpoint!)
    files.set('/elsewhere/log/witnessed', hidden)
    ;[edge, tiles] = [real, shown]
    const policy = policyOf(
      [],
      witnesses.map((w) => ({ name: w.signer.name, vkey: w.vkey })),
      2,
    )
    expect(kinds(await round({ policy: policy.text }))).toEqual(['fork'])
    state = undefined
    describeLog()
    await round()
    const weaker = JSON.parse(String(files.get('/.well-known/gnomon-ledger.json')))
    files.set('/.well-known/gnomon-ledger.json', JSON.stringify({ ...weaker, policy: { file: 'quorum none\n' } }))
    expect(kinds(await round())).toContain('policy')
  })
})

describe('the acts themselves', () => {
  test('a missing number is a breach until it comes; then it stands late in the order', async () => {
    await grow([...many(2), { number: 4 }, { number: 1, subject: 'case-2' }])
    const r = await round()
    expect(r.findings).toMatchObject([{ kind: 'gap', severity: 'breach', subject: 'case-1', number: 3 }])
    expect((await round()).ok).toBe(false)
    await grow([{ number: 3 }])
    expect((await round()).findings).toMatchObject([{ kind: 'order', severity: 'notice', number: 3, index: 4 }])
    expect((await round()).findings).toEqual([])
  })
  test('a case that begins at 2, a number twice, a number that jumps far; subjects that are no cases promise nothing', async () => {
    await grow([
      { number: 2 },
      { number: 2 },
      { subject: 'far', number: 1_000_000 },
      { subject: 'unit', kind: 'system', number: 9 },
    ])
    const r = await round()
    expect(r.counts).toEqual({ duplicate: 1, gap: 2 })
    expect(state!.cases.far!.missing).toHaveLength(1000)
    expect(r.findings.find((f) => f.kind === 'gap' && f.subject === 'case-1')).toMatchObject({ number: 1 })
  })
  test('recorded long after it happened: a notice, a breach where asked for or strict; the threshold is exact', async () => {
    await grow([
      { number: 1, late: 86_400_000 },
      { number: 2, late: 86_400_001 },
    ])
    const read = async (more: Partial<MonitorOptions>) => {
      state = undefined
      const r = await round(more)
      return [r.ok, r.findings.map((f) => `${f.kind} ${f.severity} ${f.index}`)]
    }
    expect(await read({})).toEqual([true, ['late notice 1']])
    expect(await read({ late: 86_400_001 })).toEqual([true, []])
    expect(await read({ strict: true })).toEqual([false, ['late breach 1']])
    expect(await read({ late: 1000, lateIs: 'breach' })).toEqual([false, ['late breach 0', 'late breach 1']])
  })
  test('entries that are no entries are named by their leaf, and the rest is read', async () => {
    const good = entry({ number: 1 }).toString()
    await grow([
      { text: 'rubbish' },
      { text: '{"v":1}' },
      { text: '{"v":2}' },
      { text: 'null' },
      { text: good.replace(/"happenedAt":"[^"]+"/, '"happenedAt":"yesterday"') },
      { text: ` ${good}` },
      { text: good },
    ])
    const r = await round()
    expect(r.findings.map((f) => `${f.kind} ${f.index}`)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `entry ${i}`))
    expect(state!.cases['case-1']!.last).toBe(1)
  })
  test('entries made to break a reader are named like any other', async () => {
    const good = entry({ number: 1 }).toString()
    const named = (id: string) => good.replace('"id":"case-1"', `"id":${JSON.stringify(id)}`)
    await grow([
      { text: 'rubbish "ledger.census"' },
      { text: good.replace('trial.noted', 'ledger.census').replace('"public":{}', '"public":null') },
      { text: named('\x1b[2J') },
      { text: named('constructor') },
      { text: named('__proto__') },
      { text: named('__proto__') },
      { text: good.replace('"kind":"case"', '"kind":"case\\u0007"') },
    ])
    const r = await round()
    expect(r.findings.map((f) => `${f.kind} ${f.index}`)).toEqual([
      'entry 0',
      'entry 2',
      'entry 6',
      'census 1',
      'duplicate 5',
    ])
    await grow([{ text: named('constructor').replace('"number":1', '"number":2') }])
    expect((await round()).findings).toEqual([])
    expect(Object.keys(state!.cases).sort()).toEqual(['__proto__', 'case-1', 'constructor'])
  })
  test('an act written in afterwards with an old time, also of its recording, is late: it was not there at the last look', async () => {
    await grow(many(1))
    await round()
    clock.advance(3 * 86_400_000)
    await grow(many(1, 'case-1', 2))
    expect((await round()).findings).toEqual([])
    const then = new Date(clock.now().getTime() - 2 * 86_400_000).toISOString()
    const text = entry({ number: 3 }).toString().replaceAll(clock.now().toISOString(), then)
    await grow([{ text }])
    expect((await round()).findings).toMatchObject([{ kind: 'late', index: 2, number: 3 }])
  })
  test('of many findings of a kind a hundred are listed, and all counted', async () => {
    await grow(Array.from({ length: 150 }, (_, i) => ({ number: i + 1, late: 1e9 })))
    const r = await round()
    expect([r.counts.late, r.findings.length]).toEqual([150, 100])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['no description', 404],
    ['an error', 500],
    ['a page', '<h1>Welcome</h1>'],
    ['half a description', '{"url":"/","origin":"x"}'],
    ['a description that points at a file', '{"url":"file:///etc/passwd","origin":"x","vkeys":[]}'],
    ['too much', Buffer.alloc(2 << 20, ' ')],
    ['a policy that is no text', '{"url":"/","origin":"x","vkeys":[],"policy":{"file":5}}'],
    ['nothing', 'null'],
  ])('%s: unreachable, which says nothing of the log', async (_, answer) => {
    await grow(many(1))
    await round()
    const seen = state
    files.set('/.well-known/gnomon-ledger.json', answer)
    const r = await round()
    expect([r.unreachable !== null, r.ok, r.findings]).toEqual([true, false, []])
    expect(state).toEqual(seen)
  })
  test('a log whose tiles or checkpoint answer with errors is unreachable, not dishonest', async () => {
    await grow(many(3))
    files.set('/elsewhere/log/tile/entries/000.p/3', 503)
    expect((await round()).unreachable).toContain('503')
    files.set('/elsewhere/log/checkpoint', 500)
    expect((await round()).unreachable).toContain('checkpoint')
  })
})
