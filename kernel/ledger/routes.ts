import { gzipSync } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { type Clock, type Db, sql } from '../platform/index.ts'
import type { Log } from './log.ts'
import { bundle, HASH, parseTilePath, unbundle, WIDTH } from './tiles.ts'
import { cosignersOf, parseNote, satisfied } from './verifier/index.ts'
import { answerTo, MOST_BYTES, type Witness } from './witness/witness.ts'

/** tlog-tiles over HTTP at the root, so that any reader of the C2SP formats finds its way from the origin alone. */
export function mountLedger(app: Hono, log: Log, db: Db, publicUrl: string): void {
  const head = () => db.transaction().execute((tx) => log.head(tx))
  // A committed size never shrinks: what lies below one that was seen needs no look at the database.
  let committed = 0
  const reaches = async (end: number) => {
    if (end > committed) committed = (await head())?.size ?? 0
    return end <= committed
  }
  app.use('/checkpoint', etag())
  app.use('/checkpoint/witnessed', etag())
  app.use('/.well-known/gnomon-ledger.json', etag())
  app.get('/checkpoint', async (c) => {
    const newest = await head()
    if (!newest) return absent(c, '还没有检查点。', 'There is no checkpoint yet.')
    return c.body(newest.note, 200, checkpointHeaders)
  })
  // Under load the newest checkpoint is younger than any cosignature; this is the newest that has its quorum.
  app.get('/checkpoint/witnessed', async (c) => {
    const note = await newestWitnessed(log, db)
    if (!note) return absent(c, '还没有一个检查点达到见证的法定数。', 'No checkpoint has its quorum yet.')
    return c.body(note, 200, checkpointHeaders)
  })
  app.get('/tile/*', async (c) => {
    // A tile's path needs no escapes: whatever has one is none.
    const path = new URL(c.req.url).pathname.slice(1)
    const tile = parseTilePath(path)
    if (!tile) return absent(c, '这不是瓦片的路径。', 'This is not the path of a tile (C2SP tlog-tiles).', 400)
    // Tiles above the committed size may still change; a reader is never shown one.
    const unit = tile.level < 0 ? 1 : WIDTH ** tile.level
    if (!(await reaches((tile.n * WIDTH + tile.width) * unit)))
      return absent(c, '检查点还没有到这里。', 'This lies beyond the checkpoint.')
    // An immutable path is its own validator.
    const tag = `"${path}"`
    if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, { ...headers, etag: tag })
    const bytes = (await log.store.read(path)) ?? (await fromFull(log, path, tile))
    if (!bytes) return absent(c, '这块瓦片不见了，请告诉城市。', 'This tile is missing; please tell the city.')
    // Entries are text and shrink to a third; hashes do not shrink (tlog-tiles leaves compression to HTTP).
    if (tile.level >= 0) return c.body(new Uint8Array(bytes), 200, { ...headers, etag: tag })
    const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(new Uint8Array(zipped ? gzipSync(bytes) : bytes), 200, {
      ...headers,
      // One tag for both encodings would let a cache mix them (RFC 9110 §8.8.3.3).
      etag: zipped ? `W/${tag}` : tag,
      vary: 'accept-encoding',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    })
  })
  app.get('/.well-known/gnomon-ledger.json', (c) =>
    c.json(
      {
        url: publicUrl,
        origin: log.origin,
        vkeys: log.signer.vkeys(),
        keys: log.signer.keys(),
        entry: `${publicUrl}${ENTRY_SCHEMA}`,
        policy: {
          witnesses: log.witnesses.map((w) => ({ name: w.name, vkey: w.vkey })),
          quorum: log.quorum,
          file: publicPolicy(log),
        },
        witnessed: `${publicUrl}/checkpoint/witnessed`,
      },
      200,
      { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
    ),
  )
  // The address of a version, which never changes, and that of the newest.
  for (const at of [ENTRY_SCHEMA, '/ledger/entry.schema.json'])
    app.get(at, (c) =>
      c.json(entrySchema(publicUrl), 200, {
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
      }),
    )
}

const ENTRY_SCHEMA = '/ledger/entry.v1.schema.json'

/** In words, and never kept: a cache may keep a 404 that says nothing (RFC 9110 §15.5.5), and what is not there yet will be. */
const absent = (c: Context, zh: string, en: string, status: 400 | 404 = 404) =>
  c.text(`${zh} ${en}\n`, status, { 'cache-control': 'no-store', 'access-control-allow-origin': '*' })

