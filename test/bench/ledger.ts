// The ledger: leaves integrated per second from committed acts into a signed, fsynced checkpoint, against a bound that hashes,
// writes and signs the same without a database; from an act to its inclusion at 500 acts/s; proofs from a log of ten million.
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { entryOf } from '../../kernel/ledger/entry.ts'
import { fileTiles, keyringIn, ledgerRoom, openLog } from '../../kernel/ledger/index.ts'
import { tilePath } from '../../kernel/ledger/tiles.ts'
import { append, emptyEdge, rootOfEdge, tileCache, treeReader } from '../../kernel/ledger/tree.ts'
import { formatReceipt } from '../../kernel/ledger/verifier/index.ts'
import { arrive, officer, testWorld, type World } from '../../kernel/platform/harness.ts'
import {
  actsOf,
  anyone,
  type Consumer,
  consume,
  defineActs,
  defineContract,
  defineRoom,
  isBehind,
  newId,
  operation,
  text,
} from '../../kernel/platform/index.ts'
import { verifiedInBrowser } from './in-browser.ts'

const ORIGIN = 'bench.example/log'
const LEAVES = 20_000
const BATCH = 5000
const RATE = 500
const SECONDS = 12
const TEN_MILLION = 10_000_000

const acts = defineActs('ledger-bench', {
  'ledger-bench.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ outcome: z.string() }),
    private: z.object({ reason: z.string() }),
  },
})
const note = defineContract({
  id: 'ledger-bench.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ subject: z.uuid() }),
  output: z.object({}),
})
const noting = defineRoom({
  name: 'ledger-bench',
  title: text('测', 'Bench'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input }) => ({
        act: acts['ledger-bench.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: input.subject },
          public: { outcome: 'grant' },
          private: { reason: '材料齐全' },
        }),
        output: {},
      }),
    }),
  ],
})

const quantile = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!
const bytesIn = (folder: string): number =>
  (readdirSync(folder, { recursive: true }) as string[]).reduce((n, f) => {
    const s = statSync(join(folder, f))
    return n + (s.isFile() ? s.size : 0)
  }, 0)

export async function benchLedger(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-bench-'))
  try {
    await throughput(folder, print)
    await latency(folder, print)
    await tenMillion(folder, print)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function throughput(folder: string, print: (line: string) => void): Promise<void> {
  const signer = keyringIn(join(folder, 'keys.json'), ORIGIN)
  const log = openLog({ origin: ORIGIN, signer, store: fileTiles(join(folder, 'tiles')) })
  const room = ledgerRoom(log)
  const world = await testWorld([room])
  const subject = '018f0000-0000-7000-8000-000000000001'
  await world.database
    .owner`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
    select '350200', gen_random_uuid(), 'case', ${subject}::uuid, i, 'bench.act', now(), '{"kind":"post","postId":"018f0000-0000-7000-8000-000000000002","post":{"zh":"审批岗","en":"Approver"},"role":"approver","unitCode":"u","unit":{"zh":"某局","en":"Bureau"}}',
      jsonb_build_object('outcome', 'grant'), jsonb_build_object('reason', jsonb_build_object('sha256', repeat('a', 64), 'sm3', repeat('b', 64))), '[{"law":"行政许可法","article":38}]', true
    from generate_series(1, ${LEAVES}) i`
  await arrive(world.database.owner)
  // As autovacuum does: without statistics the planner sorts the whole backlog for each batch.
  await world.database.owner`analyze platform.act`
  const all = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
  const bound = fileTiles(join(folder, 'bound'))
  const alone = performance.now()
  let edge = emptyEdge()
  for (let at = 0; at < LEAVES; at += BATCH) {
    const made = append(edge, all.slice(at, at + BATCH).map(entryOf))
    await Promise.all([...made.writes].map(([p, b]) => bound.write(p, b)))
    edge = made.edge
    signer.sign(`${ORIGIN}\n${edge.size}\n${rootOfEdge(edge).toString('base64')}\n`)
  }
  const withoutDatabase = LEAVES / ((performance.now() - alone) / 1000)
  const consumer = room.consumers[0]!
  const began = performance.now()
  do while ((await consume(world, consumer, BATCH)) > 0);
  while (await world.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
  const rate = LEAVES / ((performance.now() - began) / 1000)
  print(
    `ledger: ${rate.toFixed(0)} leaves/s from committed acts (batches of ${BATCH}, three signatures); ratio ${(rate / withoutDatabase).toFixed(2)} against ${withoutDatabase.toFixed(0)}/s without a database`,
  )
  const [size] = await world.database
    .owner`select pg_total_relation_size('ledger.leaf')::int as leaf, pg_total_relation_size('platform.act')::int as act`
  const per = (n: number) => Math.round(n / LEAVES)
  print(
    `storage per act: ${per(bytesIn(join(folder, 'tiles')))} bytes of tiles (entry, hash, and the partial tiles of ${LEAVES / BATCH} checkpoints), ${per(size!.leaf)} bytes of leaf rows with their indexes, ${per(size!.act)} bytes of act rows with theirs`,
  )
  await world.close()
}

/** Acts arrive evenly, whatever the log does; each is timed from the call until its leaf is committed and provable. */
async function latency(folder: string, print: (line: string) => void): Promise<void> {
  const log = openLog({
    origin: ORIGIN,
    signer: keyringIn(join(folder, 'keys.json'), ORIGIN),
    store: fileTiles(join(folder, 'latency')),
  })
  const room = ledgerRoom(log)
  const world: World = await testWorld([noting, room])
  const called = new Map<string, number>()
  const took: number[] = []
  let batches = 0
  let taken: string[] = []
  const inner = room.consumers[0]!
  const consumer: Consumer = {
    ...inner,
    run: (ctx) => {
      taken = ctx.acts.map((a) => a.subjectId)
      return inner.run(ctx)
    },
  }
  let ended = false
  let wake = () => {}
  const integrating = (async () => {
    while (!ended || took.length < called.size) {
      taken = []
      if ((await consume(world, consumer)) === 0)
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 200)
        })
      if (taken.length > 0) batches++
      const now = performance.now()
      for (const subject of taken) took.push(now - called.get(subject)!)
    }
  })()
  const clerk = officer('clerk')
  const running: Promise<unknown>[] = []
  const began = performance.now()
  for (let i = 0; i < RATE * SECONDS; i++) {
    const due = began + (i * 1000) / RATE
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    const subject = newId()
    called.set(subject, due)
    running.push(world.run(note, { subject }, clerk).then(() => wake()))
  }
  await Promise.all(running)
  const achieved = (RATE * SECONDS) / ((performance.now() - began) / 1000)
  ended = true
  await integrating
  took.sort((a, b) => a - b)
  print(
    `act to inclusion at ${achieved.toFixed(0)} acts/s through operations, ${SECONDS} s: p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms (goal 2,000), most ${took.at(-1)!.toFixed(0)} ms; ${batches} checkpoints`,
  )
  await world.close()
}

