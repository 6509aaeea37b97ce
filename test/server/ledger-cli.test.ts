// More than 300 lines: each command is a process, and all share one folder and one database.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../apps/config.ts'
import { cityRooms } from '../../apps/rooms.ts'
import { ask, httpWitness, keyringIn, ledgerRoom, logIn, mountLedger } from '../../kernel/ledger/index.ts'
import { parsePolicy } from '../../kernel/ledger/verifier/index.ts'
import { arrive, projectRoot, type TestDatabase, testDatabase, testWorld } from '../../kernel/platform/harness.ts'
import { systemClock } from '../../kernel/platform/index.ts'

let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-ledger-cli-'))
  database = await testDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const gnomon = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args, '--lang', 'en'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      GNOMON_DATA: folder,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      GNOMON_DEMONSTRATION: 'no',
      PORT: '0',
    },
  })
const shown = () =>
  JSON.parse(gnomon('ledger', 'keys', 'show', '--json').stdout).keys as { id: string; algorithm: string }[]

describe('gnomon ledger keys', () => {
  test('a ceremony: generate, show, rotate, retire; no private key is printed', () => {
    expect(gnomon('ledger', 'keys', 'show').status).toBe(2)
    const made = gnomon('ledger', 'keys', 'generate')
    expect([made.status, made.stderr]).toEqual([0, ''])
    const file = join(folder, 'ledger', 'keys.json')
    expect(made.stdout.trim().endsWith(file)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(made.stdout.match(/SHA-256 ([0-9a-f]{8} ?){8}/g)).toHaveLength(3)
    const again = gnomon('ledger', 'keys', 'generate')
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('holds keys already')])
    const [ed] = shown()
    expect(gnomon('ledger', 'keys', 'retire', ed!.id).stderr).toContain('rotate before you retire')
    const rotated = gnomon('ledger', 'keys', 'rotate', 'ed25519')
    expect([rotated.status, rotated.stdout]).toEqual([0, expect.stringContaining('print it in the gazette')])
    expect(shown().filter((k) => k.algorithm === 'ed25519')).toHaveLength(2)
    const retired = gnomon('ledger', 'keys', 'retire', ed!.id)
    expect([retired.status, retired.stdout]).toEqual([0, expect.stringContaining('is retired')])
    for (const { stdout } of [made, rotated, retired]) expect(stdout).not.toMatch(/PRIVATE/)
    for (const secret of JSON.parse(readFileSync(file, 'utf8')).keys.map((k: { private: string }) => k.private))
      expect(made.stdout + rotated.stdout).not.toContain(secret.slice(-40))
  })
  test('misuse is answered by name', () => {
    expect(gnomon('ledger').status).toBe(2)
    expect(gnomon('ledger', 'keys', 'burn').stderr).toContain('gnomon ledger keys show')
    expect(gnomon('ledger', 'keys', 'rotate', 'rsa').stderr).toContain('There is no algorithm rsa')
    expect(gnomon('ledger', 'keys', 'generate', '--out', join(folder, 'k.json'), '--algorithms', 'x').status).toBe(2)
    expect(gnomon('ledger', 'keys', 'generate', '--out', join(folder, 'k.json'), '--name', 'a b').status).toBe(2)
    for (const args of [['erase'], ['erase', 'x', 'y'], ['erase', 'x', '--reason', 'z']])
      expect(gnomon('ledger', ...args).status).toBe(2)
    writeFileSync(join(folder, 'torn.json'), '{')
    expect(gnomon('ledger', 'keys', 'show', '--file', join(folder, 'torn.json')).status).toBe(2)
  })
})