/** The body as text; undefined where it is longer, without reading the rest. */
async function bounded(request: Request, most: number): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    parts.push(part.value)
    length += part.value.length
    if (length > most) {
      await reader!.cancel().catch(() => {})
      return undefined
    }
  }
  return Buffer.concat(parts).toString('utf8')
}

/** A partial tile is the beginning of the full one. */
async function fromFull(log: Log, path: string, tile: { level: number; width: number }): Promise<Buffer | undefined> {
  if (tile.width === WIDTH) return undefined
  const full = await log.store.read(path.replace(/\.p\/\d+$/, ''))
  if (!full) return undefined
  return tile.level < 0 ? bundle(unbundle(full).slice(0, tile.width)) : full.subarray(0, tile.width * HASH)
}

/** The policy as a file that a stranger can keep: our current keys, the witnesses without their private addresses. */
const publicPolicy = (log: Log): string =>
  [
    ...log.signer.vkeys().map((vkey) => `log ${vkey}`),
    ...log.policy.text.split('\n').flatMap((line) => {
      const [word, name, vkey] = line.trim().split(/[ \t]+/)
      if (word === 'log' || !word || word.startsWith('#')) return []
      return [word === 'witness' ? `witness ${name} ${vkey}` : line.trim()]
    }),
    '',
  ].join('\n')

async function newestWitnessed(log: Log, db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ note: string; cosignatures: string[] }>`select note, cosignatures from ledger.checkpoint
    where jsonb_array_length(cosignatures) >= ${log.quorum} order by size desc limit 20`.execute(db)
  for (const { note, cosignatures } of rows) {
    const whole = `${note}${cosignatures.join('')}`
    if (satisfied(log.policy, new Set((await cosignersOf(parseNote(whole), log.policy)).keys()))) return whole
  }
  return undefined
}

const checkpointHeaders = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-cache',
  'access-control-allow-origin': '*',
}

const headers = {
  'content-type': 'application/octet-stream',
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
}

/** A witness as a server: POST /add-checkpoint (C2SP tlog-witness). */
export function mountWitness(app: Hono, witness: Witness, clock: Clock): void {
  app.post('/add-checkpoint', async (c) => {
    const body = await bounded(c.req.raw, MOST_BYTES)
    if (body === undefined) return c.text(`more than ${MOST_BYTES} bytes\n`, 400)
    try {
      const answer = await answerTo(witness, body, clock.now())
      return c.body(answer.body, answer.status, { 'content-type': answer.type })
    } catch (error) {
      // A full disk, a damaged state: what cannot be remembered is not signed.
      return c.text(`the witness cannot sign now: ${(error as Error).message}\n`, 503)
    }
  })
  // Not 404, which would say that the log is unknown.
  app.all('/add-checkpoint', (c) => c.text('POST only (C2SP tlog-witness)\n', 405, { allow: 'POST' }))
  app.get('/', (c) => c.text(`${witness.vkey}\n`))
}

const entrySchema = (publicUrl: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${publicUrl}${ENTRY_SCHEMA}`,
  title: 'Gnomon ledger entry, version 1 (canonical JSON, RFC 8785)',
  type: 'object',
  additionalProperties: false,
  required: [
    'v',
    'act',
    'type',
    'jurisdiction',
    'subject',
    'number',
    'happenedAt',
    'recordedAt',
    'actor',
    'public',
    'commitments',
    'basis',
  ],
  properties: {
    v: { const: 1 },
    act: { type: 'string', format: 'uuid' },
    type: { type: 'string' },
    jurisdiction: { type: 'string', pattern: '^[0-9]{6}$' },
    subject: {
      type: 'object',
      required: ['kind', 'id'],
      properties: { kind: { type: 'string' }, id: { type: 'string', format: 'uuid' } },
    },
    number: { type: 'integer', minimum: 1, description: 'gap-free within the subject' },
    happenedAt: { type: 'string', format: 'date-time' },
    recordedAt: { type: 'string', format: 'date-time' },
    actor: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['post', 'citizen', 'anonymous', 'system'] } },
    },
    public: { type: 'object' },
    commitments: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['sha256', 'sm3'],
        properties: { sha256: { $ref: '#/$defs/digest' }, sm3: { $ref: '#/$defs/digest' } },
      },
    },
    basis: {
      type: 'array',
      items: {
        type: 'object',
        required: ['law', 'article'],
        properties: { law: { type: 'string' }, article: { type: 'integer' } },
      },
    },
  },
  $defs: { digest: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
})