/** The least that a verifier reads of an entry. */
const entryAt = (i: number): string => `{"v":1,"act":"${i}"}`

async function tenMillion(folder: string, print: (line: string) => void): Promise<void> {
  const tiles = join(folder, 'ten-million')
  const began = performance.now()
  const leaf = (i: number) => hash('sha256', Buffer.from(`\0${entryAt(i)}`), 'buffer')
  const made = new Set<string>()
  const put = (level: number, n: number, hashes: Buffer[]) => {
    const path = join(tiles, tilePath(level, n, hashes.length))
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true })
    made.add(dirname(path))
    writeFileSync(path, Buffer.concat(hashes))
  }
  const above = (hashes: Buffer[]) => {
    let level = hashes
    while (level.length > 1)
      level = Array.from({ length: level.length / 2 }, (_, i) =>
        hash('sha256', Buffer.concat([Buffer.of(1), level[i * 2]!, level[i * 2 + 1]!]), 'buffer'),
      )
    return level[0]!
  }
  let current: Buffer[] = []
  for (let level = 0, count = TEN_MILLION; count > 0; level++, count = Math.floor(count / 256)) {
    const next: Buffer[] = []
    for (let n = 0; n * 256 < count; n++) {
      const width = Math.min(256, count - n * 256)
      const hashes = Array.from({ length: width }, (_, i) => (level === 0 ? leaf(n * 256 + i) : current[n * 256 + i]!))
      put(level, n, hashes)
      if (width === 256) next.push(above(hashes))
    }
    current = next
  }
  const grown = (performance.now() - began) / 1000
  // What was grown lies on the disk before anything is measured: a log is not written all at once.
  spawnSync('sync')
  const store = fileTiles(tiles)
  const root = await treeReader(store, TEN_MILLION).root()
  const signer = keyringIn(join(folder, 'keys.json'), ORIGIN)
  signer.align(0)
  const text = `${ORIGIN}\n${TEN_MILLION}\n${root.toString('base64')}\n`
  const checkpoint = `${text}\n${signer.sign(text)}`
  const took: number[] = []
  const receipts: string[] = []
  const bare: number[] = []
  // As a server reads: it keeps the 256 tiles that it used last, of the 39,217 of this tree.
  const cache = tileCache()
  for (let k = 0; k < 20; k++) await treeReader(store, TEN_MILLION, cache).inclusion(k * 499_999)
  for (let k = 0; k < 1000; k++) {
    const i = (k * 7_919_777 + 13) % TEN_MILLION
    const at = performance.now()
    const path = await treeReader(store, TEN_MILLION, cache).inclusion(i)
    took.push(performance.now() - at)
    // The named baseline: the same tiles read at once, and nothing computed.
    const reading = performance.now()
    await Promise.all(
      [
        tilePath(0, i >> 8),
        tilePath(0, 39_062, 128),
        tilePath(1, i >> 16),
        tilePath(1, 152, 150),
        tilePath(2, 0, 152),
      ].map((p) => store.read(p)),
    )
    bare.push(performance.now() - reading)
    if (k % 4 === 0) receipts.push(formatReceipt({ extra: { entry: entryAt(i) }, index: i, path, checkpoint }))
  }
  const checked = await verifiedInBrowser(receipts, signer.keys())
  took.sort((a, b) => a - b)
  bare.sort((a, b) => a - b)
  checked.sort((a, b) => a - b)
  print(
    `a log of ${TEN_MILLION.toLocaleString('en')} (grown in ${grown.toFixed(0)} s): inclusion proof p50 ${quantile(took, 0.5).toFixed(2)} ms, p99 ${quantile(took, 0.99).toFixed(2)} ms (goal 5), by a reader that keeps 256 tiles; p50 ratio ${(quantile(bare, 0.5) / quantile(took, 0.5)).toFixed(2)} against reading the same tiles alone (p50 ${quantile(bare, 0.5).toFixed(2)}, p99 ${quantile(bare, 0.99).toFixed(2)} ms); receipts verified in Chromium, path and signatures: p50 ${quantile(checked, 0.5).toFixed(1)} ms, p99 ${quantile(checked, 0.99).toFixed(1)} ms (goal 20)`,
  )
}