describe('gnomon witness', () => {
  test('runs one that our log can ask; it remembers across a kill; misuse is named', async () => {
    const ring = keyringIn(join(folder, 'log-keys.json'), 'cli.example/log')
    const [ed] = ring.vkeys()
    const start = async (state = join(folder, 'w'), logs = [ed!]) => {
      const args = [
        'witness',
        '--state',
        state,
        '--name',
        'w.example',
        '--port',
        '0',
        ...logs.flatMap((l) => ['--log', l]),
      ]
      const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args])
      let out = ''
      child.stdout.on('data', (c) => (out += c))
      await expect.poll(() => out, { timeout: 60_000 }).toContain('http')
      // What it prints is a line of a tlog-policy file.
      const { witnesses } = parsePolicy(`${out}quorum w.example\n`)
      const { vkey, url } = witnesses.get('w.example')!
      return { child, end: httpWitness({ name: 'w', vkey, url: url! }) }
    }
    const checkpoint = (size: number, root: string, of = ring) => {
      const text = `${of.name}\n${size}\n${Buffer.alloc(32, root).toString('base64')}\n`
      return { note: `${text}\n${of.sign(text)}`, size, known: 0, consistency: async () => [] }
    }
    const first = await start()
    expect((await ask(first.end, checkpoint(5, 'a'))).kind).toBe('cosigned')
    first.child.kill('SIGTERM')
    const second = await start()
    expect(await ask(second.end, checkpoint(5, 'b'))).toEqual({ kind: 'fork', size: 5 })
    expect(await ask(second.end, checkpoint(4, 'a'))).toEqual({ kind: 'ahead', size: 5 })
    second.child.kill('SIGTERM')
    // Two processes on one folder, asked at the same moment with two histories: of each log one is signed, the other refused.
    const rings = Array.from({ length: 6 }, (_, i) => keyringIn(join(folder, `log-${i}.json`), `cli.example/${i}`))
    const pair = await Promise.all(
      [1, 2].map(() =>
        start(
          join(folder, 'pair'),
          rings.map((r) => r.vkey),
        ),
      ),
    )
    for (const ring of rings) {
      const two = await Promise.all(pair.map(({ end }, i) => ask(end, checkpoint(5, 'ab'[i]!, ring))))
      expect(two.map((x) => x.kind).sort()).toEqual(['cosigned', 'fork'])
    }
    for (const { child } of pair) child.kill('SIGTERM')
    const state = join(folder, 'x')
    const misuse = (...args: string[]) => {
      const run = gnomon('witness', ...args)
      expect([run.status, run.stdout]).toEqual([2, ''])
      expect(run.stderr).not.toMatch(/\n {4}at /)
      return run.stderr
    }
    expect(misuse()).toContain('--state, --name and --log are needed')
    expect(misuse('--state', state, '--name', 'x', '--log', 'nonsense')).toContain('cannot be read')
    expect(misuse('--state', state, '--name', 'x', '--log', 'a+00000000+AQ==')).toContain('own id')
    expect(misuse('--state', state, '--name', 'x y', '--log', ed!)).toContain('neither spaces')
    expect(misuse('--state', state, '--name', 'x', '--log', ed!, '--port', 'http')).toContain('whole number')
    expect(misuse('--state', state, '--name', 'x', '--log', ed!, '--port')).toContain('needs a value')
    expect(misuse('--state', state, '--name', 'x', '--logs', ed!)).toContain('not known')
    writeFileSync(join(folder, 'pair', 'seen.9.json'), '{"cli.example/0":{"size":5')
    expect(misuse('--state', join(folder, 'pair'), '--name', 'w.example', '--log', ed!)).toContain('begin anew')
    writeFileSync(join(folder, 'pair', 'key.pem'), 'rubbish')
    expect(misuse('--state', join(folder, 'pair'), '--name', 'w.example', '--log', ed!)).toContain('restore it')
  })
})

describe('gnomon monitor', () => {
  const monitor = (...args: string[]) =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [
        join(projectRoot, 'bin', 'gnomon.mjs'),
        'monitor',
        ...args,
        '--lang',
        'en',
      ])
      let [stdout, stderr] = ['', '']
      child.stdout.on('data', (c) => (stdout += c))
      child.stderr.on('data', (c) => (stderr += c))
      child.on('exit', (status) => resolve({ status, stdout, stderr }))
    })

  test('over a real log with the demonstration’s witnesses: 0; after tampering 1; without a server 2; misuse 3', async () => {
    const log = logIn(join(folder, 'monitored'), 'cli.example/monitored', { clock: systemClock, demonstration: true })
    const world = await testWorld([ledgerRoom(log)])
    const app = new Hono()
    const server = createServer(getRequestListener(app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    mountLedger(app, log, world.db, url)
    const state = join(folder, 'monitor.json')
    const act = async (id: string, number: number, happened = new Date()) => {
      await world.database
        .owner`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
        values ('350200', gen_random_uuid(), 'case', ${id}::uuid, ${number}, 'trial.act', ${happened}::timestamptz, '{"kind":"system","name":"x"}', '{}', '{}', '[]', true)`
      await arrive(world.database.owner)
    }
    const ID = '018f0000-0000-7000-8000-000000000001'
    try {
      expect((await monitor(url, '--once')).status).toBe(2)
      await act(ID, 1)
      await act(ID, 2)
      await world.settle()
      await log.cosign(world.db, systemClock)
      const first = await monitor(url, '--once', '--json', '--state', state)
      expect([first.status, first.stderr]).toEqual([0, ''])
      expect(JSON.parse(first.stdout)).toMatchObject({
        ok: true,
        before: 0,
        checkpoint: { size: 2 },
        witnessed: { size: 2 },
        findings: [],
      })
      expect(JSON.parse(first.stdout).witnessed.by).toContain('university.demo.gnomon.example')
      await act(ID, 4, new Date('2026-01-01'))
      await world.settle()
      await log.cosign(world.db, systemClock)
      const second = await monitor(`${url}/ledger`, '--once', '--json', '--state', state)
      expect(second.status).toBe(1)
      expect(JSON.parse(second.stdout)).toMatchObject({ ok: false, before: 2, counts: { gap: 1, late: 1 } })
      const words = await monitor(url, '--once', '--state', state)
      expect([words.status, words.stdout]).toEqual([1, expect.stringMatching(/✕ case .* lacks 3/)])
      // Not restarted from nothing: the state knows of the tree that it saw.
      await world.database.owner`update ledger.head set note = (select note from ledger.checkpoint where size = 2)`
      const back = await monitor(url, '--once', '--state', state)
      expect([back.status, back.stdout]).toEqual([1, expect.stringContaining('the log shrank')])
    } finally {
      server.closeAllConnections()
      server.close()
      await world.close()
    }
    expect((await monitor(url, '--once', '--state', state)).status).toBe(2)
    for (const misuse of [
      [],
      [url, url],
      ['ftp://x'],
      [url, '--every', 'soon'],
      [url, '--rubbish'],
      [url, '--policy', '/none'],
      [url, '--policy', folder],
      [url, '--policy', state],
      [url, '--vkey', 'nonsense'],
      [url, '--state', folder],
    ]) {
      const run = await monitor(...misuse, '--json')
      expect(run.status, misuse.join(' ')).toBe(3)
      expect(JSON.parse(run.stdout).error).toBe(run.stderr.trimEnd())
    }
    // Without --once it goes on until it is told to stop, also while nothing answers.
    const child = spawn(process.execPath, [
      join(projectRoot, 'bin', 'gnomon.mjs'),
      'monitor',
      url,
      '--json',
      '--every',
      '1s',
    ])
    let lines = ''
    child.stdout.on('data', (c) => (lines += c))
    await expect.poll(() => lines.split('\n').length, { timeout: 60_000 }).toBeGreaterThan(2)
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(JSON.parse(lines.split('\n')[0]!)).toMatchObject({
      ok: false,
      unreachable: expect.stringContaining('ECONNREFUSED'),
    })
    writeFileSync(state, '{')
    const torn = await monitor(url, '--once', '--state', state)
    expect([torn.status, torn.stderr]).toEqual([3, expect.stringContaining('cannot be read')])
    writeFileSync(state, '{"gnomon":"monitor-state/v1"}')
    expect((await monitor(url, '--once', '--state', state)).stderr).toContain('a field is missing')
  })
})

