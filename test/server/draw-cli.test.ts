import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commitmentOf, draw, poolDigest } from '../../kernel/draw/draw.rules.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'

const bin = join(projectRoot, 'bin', 'gnomon.mjs')
let folder: string
let server: Server
let url: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-draw-'))
  server = createServer((q, r) => {
    if (q.url === '/record') r.setHeader('content-type', 'application/json').end(JSON.stringify(record()))
    else r.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const seed = Buffer.alloc(32, 5)
const nonce = Buffer.alloc(32, 6)
function record() {
  const pool = {
    name: 'subjects',
    members: Array.from({ length: 20 }, (_, i) => ({ id: `s${i}`, weight: 1 + (i % 4), stratum: '*' })),
    excluded: [],
    apart: [],
    take: { '*': 3 },
    each: null,
  }
  return {
    format: 'gnomon-draw/1',
    id: '00000000-0000-8000-8000-000000000000',
    purpose: { zh: '抽查', en: 'Inspection' },
    commitment: commitmentOf(seed, nonce),
    committedAt: '2026-03-02T01:00:00.000Z',
    closed: {
      at: '2026-03-02T02:00:00.000Z',
      pools: [{ ...pool, digest: poolDigest(pool) }],
      numbers: [],
      words: null,
      checkpoint: false,
    },
    revealed: {
      at: '2026-03-02T03:00:00.000Z',
      seed: seed.toString('hex'),
      nonce: nonce.toString('hex'),
      root: null,
      result: draw(seed, { pools: [pool], numbers: [], words: null }),
    } as Record<string, any> | null,
  }
}
const file = (content: unknown) => {
  const path = join(folder, 'record.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const gnomon = (...args: string[]) =>
  spawnSync(process.execPath, [bin, 'draw', ...args], { encoding: 'utf8', env: { ...process.env, GNOMON_LANG: 'en' } })
/** Not in the way of the server of this process. */
const fetching = (...args: string[]) =>
  new Promise<number | null>((ended) =>
    spawn(process.execPath, [bin, 'draw', ...args], { stdio: 'ignore' }).on('exit', ended),
  )

describe('gnomon draw verify', () => {
  test('as drawn: 0; a changed result, a changed pool, nothing drawn yet: 1, and where', () => {
    const whole = gnomon('verify', file(record()))
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringContaining('Recomputed, the same: 3 drawn')])
    const other = record()
    other.revealed!.result.drawn[0].ids[1] = 's0'
    const changed = gnomon('verify', file(other))
    expect([changed.status, changed.stdout]).toEqual([
      1,
      expect.stringMatching(/subjects \*: should be .*, published is/),
    ])
    const fewer = record()
    fewer.closed.pools[0]!.members.pop()
    expect(gnomon('verify', file(fewer)).stdout).toContain('not the one of its digest')
    const early = gnomon('verify', file({ ...record(), revealed: null }), '--json')
    expect([early.status, JSON.parse(early.stdout)]).toEqual([1, { done: false, differs: [], drawn: 0 }])
  })
  test('from an address; one without a record, and what is none: 2', async () => {
    expect(await fetching('verify', `${url}/record`)).toBe(0)
    expect(await fetching('verify', `${url}/nothing`)).toBe(2)
    expect(gnomon('verify', file('{"format":"gnomon-draw/1"}')).stderr).toMatch(/no record of a draw \(id/)
    expect(gnomon('verify', file('no json')).status).toBe(2)
    expect(gnomon('verify').status).toBe(2)
    expect(gnomon('verify', 'a', 'b').status).toBe(2)
  })
})
