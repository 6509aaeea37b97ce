import { type Act, sql, type Tx } from '../platform/index.ts'

/** The first checkpoint whose tree holds the act: its size and root (hex); undefined while none was signed. */
export async function checkpointAfter(
  tx: Tx,
  act: Pick<Act, 'jurisdiction' | 'id'>,
): Promise<{ size: number; root: string } | undefined> {
  const { rows } = await sql<{ size: number; note: string }>`select c.size, c.note from ledger.leaf l
    join ledger.checkpoint c on c.size > l.index where l.jurisdiction = ${act.jurisdiction} and l.act_id = ${act.id}::uuid
    order by c.size limit 1`.execute(tx)
  return rows[0] && read(rows[0])
}

/** The newest checkpoint: what could be proven of the ledger at this instant; undefined while none was signed. */
export async function newestCheckpoint(tx: Tx): Promise<{ size: number; root: string } | undefined> {
  const { rows } = await sql<{
    size: number
    note: string
  }>`select size, note from ledger.checkpoint order by size desc limit 1`.execute(tx)
  return rows[0] && read(rows[0])
}

/** C2SP tlog-checkpoint: origin, size, root in base64, each a line. */
const read = (c: { size: number; note: string }) => ({
  size: Number(c.size),
  root: Buffer.from(c.note.split('\n')[2]!, 'base64').toString('hex'),
})
