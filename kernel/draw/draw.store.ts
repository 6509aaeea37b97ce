import { inPlaceOf, sql, type Text, type Tx } from '../platform/index.ts'
import type { Closing, Result } from './draw.rules.ts'

export type Root = { size: number; root: string }
/** As it stands in the database, the secret with it. */
export type Draw = {
  jurisdiction: string
  id: string
  purpose: Text
  commitment: string
  seed: Buffer
  nonce: Buffer
  committedAt: Date
  closing: (Closing & { checkpoint: boolean }) | null
  closedAt: Date | null
  root: Root | null
  result: Result | null
  revealedAt: Date | null
}

const columns = sql.raw(`jurisdiction, id, purpose, commitment, seed, nonce, committed_at, closing,
  closed_at, root, result, revealed_at`)

export async function insertDraw(
  tx: Tx,
  d: Pick<Draw, 'jurisdiction' | 'id' | 'purpose' | 'commitment' | 'seed' | 'nonce' | 'committedAt'>,
): Promise<void> {
  await sql`insert into draw.draw (jurisdiction, id, purpose, commitment, seed, nonce, committed_at)
    values (${d.jurisdiction}, ${d.id}::uuid, ${d.purpose}::jsonb, ${d.commitment}, ${d.seed}::bytea, ${d.nonce}::bytea, ${d.committedAt})`.execute(
    tx,
  )
}

export async function findDraw(tx: Tx, id: string, lock = false): Promise<Draw | undefined> {
  const { rows } =
    await sql<Draw>`select ${columns} from draw.draw where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid
    ${lock ? sql.raw('for update') : sql.raw('')}`.execute(tx)
  return rows[0]
}

export async function storeClosing(tx: Tx, d: Draw, closing: Draw['closing'], at: Date): Promise<void> {
  await sql`update draw.draw set closing = ${closing}::jsonb, closed_at = ${at}
    where jurisdiction = ${d.jurisdiction} and id = ${d.id}::uuid`.execute(tx)
}

export async function storeResult(tx: Tx, d: Draw, root: Root | null, result: Result, at: Date): Promise<void> {
  await sql`update draw.draw set root = ${root}::jsonb, result = ${result}::jsonb, revealed_at = ${at}
    where jurisdiction = ${d.jurisdiction} and id = ${d.id}::uuid`.execute(tx)
}

/** Draws after an id, in their order. */
export async function drawsAfter(tx: Tx, after: string, limit: number): Promise<Draw[]> {
  const { rows } = await sql<Draw>`select ${columns} from draw.draw
    where (${after} = '' or id > nullif(${after}, '')::uuid) order by id limit ${limit}`.execute(tx)
  return rows
}
