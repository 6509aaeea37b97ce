import { actColumns } from '../platform/act.store.ts'
import { type Act, type Db, sql, type Tx } from '../platform/index.ts'
import { entryOf } from './entry.ts'
import { leafHash } from './tiles.ts'

export type Finding = {
  kind: 'altered' | 'missing' | 'root' | 'rolled-back'
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
