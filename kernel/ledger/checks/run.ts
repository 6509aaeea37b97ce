import { type ActKey, type Check, clearFaults, type Db, type Mismatch, noteFault, sql } from '../../platform/index.ts'

/** Rows compared in one go: some milliseconds of work. */
const PIECE = 200
export const DIFFERS = 'differs'

export type Difference = Mismatch & { check: string }

/** Every check from its first row to its last. */
export async function runChecks(db: Db, checks: Check[], key?: ActKey): Promise<Difference[]> {
  const all: Difference[] = []
  for (const check of checks)
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const piece = await db.transaction().execute((tx) => check.piece(tx, from, 1000, key))
      all.push(...piece.found.map((f) => ({ ...f, check: check.name })))
      after = piece.next
    }
  return all
}

/**
 * The same without end, a piece at a time. What differs is a fault (a red light) from the moment it is found; a whole round that no
 * longer finds it takes it away. The clock is the machine's: the faults' own.
 */
export function checking(checks: Check[], key?: ActKey) {
  let at = 0
  let after = ''
  let began: Date | undefined
  return {
    async once(db: Db): Promise<number> {
      const check = checks[at]
      if (!check) return 0
      began ??= await now(db)
      const { found, next } = await db.transaction().execute((tx) => check.piece(tx, after, PIECE, key))
      for (const f of found.slice(0, 50))
        await noteFault(db, { kind: `${DIFFERS} ${check.name}`, name: f.name, said: f.said })
      if (next !== null) {
        after = next
        return found.length
      }
      await clearFaults(db, `${DIFFERS} ${check.name}`, began)
      after = ''
      began = undefined
      at = (at + 1) % checks.length
      return found.length
    },
  }
}

async function now(db: Db): Promise<Date> {
  return (await sql<{ now: Date }>`select now() as now`.execute(db)).rows[0]!.now
}
