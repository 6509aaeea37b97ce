import { sql, type Tx } from '../platform/index.ts'
import { partsIn } from './upload.shape.ts'

/** A file on its way, or come and not yet taken by what it is for. */
export type Upload = {
  jurisdiction: string
  id: string
  personId: string
  keptFor: string
  sha256: string
  name: string
  size: number
  /** Parts that came, in order. */
  have: number
  /** By its content, once it is whole. */
  type: string | null
  begunAt: Date
}
type Of = Pick<Upload, 'jurisdiction' | 'personId' | 'keptFor'>
type Key = Of & Pick<Upload, 'sha256'>
type Id = Pick<Upload, 'jurisdiction' | 'id'>

const columns = sql.raw('jurisdiction, id, person_id, kept_for, sha256, name, size, have, type, begun_at')
const where = (k: Of) =>
  sql`jurisdiction = ${k.jurisdiction} and person_id = ${k.personId}::uuid and kept_for = ${k.keptFor}`

export async function findUpload(tx: Tx, k: Key): Promise<Upload | undefined> {
  const { rows } =
    await sql<Upload>`select ${columns} from cases.upload where ${where(k)} and sha256 = ${k.sha256}`.execute(tx)
  return rows[0]
}
/** Takes it in hand: of two windows that send the same file one waits for the other. */
export async function lockUpload(tx: Tx, k: Key): Promise<Upload | undefined> {
  const { rows } =
    await sql<Upload>`select ${columns} from cases.upload where ${where(k)} and sha256 = ${k.sha256} for update`.execute(
      tx,
    )
  return rows[0]
}
/** Begun and not whole, for a draft's or a case's slots. */
export async function unfinishedOf(tx: Tx, k: Omit<Of, 'keptFor'> & { keptFor: string[] }): Promise<Upload[]> {
  if (k.keptFor.length === 0) return []
  const { rows } = await sql<Upload>`select ${columns} from cases.upload
    where jurisdiction = ${k.jurisdiction} and person_id = ${k.personId}::uuid and kept_for = any(${k.keptFor}::text[])
      and type is null order by begun_at`.execute(tx)
  return rows
}
/** All that a person has on the way in a place, in bytes. */
export async function bytesOnTheWay(tx: Tx, jurisdiction: string, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(size), 0)::int as n from cases.upload
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid`.execute(tx)
  return rows[0]!.n
}
/** False where a second window began it a moment before. */
export async function insertUpload(tx: Tx, u: Omit<Upload, 'have' | 'type'>): Promise<boolean> {
  const { rows } =
    await sql`insert into cases.upload (jurisdiction, id, person_id, kept_for, sha256, name, size, begun_at)
    values (${u.jurisdiction}, ${u.id}::uuid, ${u.personId}::uuid, ${u.keptFor}, ${u.sha256}, ${u.name}, ${u.size}, ${u.begunAt})
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}
export async function insertPart(tx: Tx, u: Id, part: number, bytes: Uint8Array): Promise<void> {
  await sql`insert into cases.upload_part (jurisdiction, upload_id, part, bytes)
    values (${u.jurisdiction}, ${u.id}::uuid, ${part}, ${Buffer.from(bytes)})`.execute(tx)
  await sql`update cases.upload set have = ${part + 1} where jurisdiction = ${u.jurisdiction} and id = ${u.id}::uuid`.execute(
    tx,
  )
}
/** One after the other, so that no more than one of them is held. */
export async function* partsOf(tx: Tx, u: Upload): AsyncGenerator<Buffer> {
  for (let part = 0; part < partsIn(u.size); part++) {
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from cases.upload_part
      where jurisdiction = ${u.jurisdiction} and upload_id = ${u.id}::uuid and part = ${part}`.execute(tx)
    yield rows[0]!.bytes
  }
}
/** It is a file now; its parts go. */
export async function markWhole(tx: Tx, u: Id, type: string): Promise<void> {
  await sql`update cases.upload set type = ${type} where jurisdiction = ${u.jurisdiction} and id = ${u.id}::uuid`.execute(
    tx,
  )
  await sql`delete from cases.upload_part where jurisdiction = ${u.jurisdiction} and upload_id = ${u.id}::uuid`.execute(
    tx,
  )
}
export async function dropUpload(tx: Tx, u: Id): Promise<void> {
  await sql`delete from cases.upload where jurisdiction = ${u.jurisdiction} and id = ${u.id}::uuid`.execute(tx)
}
