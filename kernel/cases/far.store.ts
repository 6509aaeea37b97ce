import { sql, type Tx } from '../platform/index.ts'
import type { HandedOver, LinkedCase } from './contract.ts'

/** A case of another installation that ours has to do with, as its messages told it; it stands at the centre, as its place is none of ours. */
export type FarCase = {
  number: string
  /** Of a case that was opened there for one of ours. */
  parent: string | null
  parentElement: string | null
  unit: string
  stand: LinkedCase
  /** What it handed over to one of ours. */
  handed: HandedOver | null
  outcome: string | null
}

const columns = sql.raw('number, parent, parent_element, unit, stand, handed, outcome')
type Row = Omit<FarCase, 'stand' | 'handed'> & { stand: any; handed: any }
/** Days came as texts. */
const read = ({ stand, handed, ...row }: Row): FarCase => ({
  ...row,
  stand: { ...stand, submittedAt: new Date(stand.submittedAt) },
  handed: handed && {
    ...handed,
    papers: handed.papers.map((p: { uploadedAt: string }) => ({ ...p, uploadedAt: new Date(p.uploadedAt) })),
  },
})

export async function findFar(tx: Tx, number: string): Promise<FarCase | undefined> {
  const { rows } = await sql<Row>`select ${columns} from cases.far
    where jurisdiction = ${number.slice(0, 6)} and number = ${number}`.execute(tx)
  return rows[0] && read(rows[0])
}
export async function farChildOf(tx: Tx, jurisdiction: string, parent: string, element: string) {
  const { rows } = await sql<Row>`select ${columns} from cases.far
    where jurisdiction = ${jurisdiction} and parent = ${parent} and parent_element = ${element}`.execute(tx)
  return rows[0] && read(rows[0])
}
/** What a message says anew; what it does not say stays. */
export async function keepFar(tx: Tx, f: FarCase): Promise<void> {
  await sql`insert into cases.far as f (jurisdiction, number, parent, parent_element, unit, stand, handed, outcome)
    values (${f.number.slice(0, 6)}, ${f.number}, ${f.parent}, ${f.parentElement}, ${f.unit}, ${f.stand as any}::jsonb, ${f.handed as any}::jsonb, ${f.outcome})
    on conflict (jurisdiction, number) do update set
      stand = case when f.outcome is null or excluded.outcome is not null then excluded.stand else f.stand end,
      unit = coalesce(nullif(excluded.unit, ''), f.unit), handed = coalesce(excluded.handed, f.handed),
      parent = coalesce(excluded.parent, f.parent), parent_element = coalesce(excluded.parent_element, f.parent_element),
      outcome = coalesce(excluded.outcome, f.outcome)`.execute(tx)
}

export type Piece = { sha256: string; part: number; parts: number; bytes: Buffer }
/** The pieces of a paper that came, in order. */
export async function keepPiece(tx: Tx, jurisdiction: string, p: Piece): Promise<Buffer[]> {
  await sql`insert into cases.piece (jurisdiction, sha256, part, bytes) values (${jurisdiction}, ${p.sha256}, ${p.part}, ${p.bytes})
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from cases.piece
    where jurisdiction = ${jurisdiction} and sha256 = ${p.sha256} order by part`.execute(tx)
  return rows.map((r) => r.bytes)
}
export const dropPieces = (tx: Tx, jurisdiction: string, sha256: string) =>
  sql`delete from cases.piece where jurisdiction = ${jurisdiction} and sha256 = ${sha256}`.execute(tx)
