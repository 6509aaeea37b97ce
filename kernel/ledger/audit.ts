import type { Db } from '../platform/index.ts'
import { compare, type Finding, rootDiffers } from './compare.ts'
import type { Log } from './log.ts'
import { append, emptyEdge, rootOfEdge } from './tree.ts'

/**
 * Compares the act table with the signed tree, leaf by leaf in order, and names the first act that differs: an UPDATE shows as
 * another leaf hash, a DELETE as a missing act, a restored old backup as a database that is shorter than the tiles on disk.
 */
export async function audit(db: Db, log: Log): Promise<{ checked: number; findings: Finding[] }> {
  const head = await db.transaction().execute((tx) => log.head(tx))
  const found = (f: Finding) => ({ checked: f.index, findings: [f] })
  const size = head?.size ?? 0
  const beyond = await sizeOnDisk(log, size)
  if (beyond > size)
    return found({
      kind: 'rolled-back',
      index: size,
      what: {
        zh: `数据库里的账本有 ${size} 条，盘上的账本到过 ${beyond} 条：数据库像是从旧备份恢复的。`,
        en: `The database knows ${size} leaves, the tiles reach ${beyond}: the database looks like a restored old backup.`,
      },
    })
  let edge = emptyEdge()
  for (let from = 0; from < size; from += 2000) {
    const { finding, entries } = await compare(db, from, Math.min(size, from + 2000))
    if (finding) return found(finding)
    edge = append(edge, entries).edge
  }
  if (head && !rootOfEdge(edge).equals(head.root)) return found(rootDiffers(size))
  return { checked: size, findings: [] }
}

/** How far the tiles on disk reach beyond a size: tiles of a later checkpoint survive a database that was set back. */
async function sizeOnDisk(log: Log, size: number): Promise<number> {
  const { tilePath, WIDTH } = await import('./tiles.ts')
  let reach = size
  const n = Math.floor(size / WIDTH)
  for (let width = (size % WIDTH) + 1; width <= WIDTH; width++)
    if (await log.store.read(tilePath(0, n, width))) reach = n * WIDTH + width
  while ((await log.store.read(tilePath(0, Math.floor(reach / WIDTH)))) && reach % WIDTH === 0) reach += WIDTH
  return reach
}
