// Sealing 500 MB in Chromium, as a bidder does, beside what AES-GCM alone gives there; 200 bids opened; the last minute of a deadline.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { citizen, officer, projectRoot } from '../../kernel/platform/harness.ts'
import {
  connect,
  execute,
  filesIn,
  migrate,
  platformRoom,
  type Runtime,
  settableClock,
  sql,
  system,
} from '../../kernel/platform/index.ts'
import { hex, utf8 } from '../../trade/envelope/bytes.rules.ts'
import { openedShare } from '../../trade/envelope/deal.rules.ts'
import { bidOf, fileOf, sealed, seeded, TERMS, TRUSTEES } from '../../trade/envelope/envelope.harness.ts'
import envelope, { contract as c, TRUSTEE } from '../../trade/envelope/index.ts'
import { boundTo } from '../../trade/envelope/manifest.shape.ts'
import { listDigest } from '../../trade/envelope/record.shape.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '../browser/city.ts'
import { quantile } from './users.ts'

const MB = 1024 * 1024
const SIZE = 500 * MB

async function inChromium(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-seal-'))
  const { outputFiles } = await build({
    stdin: {
      contents: `export { sealBid } from './trade/envelope/seal.rules.ts'\nexport { randomKey } from './trade/envelope/bytes.rules.ts'`,
      resolveDir: projectRoot,
      loader: 'ts',
    },
    ...{ bundle: true, minify: true, write: false, format: 'iife', globalName: 'seal', platform: 'browser' },
  })
  const server = createServer((request, response) => {
    const script = request.url === '/seal.js'
    response.setHeader('content-type', `text/${script ? 'javascript' : 'html'}; charset=utf-8`)
    response.end(
      script
        ? outputFiles![0]!.contents
        : '<!doctype html><title>seal</title><input type="file"><script src="/seal.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const bid = join(folder, 'bid.pdf')
    writeFileSync(bid, Buffer.alloc(SIZE, 'gnomon'))
    await page.locator('input').setInputFiles(bid)
    const found = await page.evaluate(
      async ({ terms }) => {
        const { sealBid, randomKey } = (globalThis as any).seal
        // A file as the picker gives it: its bytes are not in the script's memory.
        const file = document.querySelector('input')!.files![0]!
        const piece = new Uint8Array(8 * 1024 * 1024).map((_, i) => (i * 31) % 251)
        const source = {
          name: 'bid.pdf',
          type: '',
          size: file.size,
          read: async (a: number, b: number) => new Uint8Array(await file.slice(a, b).arrayBuffer()),
        }
        const heap = () => (performance as any).memory?.usedJSHeapSize ?? 0
        let [most, parts] = [0, 0]
        const began = performance.now()
        await sealBid({
          ...{ terms, bidder: 1, version: 1, signer: randomKey() },
          bid: {
            sheet: { data: { price: 1 }, files: [] },
            identity: { data: {}, files: [] },
            documents: { data: {}, files: [source] },
          },
          keep: async () => {
            parts++
            most = Math.max(most, heap())
          },
        })
        const took = performance.now() - began
        const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
        const start = performance.now()
        for (let i = 0; i < 64; i++)
          await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, piece)
        return { took, most, parts, aes: (64 * piece.length) / (performance.now() - start) }
      },
      { terms: TERMS },
    )
    const speed = SIZE / MB / (found.took / 1000)
    const aes = (found.aes * 1000) / MB
    print(
      `seal: 500 MB in Chromium, ${found.parts} parts, ${speed.toFixed(0)} MB/s (${((100 * speed) / aes).toFixed(0)} % of AES-GCM alone, ${aes.toFixed(0)} MB/s), heap at most ${(found.most / MB).toFixed(0)} MB`,
    )
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onTheServer(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-seal-'))
  const urls = await openDatabase(folder, {}, 'gnomon', { durable: true })
  await migrate(urls.owner, projectRoot)
  const connection = connect(urls.app, { role: 'gnomon_app', max: 16 })
  const rooms = [platformRoom([envelope]), envelope]
  const clock = settableClock('2026-03-02T01:00:00Z')
  const of: Runtime = {
    ...{ db: connection.db, pool: () => connection.db, clock, home: '350200', files: filesIn(join(folder, 'files')) },
    operations: new Map(rooms.flatMap((r) => r.operations).map((o) => [o.contract.id, o])),
  }
  const who = system('bench')
  const trustees = TRUSTEES.map((t) => officer(TRUSTEE, { unitCode: t.unit }))
  for (const [i, t] of trustees.entries())
    await execute(of, c.registerKey, { key: hex(TRUSTEES[i]!.pair.public) }, { who: t })
  const number = '350200-2026-000001'
  const terms = await execute(
    of,
    c.announce,
    {
      ...{ jurisdiction: '350200', number, lot: '1', threshold: 3 },
      deadline: '2026-03-02T03:00:00.000Z',
      trustees: TRUSTEES.map((t) => t.unit),
    },
    { who },
  )
  // The goal: 2,000 in the last minute, 33 a second. `GNOMON_BIDDERS=200` for a look.
  const COUNT = Number(process.env.GNOMON_BIDDERS ?? 2000)
  const ready = []
  for (let i = 0; i < COUNT; i++) {
    const me = citizen()
    const { bidder } = await execute(of, c.admit, { number, personId: me.personId, name: 'x' }, { who })
    const parts: { sha256: string; bytes: Uint8Array }[] = []
    const random = seeded(`bench ${i}`)
    const { signed } = await sealed(bidder, bidOf(1_000_000 + i, [fileOf('a.pdf', utf8(`%PDF ${i}`))]), {
      ...{ terms, random, signer: random() },
      keep: async ({ sha256, bytes }) => void parts.push({ sha256, bytes }),
    })
    ready.push({ me, signed, parts })
  }
  const acknowledged: string[] = []
  const began = performance.now()
  const took = await Promise.all(
    ready.map(async ({ me, signed, parts }, i) => {
      await new Promise((go) => setTimeout(go, (i * 1000) / 33))
      const start = performance.now()
      for (const p of parts)
        await execute(
          of,
          c.keepPart,
          { number, sha256: p.sha256, file: { name: 'part', size: p.bytes.length, bytes: p.bytes } },
          { who: me },
        )
      acknowledged.push((await execute(of, c.submit, { number, signed }, { who: me })).digest)
      return performance.now() - start
    }),
  )
  const seconds = (performance.now() - began) / 1000
  took.sort((a, b) => a - b)
  print(
    `seal: ${COUNT} bidders at 33 a second (three parts and the manifest each, durable), ${(COUNT / seconds).toFixed(0)}/s, p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms`,
  )
  clock.set('2026-03-02T03:00:03.000Z')
  const { count } = await execute(of, c.seal, { number }, { who })
  if (count !== COUNT) throw new Error(`${COUNT} were acknowledged, ${count} are on the list`)
  // None that was acknowledged is lost, and the order is provable: the list is that of the acts, and its digest that of the list.
  const { sealed: fixed } = await execute(of, c.view, { number }, { who })
  const { rows } = await sql<{ digest: string }>`select public->>'digest' as digest from platform.act
    where type = 'envelope.received' order by happened_at, subject_id`.execute(of.db)
  const list = new Set(fixed!.list)
  if (acknowledged.some((d) => !list.has(d))) throw new Error('one that was acknowledged is not on the list')
  if (rows.map((r) => r.digest).join() !== fixed!.list.join())
    throw new Error('the list is not in the order of the acts')
  if (listDigest(terms.box, fixed!.list) !== fixed!.digest) throw new Error('the digest is not that of the list')
  await execute(of, c.call, { number }, { who })
  for (const i of [0, 1, 2]) {
    const { no, envelopes } = await execute(of, c.toRelease, { number }, { who: trustees[i]! })
    const shares = []
    for (const e of envelopes)
      for (const { name, share } of e.shares)
        shares.push({
          digest: e.digest,
          name,
          value: await openedShare(TRUSTEES[i]!.pair.secret, no, share, boundTo(e.bound, name)),
        })
    await execute(of, c.release, { number, shares }, { who: trustees[i]! })
  }
  const start = performance.now()
  await execute(of, c.open, { number }, { who })
  const opening = (performance.now() - start) / 1000
  print(
    `seal: ${COUNT} bids opened in ${opening.toFixed(1)} s; 200 at that pace ${((opening * 200) / COUNT).toFixed(1)} s`,
  )
  await connection.close()
  await urls.embedded?.release()
  rmSync(folder, { recursive: true, force: true })
}

export async function benchSeal(print: (line: string) => void): Promise<void> {
  await inChromium(print)
  await onTheServer(print)
}
