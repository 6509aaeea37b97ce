import { actColumns } from '../platform/act.store.ts'
import { type Act, type Db, sql } from '../platform/index.ts'
import { compare, earlierFinding, type Finding, headFinding, tileFinding } from './compare.ts'
import { entryOf } from './entry.ts'
import type { Log } from './log.ts'
import { HASH, leafHash, tilePath, WIDTH } from './tiles.ts'
import { append, emptyEdge, rootOfEdge, splitHashes } from './tree.ts'
import { parseCheckpoint, parseNote, signedBy } from './verifier/index.ts'

const BATCH = 2000

/**
 * Compares the act table with the signed tree, leaf by leaf in order, and names the first act that differs: an UPDATE shows as
 * another leaf hash, a DELETE as a missing act, act and leaf altered together as a root that is none of those signed at any
 * checkpoint from there on, a restored old backup as a database that is shorter than the tiles on disk.
 */
export async function audit(db: Db, log: Log): Promise<{ checked: number; findings: Finding[] }> {
  const head = await db.transaction().execute((tx) => log.head(tx))
  const found = (f: Finding) => ({ checked: f.index, findings: [f] })
  const size = head?.size ?? 0
  const beyond = Math.max(await sizeOnDisk(db, log, size), await sizePublished(log))
  if (beyond > size)
    return found({
      kind: 'rolled-back',
      index: size,
      what: {
        zh: `数据库里的账本有 ${size} 条，公布过的账本到过 ${beyond} 条：数据库像是从旧备份恢复的。`,
        en: `The database knows ${size} leaves, the published one reached ${beyond}: the database looks like a restored old backup.`,
      },
    })
  let edge = emptyEdge()
  let last: ReadonlyMap<string, Buffer> = new Map()
  for (let from = 0; from < size; from += BATCH) {
    const to = Math.min(size, from + BATCH)
    const { finding, entries } = await compare(db, from, to)
    if (finding) return found(finding)
    const { rows } = await sql<{ size: number; note: string; cosignatures: string[] }>`
      select size::int, note, cosignatures from ledger.checkpoint
      where size > ${from} and size <= ${to} order by size`.execute(db)
    for (const checkpoint of rows) {
      const made = append(edge, entries.slice(edge.size - from, checkpoint.size - from))
      edge = made.edge
      const differs = await earlierFinding(log, checkpoint, rootOfEdge(edge))
      const spoilt = differs ?? (await tileFinding(log, made.writes, false))
      if (spoilt) return found(spoilt)
    }
    const made = append(edge, entries.slice(edge.size - from))
    edge = made.edge
    last = made.writes
    const spoilt = await tileFinding(log, last, false)
    if (spoilt) return found(spoilt)
  }
  const differs =
    head && ((await headFinding(log, size, head.note, rootOfEdge(edge))) ?? (await tileFinding(log, last, true)))
  return differs ? found(differs) : { checked: size, findings: [] }
}

/**
 * How far the tiles on disk reach beyond a size with leaves of acts that the database does not have: tiles of a later checkpoint
 * survive a database that was set back. Acts that wait may have left tiles, too, in an attempt that never committed.
 */
async function sizeOnDisk(db: Db, log: Log, size: number): Promise<number> {
  const n = Math.floor(size / WIDTH)
  let reach = size
  let newest: Buffer | undefined
  for (let width = (size % WIDTH) + 1; width <= WIDTH; width++) {
    const tile = await log.store.read(tilePath(0, n, width))
    if (tile) [reach, newest] = [n * WIDTH + width, tile]
  }
  if (!newest) return size
  const waiting = await waitingLeaves(db)
  const hashes = newest.length % HASH === 0 ? splitHashes(newest, newest.length / HASH) : []
  if (hashes.slice(size % WIDTH).every((h) => waiting.has(h.toString('hex')))) return size
  while (reach % WIDTH === 0 && (await log.store.read(tilePath(0, reach / WIDTH)))) reach += WIDTH
  return reach
}

/** The size of the checkpoint that lies published in the store, where it outlives a database that is set back. */
async function sizePublished(log: Log): Promise<number> {
  try {
    const note = parseNote((await log.store.read('checkpoint'))!.toString('utf8'))
    const checkpoint = parseCheckpoint(note.text)
    return (await signedBy(note, checkpoint, log.signer.keys())).signed ? checkpoint.size : 0
  } catch {
    return 0
  }
}

async function waitingLeaves(db: Db): Promise<Set<string>> {
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a where a.published and not exists (
    select from ledger.leaf l where l.jurisdiction = a.jurisdiction and l.act_id = a.id)`.execute(db)
  return new Set(rows.map((act) => leafHash(entryOf(act)).toString('hex')))
}
