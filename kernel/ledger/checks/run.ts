import {
  type ActKey,
  asProblem,
  type Check,
  clearFaults,
  type Db,
  databasesOf,
  isApart,
  type Mismatch,
  noteFault,
  placeOfPath,
  type Runtime,
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

type Held = Pick<Runtime, 'db' | 'pool' | 'databases'>

/** The checks of each database: at the centre also those of the whole city, everywhere those of rows that live there. */
export function checksOf(held: Held, checks: Check[]) {
  return databasesOf(held).map(({ name, db }) => ({
    name,
    db,
    checks: checks.filter((c) => db === held.db || !c.centre),
    /** What came to the centre from a place is compared in the place, where all of it is. */
    lives: ({ name: of }: Mismatch) => {
      const place = isApart(held) ? placeOfPath(of.split(' ')[0]!) : undefined
      return place === undefined || held.pool(place) === db
    },
  }))
}

/** Every check from its first row to its last, in every database. */
export async function runChecks(held: Held, checks: Check[], key?: ActKey): Promise<Difference[]> {
  const all: Difference[] = []
  for (const one of checksOf(held, checks)) all.push(...(await runIn(one, key)))
  return all
}

async function runIn({ db, checks, lives }: ReturnType<typeof checksOf>[number], key?: ActKey): Promise<Difference[]> {
  const all: Difference[] = []
  for (const check of checks)
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const piece = await compared(db, check, from, 1000, key)
      all.push(...piece.found.filter(lives).map((f) => ({ ...f, check: check.name })))
      after = piece.next
    }
  return all
}

/**
 * The same without end, a piece at a time. What differs is a fault (a red light) from the moment it is found; a whole round that no
 * longer finds it takes it away. The clock is the machine's: the faults' own.
 */
export function checking(checks: Check[], key?: ActKey) {
  const rounds = new Map<string, { at: number; after: string; began?: Date | undefined }>()
  const once = async (centre: Db, one: ReturnType<typeof checksOf>[number]): Promise<number> => {
    const round = rounds.get(one.name) ?? { at: 0, after: '' }
    rounds.set(one.name, round)
    const check = one.checks[round.at % Math.max(1, one.checks.length)]
    if (!check) return 0
    const kind = one.db === centre ? `${DIFFERS} ${check.name}` : `${DIFFERS} ${check.name} ${one.name}`
    round.began ??= await now(centre)
    const { found: all, next } = await compared(one.db, check, round.after, PIECE, key)
    const found = all.filter(one.lives)
    for (const f of found.slice(0, 50)) await noteFault(centre, { kind, name: f.name, said: f.said })
    round.after = next ?? ''
    if (next !== null) return found.length
    await clearFaults(centre, kind, round.began)
    round.began = undefined
    round.at = (round.at + 1) % one.checks.length
    return found.length
  }
  return {
    /** A piece in each database; one that is away keeps the others' from nothing, and is told at the end. */
    async once(held: Held): Promise<number> {
      const done = await Promise.allSettled(checksOf(held, checks).map((one) => once(held.db, one)))
      const failed = done.find((d) => d.status === 'rejected')
      if (failed) throw failed.reason
      return done.reduce((n, d) => n + (d.status === 'fulfilled' ? d.value : 0), 0)
    },
  }
}

async function now(db: Db): Promise<Date> {
  return (await sql<{ now: Date }>`select now() as now`.execute(db)).rows[0]!.now
}
