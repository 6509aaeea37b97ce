import {
  type ActKey,
  asProblem,
  type Check,
  clearFaults,
  type Db,
  type Mismatch,
  noteFault,
  sql,
  text,
} from '../../platform/index.ts'

/** Rows compared in one go: some milliseconds of work. */
const PIECE = 200
export const DIFFERS = 'differs'

export type Difference = Mismatch & { check: string }

/** A piece of a check. Rows that no check can read are a difference, too: else one such row would end all comparison. */
async function compared(db: Db, check: Check, after: string, limit: number, key?: ActKey): ReturnType<Check['piece']> {
  try {
    return await db.transaction().execute((tx) => check.piece(tx, after, limit, key))
  } catch (error) {
    if (asProblem(error)?.code === 'UNAVAILABLE') throw error
    const { message } = error as Error
    const said = text(
      `“${check.name}”从“${after}”起比对不下去：${message}`,
      `“${check.name}” could not be compared from “${after}” on: ${message}`,
    )
    return { found: [{ name: 'unreadable', said }], next: null }
  }
}

/** Every check from its first row to its last. */
export async function runChecks(db: Db, checks: Check[], key?: ActKey): Promise<Difference[]> {
  const all: Difference[] = []
  for (const check of checks)
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const piece = await compared(db, check, from, 1000, key)
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
      const { found, next } = await compared(db, check, after, PIECE, key)
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
