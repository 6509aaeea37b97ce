import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, httpWitness, keyringIn } from '../../kernel/ledger/index.ts'
import { projectRoot, type TestDatabase, testDatabase } from '../../kernel/platform/harness.ts'

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
    env: { ...process.env, GNOMON_DATA: folder, DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
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
  }, 60_000)
  test('misuse is answered by name', () => {
    expect(gnomon('ledger').status).toBe(2)
    expect(gnomon('ledger', 'keys', 'burn').stderr).toContain('gnomon ledger keys show')
    expect(gnomon('ledger', 'keys', 'rotate', 'rsa').stderr).toContain('There is no algorithm rsa')
    expect(gnomon('ledger', 'keys', 'generate', '--out', join(folder, 'k.json'), '--algorithms', 'x').status).toBe(2)
    writeFileSync(join(folder, 'torn.json'), '{')
    expect(gnomon('ledger', 'keys', 'show', '--file', join(folder, 'torn.json')).status).toBe(2)
  }, 60_000)
})

describe('gnomon witness', () => {
  test('runs one that our log can ask; it remembers across a kill; misuse is named', async () => {
    const ring = keyringIn(join(folder, 'log-keys.json'), 'cli.example/log')
    const [ed] = ring.vkeys()
    const start = async () => {
      const args = ['witness', '--state', join(folder, 'w'), '--name', 'w.example', '--log', ed!, '--port', '0']
      const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args])
      let out = ''
      child.stdout.on('data', (c) => (out += c))
      await expect.poll(() => out, { timeout: 20_000 }).toContain('/add-checkpoint')
      const [vkey, url] = out.trim().split('\n') as [string, string]
      return { child, end: httpWitness({ name: 'w', vkey, url: url.replace('/add-checkpoint', '') }) }
    }
    const checkpoint = (size: number, root: string) => {
      const text = `cli.example/log\n${size}\n${Buffer.alloc(32, root).toString('base64')}\n`
      return { note: `${text}\n${ring.sign(text)}`, size, known: 0, consistency: async () => [] }
    }
    const first = await start()
    expect((await ask(first.end, checkpoint(5, 'a'))).kind).toBe('cosigned')
    first.child.kill('SIGTERM')
    const second = await start()
    expect(await ask(second.end, checkpoint(5, 'b'))).toEqual({ kind: 'fork', size: 5 })
    expect(await ask(second.end, checkpoint(4, 'a'))).toEqual({ kind: 'ahead', size: 5 })
    second.child.kill('SIGTERM')
    expect(gnomon('witness', '--state', join(folder, 'x'), '--name', 'x', '--log', 'nonsense').status).toBe(2)
    expect(gnomon('witness', '--state', join(folder, 'x'), '--name', 'x', '--log', 'a+00000000+AQ==').stderr).toContain(
      'own id',
    )
  }, 60_000)
})