describe('the ledger’s variables', () => {
  const AWS = { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' }
  const read = (env: Record<string, string>) =>
    readConfig({ GNOMON_DATA: join(folder, 'configured'), ...env } as NodeJS.ProcessEnv)
  test('by default three signatures, files, and the demonstration’s witnesses', () => {
    const config = read({})
    expect(config.ledger).toEqual({ signatures: ['ed25519', 'ml-dsa-44', 'sm2'] })
    expect(cityRooms(config).log.signer.vkeys()).toHaveLength(3)
    expect(cityRooms(config).log.quorum).toBe(2)
  })
  test('what is set is what runs; a log in S3 asks the policy’s witnesses', async () => {
    const policy = join(folder, 'policy.txt')
    writeFileSync(policy, 'quorum none\n')
    const config = read({
      GNOMON_LEDGER_SIGNATURES: 'ed25519',
      GNOMON_LEDGER_ORIGIN: 'ledger.example.cn/350200',
      GNOMON_LEDGER_POLICY: policy,
      GNOMON_LEDGER_STORE: 's3://bucket/prefix?endpoint=http://127.0.0.1:1&region=cn-north-1',
      GNOMON_DATA: join(folder, 'fewer'),
      ...AWS,
    })
    const { log } = cityRooms(config)
    expect([log.signer.vkeys().length, log.witnesses, log.quorum]).toEqual([1, [], 0])
    expect([log.origin, log.signer.vkey.split('+')[0]]).toEqual(Array(2).fill('ledger.example.cn/350200'))
    expect(config.ledger!.store).toMatchObject({
      region: 'cn-north-1',
      credentials: { accessKeyId: 'k', secretAccessKey: 's' },
    })
    await expect(log.store.read('checkpoint')).rejects.toThrow('no answer')
  })
  test.each([
    [{ GNOMON_LEDGER_SIGNATURES: 'rsa' }, 'names rsa'],
    [{ GNOMON_LEDGER_ORIGIN: 'https://x y' }, 'host/division code'],
    [{ GNOMON_LEDGER_POLICY: '/nowhere/policy' }, 'is not there'],
    [{ GNOMON_LEDGER_STORE: '/tmp/tiles', ...AWS }, 'is s3://bucket/prefix'],
    [{ GNOMON_LEDGER_STORE: 's3://bucket/x' }, 'needs AWS_ACCESS_KEY_ID'],
  ])('%j is refused by name', (env, what) => {
    expect(() => read(env as unknown as Record<string, string>)).toThrow(ConfigError)
    expect(() => read(env as unknown as Record<string, string>)).toThrow(what)
  })
  test('adopt and repair', async () => {
    writeFileSync(join(folder, 'ledger', 'home'), '1')
    const started = gnomon('start')
    expect([started.status, started.stderr]).toEqual([2, expect.stringContaining('gnomon ledger adopt')])
    expect(gnomon('ledger', 'adopt').status).toBe(0)
    expect(readFileSync(join(folder, 'ledger', 'home'), 'utf8').trim()).toBe(
      String(statSync(join(folder, 'ledger', 'home')).ino),
    )
    const whole = gnomon('ledger', 'repair', '--json')
    expect([whole.status, whole.stdout.trim()]).toEqual([0, '{"repaired":[]}'])
  })
})
