import { actColumns } from '../platform/act.store.ts'
import { type Act, type Db, sql } from '../platform/index.ts'
import { entryOf } from './entry.ts'
import type { Log } from './log.ts'
import { leafHash } from './tiles.ts'
import { append, emptyEdge, rootOfEdge } from './tree.ts'

export type Finding = {
  kind: 'altered' | 'missing' | 'root' | 'rolled-back'
  index: number
  actId?: string
  what: { zh: string; en: string }
}

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
    const { rows } = await sql<Act & { index: number; hash: Buffer; leafAct: string; id: string | null }>`
      select l.index, l.hash, l.act_id as "leafAct", ${actColumns} from ledger.leaf l
      left join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
      where l.index >= ${from} and l.index < ${from + 2000} order by l.index`.execute(db)
    const entries: Buffer[] = []
    for (const [i, row] of rows.entries()) {
      const index = from + i
      if (Number(row.index) !== index)
        return found({
          kind: 'missing',
          index,
          what: { zh: `账本第 ${index} 位在数据库里不见了。`, en: `Leaf ${index} is missing from the database.` },
        })
      if (row.id === null)
        return found({
          kind: 'missing',
          index,
          actId: row.leafAct,
          what: {
            zh: `行为 ${row.leafAct}（账本第 ${index} 位）从数据库里删掉了。`,
            en: `Act ${row.leafAct} (leaf ${index}) was deleted from the database.`,
          },
        })
      const entry = entryOf(row)
      if (!leafHash(entry).equals(row.hash))
        return found({
          kind: 'altered',
          index,
          actId: row.id,
          what: {
            zh: `行为 ${row.id}（账本第 ${index} 位）在写入账本后被改过。`,
            en: `Act ${row.id} (leaf ${index}) was altered after it was logged.`,
          },
        })
      entries.push(entry)
    }
    if (rows.length < Math.min(2000, size - from))
      return found({
        kind: 'missing',
        index: from + rows.length,
        what: {
          zh: `账本第 ${from + rows.length} 位在数据库里不见了。`,
          en: `Leaf ${from + rows.length} is missing from the database.`,
        },
      })
    edge = append(edge, entries).edge
  }
  if (head && !rootOfEdge(edge).equals(head.root))
    return found({
      kind: 'root',
      index: size,
      what: {
        zh: '逐条都在，但与签过的根不符：叶子表和行为被一起改过。',
        en: 'Every leaf is there, but they do not lead to the signed root: acts and leaves were altered together.',
      },
    })
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
