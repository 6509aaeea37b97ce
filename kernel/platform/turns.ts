import { z } from 'zod'
import { changesOf, type Db, type Tx } from './database/connect.ts'
import { Problem } from './problem.ts'

/**
 * `first`: what it needs before it, of which all that share a transaction are asked together; `work`: the turn itself; `undo`: takes
 * back what `first` wrote where `work` was refused.
 */
export type Turn<F, T> = {
  first(tx: Tx): Promise<F>
  work(tx: Tx, first: F): Promise<T>
  undo(tx: Tx, first: F): Promise<unknown>
}
type Waiting = Turn<any, any> & { done(value: any): void; failed(error: unknown): void }

/** Of one transaction; what its disk write costs is shared by so many. */
const MOST = 64

const queues = new WeakMap<Db, Map<string, Waiting[]>>()

/**
 * Work on one thing takes turns, in the order of arrival; what arrives while a transaction commits shares the next one, so that a
 * disk of 4 ms a write is no limit of 250 a second. One that is refused before it wrote leaves the others; where it wrote, all are
 * carried out again, each alone. Nobody is answered before the commit. Another
 * process has a queue of its own; between processes the rows’ locks decide.
 */
export function inTurn<F, T>(db: Db, key: string, turn: Turn<F, T>): Promise<T> {
  const mine = queues.get(db) ?? new Map<string, Waiting[]>()
  queues.set(db, mine)
  return new Promise<T>((done, failed) => {
    const one: Waiting = { ...turn, done, failed }
    const waiting = mine.get(key)
    if (waiting) return void waiting.push(one)
    mine.set(key, [one])
    void serve(db, mine, key)
  })
}

async function serve(db: Db, mine: Map<string, Waiting[]>, key: string): Promise<void> {
  for (let waiting = mine.get(key)!; waiting.length > 0; ) {
    const batch = waiting.splice(0, MOST)
    // What fails for another reason than a turn’s own fails alone, the others are carried out again.
    if (!(await together(db, batch))) for (const turn of batch) await alone(db, turn)
    waiting = mine.get(key)!
  }
  mine.delete(key)
}

const ofItself = (error: unknown) => error instanceof Problem || error instanceof z.ZodError

async function together(db: Db, batch: Waiting[]): Promise<boolean> {
  if (batch.length === 1) return false
  const results: (() => void)[] = []
  try {
    await db.transaction().execute(async (tx) => {
      const firsts = await Promise.allSettled(batch.map((turn) => turn.first(tx)))
      for (const [i, turn] of batch.entries()) {
        const first = firsts[i]!
        if (first.status === 'rejected') {
          if (!ofItself(first.reason)) throw first.reason
          results.push(() => turn.failed(first.reason))
          continue
        }
        const before = await changesOf(tx)
        try {
          const value = await turn.work(tx, first.value)
          results.push(() => turn.done(value))
        } catch (error) {
          if (!ofItself(error) || (await changesOf(tx)) > before) throw error
          await turn.undo(tx, first.value)
          results.push(() => turn.failed(error))
        }
      }
    })
  } catch {
    return false
  }
  for (const say of results) say()
  return true
}

const alone = (db: Db, turn: Waiting): Promise<void> =>
  db
    .transaction()
    .execute(async (tx) => turn.work(tx, await turn.first(tx)))
    .then(turn.done, turn.failed)
