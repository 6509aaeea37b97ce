import { sql } from 'kysely'
import { system } from './actor.ts'
import { blameless } from './consumer.ts'
import type { Contract } from './contract.ts'
import { databasesOf } from './databases.ts'
import { execute, type Runtime } from './execute.ts'
import { places } from './place.store.ts'
import { ATTEMPTS, type Timer } from './timer.ts'

/** What a due timer does: the operation that the system performs, with which input. Undefined lets the timer lapse. */
export type TimerHandler = (timer: Timer) => { contract: Contract; input: unknown } | undefined

/**
 * Performs what is due in a place by the runtime's clock, oldest first, each in one transaction with the removal of its timer, and
 * at the instant it was due (so that a server that slept gives the same legal times). Returns how many ran.
 */
export async function runTimersIn(
  runtime: Runtime,
  place: string,
  handlers: ReadonlyMap<string, TimerHandler>,
  limit = 200,
): Promise<number> {
  const db = runtime.pool(place)
  let ran = 0
  while (ran < limit) {
    const { rows } = await sql<Timer>`select jurisdiction, id, kind, subject_id, due_at, payload from platform.timer
      where jurisdiction = ${place} and due_at <= ${runtime.clock.now()} and attempts < ${ATTEMPTS} order by attempts, due_at limit 1`.execute(
      db,
    )
    const timer = rows[0]
    if (!timer) break
    ran++
    const remove = sql`delete from platform.timer where jurisdiction = ${place} and id = ${timer.id}::uuid returning id`
    try {
      const target = handlers.get(timer.kind)?.(timer)
      if (!target) {
        await remove.execute(db)
        continue
      }
      await execute(runtime, target.contract, target.input as never, {
        place,
        seed: timer.id,
        clock: { now: () => timer.dueAt },
        // The timer is removed in the same transaction as the operation, before it: a rival that took it leaves us nothing to do.
        first: async (tx) => {
          if ((await remove.execute(tx)).rows.length === 0) throw new TimerTaken()
        },
        who: system(timer.kind),
      })
    } catch (error) {
      if (error instanceof TimerTaken) continue
      if (blameless(error)) throw error
      await sql`update platform.timer set attempts = attempts + 1, last_error = ${String((error as Error).message).slice(0, 500)}
        where jurisdiction = ${place} and id = ${timer.id}::uuid`.execute(db)
    }
  }
  return ran
}

/** What is due in every place, each place for itself: one that fails keeps no other waiting, and its failure is told at the end. */
export async function runDueTimers(
  runtime: Runtime,
  handlers: ReadonlyMap<string, TimerHandler>,
  limit = 200,
): Promise<number> {
  let ran = 0
  const failures: unknown[] = []
  for (const { db } of databasesOf(runtime))
    for (const place of (await places(db)).filter((p) => runtime.pool(p) === db))
      await runTimersIn(runtime, place, handlers, limit).then(
        (n) => (ran += n),
        (error) => failures.push(error),
      )
  if (failures.length > 0) throw failures[0]
  return ran
}

class TimerTaken extends Error {}
