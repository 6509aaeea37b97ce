import { type Clock, type Db, sql } from '../platform/index.ts'
import { compare, type Finding, headFinding, tileFinding } from './compare.ts'
import type { Log } from './log.ts'
import { WIDTH } from './tiles.ts'
import { append, type Edge, emptyEdge, rootOfEdge } from './tree.ts'

/** Leaves compared in one go: some milliseconds of work, so that it never stands in anybody's way. */
const BATCH = 500

export type Watch = {
  next: number
  roundEndedAt: Date | null
  checkedAt: Date | null
  finding: Finding | null
  foundAt: Date | null
}

export async function watchState(db: Db): Promise<Watch> {
  const { rows } = await sql<Watch>`select next::int, round_ended_at, checked_at, finding,
    found_at from ledger.watch`.execute(db)
  return rows[0] ?? { next: 0, roundEndedAt: null, checkedAt: null, finding: null, foundAt: null }
}

/**
 * The next piece of a comparison that never ends: acts against the tree, from the first leaf to the committed head, whose signed
 * root the leaves must lead to, and the tiles as they lie in the store; and again from the first. A difference is kept with the time when it was found until a whole round
 * finds none. Gives how many leaves were compared; 0 where another process has the comparison in hand or the log is empty.
 */
export async function watchOnce(db: Db, log: Log, clock: Clock, batch = BATCH): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`insert into ledger.watch default values on conflict do nothing`.execute(tx)
    const { rows } = await sql<{
      next: number
      edge: string[][]
    }>`select next::int, edge from ledger.watch for update skip locked`.execute(tx)
    const at = rows[0]
    const head = await log.head(tx)
    if (!at || !head) return 0
    // A database that was set back is shorter than what was compared already: begin anew.
    const from = at.next > head.size ? 0 : at.next
    const to = Math.min(head.size, from + batch)
    // From the border of a tile, so that its bundle of entries is made whole.
    const border = from - (from % WIDTH)
    const compared = await compare(tx, border, to)
    let { finding } = compared
    const known = compared.entries.slice(0, from - border)
    const made = append(from === 0 ? emptyEdge() : edgeOf(at.edge, from, known), compared.entries.slice(known.length))
    const { edge } = made
    if (!finding && to === head.size) finding = await headFinding(log, to, head.note, rootOfEdge(edge))
    if (!finding) finding = await tileFinding(log, made.writes, to === head.size)
    const now = clock.now()
    if (finding)
      await sql`update ledger.watch set next = 0, edge = '[]', checked_at = ${now}::timestamptz,
        finding = ${JSON.stringify(finding)}::text::jsonb, found_at = coalesce(found_at, ${now}::timestamptz)`.execute(
        tx,
      )
    else if (to === head.size)
      await sql`update ledger.watch set next = 0, edge = '[]', checked_at = ${now}::timestamptz, round_ended_at = ${now}::timestamptz,
        finding = null, found_at = null`.execute(tx)
    else
      await sql`update ledger.watch set next = ${to}, edge = ${JSON.stringify(edge.levels.map((l) => l.map((h) => h.toString('hex'))))}::text::jsonb,
        checked_at = ${now}::timestamptz`.execute(tx)
    return to - from
  })
}

const edgeOf = (levels: string[][], size: number, entries: Buffer[]): Edge => ({
  size,
  levels: levels.map((l) => l.map((h) => Buffer.from(h, 'hex'))),
  entries,
})
