import { actColumns } from '../platform/act.store.ts'
import { type Act, type Db, sql, type Tx } from '../platform/index.ts'
import { entryOf } from './entry.ts'
import type { Log } from './log.ts'
import { leafHash, parseTilePath, WIDTH } from './tiles.ts'
import {
  type Checkpoint,
  type Note,
  parseCheckpoint,
  parseKey,
  parseNote,
  signedBy,
  verifyNote,
} from './verifier/index.ts'

export type Finding = {
  kind: 'altered' | 'missing' | 'root' | 'checkpoint' | 'tile' | 'rolled-back'
  index: number
  actId?: string
  what: { zh: string; en: string }
}

export const rootDiffers = (size: number): Finding => ({
  kind: 'root',
  index: size,
  what: {
    zh: '逐条都在，但与签过的根不符：叶子表和行为被一起改过。',
    en: 'Every leaf is there, but they do not lead to the signed root: acts and leaves were altered together.',
  },
})

const altered = (size: number, zh: string, en: string): Finding => ({
  kind: 'checkpoint',
  index: size,
  what: {
    zh: `数据库里第 ${size} 条的检查点${zh}：它被改过。`,
    en: `The checkpoint of size ${size} in the database ${en}: it was altered.`,
  },
})

/** Whether the leaves lead to the root in a checkpoint that the log signed; what a column says of itself proves nothing. */
export async function headFinding(log: Log, size: number, note: string, root: Buffer): Promise<Finding | undefined> {
  const read = readCheckpoint(log, size, note)
  if (!read || !(await signedBy(read.note, read.checkpoint, log.signer.keys())).signed)
    return altered(size, '不是账本签过的', 'is none that the ledger signed')
  return root.equals(read.checkpoint.root) ? undefined : rootDiffers(size)
}

/**
 * The same of an earlier checkpoint. Who could alter history and sign the head anew could sign this one, too, but not for the
 * witnesses: their cosignatures are what is checked here.
 */
export async function earlierFinding(
  log: Log,
  { size, note, cosignatures }: { size: number; note: string; cosignatures: string[] },
  root: Buffer,
): Promise<Finding | undefined> {
  const read = readCheckpoint(log, size, `${note}${cosignatures.join('')}`)
  if (!read) return altered(size, '读不懂', 'cannot be read')
  if (!root.equals(read.checkpoint.root)) return rootDiffers(size)
  for (const { name, vkey } of log.witnesses) {
    const said = await verifyNote(read.note, await parseKey(vkey))
    if (said.present && !said.holds && !said.unchecked)
      return altered(size, `不是见证人 ${name} 签过的那一个`, `is not the one that the witness ${name} cosigned`)
  }
  return undefined
}

function readCheckpoint(log: Log, size: number, text: string): { note: Note; checkpoint: Checkpoint } | undefined {
  try {
    const note = parseNote(text)
    const checkpoint = parseCheckpoint(note.text)
    return checkpoint.origin === log.origin && checkpoint.size === size ? { note, checkpoint } : undefined
  } catch {
    return undefined
  }
}

/**
 * The first tile in the store that is not what the acts make of it. `partial`: those of the right edge as well, where the writes end
 * at the committed size.
 */
export async function tileFinding(
  log: Log,
  writes: ReadonlyMap<string, Buffer>,
  partial: boolean,
): Promise<Finding | undefined> {
  for (const [path, bytes] of writes) {
    const { level, n, width } = parseTilePath(path)!
    if ((width < WIDTH && !partial) || (await log.store.read(path))?.equals(bytes)) continue
    return {
      kind: 'tile',
      index: n * WIDTH ** Math.max(1, level + 1),
      what: {
        zh: `账本的文件 ${path} 不见了，或与数据库里的行为不符；gnomon ledger repair 按签过的根重做它。`,
        en: `The ledger’s file ${path} is gone, or is not what the acts in the database make; gnomon ledger repair makes it again under the signed root.`,
      },
    }
  }
  return undefined
}

/** Leaves against acts, in order: the first that differs, or the entries as they were logged. */
export async function compare(
  tx: Db | Tx,
  from: number,
  to: number,
): Promise<{ finding?: Finding; entries: Buffer[] }> {
  const { rows } = await sql<Act & { index: number; hash: Buffer; leafAct: string; id: string | null }>`
    select l.index, l.hash, l.act_id as "leafAct", ${actColumns} from ledger.leaf l
    left join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
    where l.index >= ${from} and l.index < ${to} order by l.index`.execute(tx)
  const entries: Buffer[] = []
  for (let index = from; index < to; index++) {
    const row = rows[index - from]
    const differs = (
      kind: Finding['kind'],
      zh: string,
      en: string,
      actId?: string,
    ): { finding: Finding; entries: Buffer[] } => ({
      entries: [],
      finding: { kind, index, ...(actId ? { actId } : {}), what: { zh, en } },
    })
    if (!row || Number(row.index) !== index)
      return differs('missing', `账本第 ${index} 位在数据库里不见了。`, `Leaf ${index} is missing from the database.`)
    if (row.id === null)
      return differs(
        'missing',
        `行为 ${row.leafAct}（账本第 ${index} 位）从数据库里删掉了。`,
        `Act ${row.leafAct} (leaf ${index}) was deleted from the database.`,
        row.leafAct,
      )
    const entry = entryOf(row)
    if (!leafHash(entry).equals(row.hash))
      return differs(
        'altered',
        `行为 ${row.id}（账本第 ${index} 位）在写入账本后被改过。`,
        `Act ${row.id} (leaf ${index}) was altered after it was logged.`,
        row.id,
      )
    entries.push(entry)
  }
  return { entries }
}
