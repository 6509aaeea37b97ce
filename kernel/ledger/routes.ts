import type { Hono } from 'hono'
import type { Clock, Db } from '../platform/index.ts'
import type { Log } from './log.ts'
import { parseTilePath, WIDTH } from './tiles.ts'
import { parseAddCheckpoint, type Witness } from './witness/witness.ts'

/** tlog-tiles over HTTP at the root, so that any reader of the C2SP formats finds its way from the origin alone. */
export function mountLedger(app: Hono, log: Log, db: Db, publicUrl: string): void {
  const head = () => db.transaction().execute((tx) => log.head(tx))
  app.get('/checkpoint', async (c) => {
    const committed = await head()
    if (!committed) return c.text('no checkpoint yet\n', 404)
    return c.body(committed.note, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    })
  })
  app.get('/tile/*', async (c) => {
    const path = decodeURIComponent(new URL(c.req.url).pathname.slice(1))
    const tile = parseTilePath(path)
    if (!tile) return c.text('not a tile path\n', 400)
    const size = (await head())?.size ?? 0
    // Tiles above the committed size may still change; a reader is never shown one.
    const unit = tile.level < 0 ? 1 : WIDTH ** tile.level
    if ((tile.n * WIDTH + tile.width) * unit > size) return c.text('beyond the checkpoint\n', 404)
    const bytes = await log.store.read(path)
    if (!bytes) {
      const full = tile.width < WIDTH ? await log.store.read(path.replace(/\.p\/\d+$/, '')) : undefined
      if (!full || tile.level < 0) return c.text('no such tile\n', 404)
      return c.body(new Uint8Array(full.subarray(0, tile.width * 32)), 200, headers)
    }
    return c.body(new Uint8Array(bytes), 200, headers)
  })
  app.get('/.well-known/gnomon-ledger.json', (c) =>
    c.json(
      {
        url: publicUrl,
        origin: log.origin,
        vkeys: log.signer.vkeys(),
        keys: log.signer.keys(),
        entry: `${publicUrl}/ledger/entry.schema.json`,
        policy: { witnesses: log.witnesses.map((w) => ({ name: w.signer.name, vkey: w.vkey })), quorum: log.quorum },
      },
      200,
      { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
    ),
  )
  app.get('/ledger/entry.schema.json', (c) =>
    c.json(entrySchema(publicUrl), 200, {
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    }),
  )
}

const headers = {
  'content-type': 'application/octet-stream',
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
}

/** A witness as a server: POST /add-checkpoint (C2SP tlog-witness). */
export function mountWitness(app: Hono, witness: Witness, clock: Clock): void {
  app.post('/add-checkpoint', async (c) => {
    const body = await c.req.text()
    if (body.length > 64 * 1024) return c.text('too long\n', 400)
    let request: ReturnType<typeof parseAddCheckpoint>
    try {
      request = parseAddCheckpoint(body)
    } catch (error) {
      return c.text(`${(error as Error).message}\n`, 400)
    }
    const answer = await witness.addCheckpoint(request.old, request.proof, request.note, clock.now())
    return c.body(answer.body, answer.status, { 'content-type': answer.type })
  })
  app.get('/', (c) => c.text(`${witness.vkey}\n`))
}

const entrySchema = (publicUrl: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${publicUrl}/ledger/entry.schema.json`,
  title: 'Gnomon ledger entry, version 1 (canonical JSON, RFC 8785)',
  type: 'object',
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
    actor: { type: 'object', required: ['kind'] },
    public: { type: 'object' },
    commitments: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['sha256', 'sm3'],
        properties: { sha256: { type: 'string' }, sm3: { type: 'string' } },
      },
    },
    basis: { type: 'array', items: { type: 'object', required: ['law', 'article'] } },
  },
})
