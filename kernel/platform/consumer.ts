import { sql } from 'kysely'
import { actColumns, type Written } from './act.store.ts'
import { system } from './actor.ts'
import type { Act } from './acts.ts'
import type { Db, Tx } from './database/connect.ts'
import { databasesOf, reads } from './databases.ts'
import { type Runtime, readContext } from './execute.ts'
import { places } from './place.store.ts'
import type { ReadContext } from './read-context.ts'
import { orderArrivals } from './sequence.ts'
import { setAsideAct } from './set-aside.store.ts'
import { type Timers, timersOf } from './timer.ts'

/** The acts are all of one place. */
export type ConsumerContext = ReadContext & { jurisdiction: string; acts: Act[]; timer: Timers }
export type Consumer = {
  name: string
  types: 'all' | string[]
  /**
   * Leaves no act out: where one cannot be taken it stops in that place, whatever the reason, and its light tells (the ledger, whose
   * leaves must be all acts). Every other consumer sets the act aside and goes on.
   */
  complete?: boolean
  /** Reads the acts of the whole city, at the centre, where they come when they are committed in their place (ledger, search). */
  centre?: boolean
  run(ctx: ConsumerContext): Promise<void>
}

/** Reacts to acts, each exactly once: what it writes and how far it has read commit together. */
export const consumer = (name: string, definition: Omit<Consumer, 'name'>): Consumer => ({ name, ...definition })

/** Takes the consumer's position in a place in hand; undefined where another process has it. */
async function position(tx: Tx, consumer: string, place: string): Promise<number | undefined> {
  const mine = () =>
    sql<{ position: number }>`select position from platform.cursor
    where jurisdiction = ${place} and consumer = ${consumer} for update skip locked`.execute(tx)
  const found = await mine()
  if (found.rows[0]) return found.rows[0].position
  const fresh = await sql`insert into platform.cursor (jurisdiction, consumer) values (${place}, ${consumer})
    on conflict do nothing returning 1`.execute(tx)
  return fresh.rows.length > 0 ? 0 : undefined
}

const moveTo = (tx: Tx, consumer: string, place: string, position: number) =>
  sql`update platform.cursor set position = ${position} where jurisdiction = ${place} and consumer = ${consumer}`.execute(
    tx,
  )

type Read = Act & { at: number }
/**
 * What follows a position and concerns the consumer, in order, and how far that is: to the last of them, or to the end where there
 * is no more. An act that is gone (taken out by force) leaves its position without one.
 */
async function after(tx: Tx, consumer: Consumer, place: string, position: number, limit: number) {
  const types = consumer.types === 'all' ? null : consumer.types
  const head = await sql<{ last: number }>`select last from platform.sequence where jurisdiction = ${place}`.execute(tx)
  const last = head.rows[0]?.last ?? 0
  const { rows } = await sql<Read>`select o.position as at, ${actColumns}
    from platform.ordered o join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id
    where o.jurisdiction = ${place} and o.position > ${position} and o.position <= ${last}
      and (${types}::text[] is null or a.type = any(${types}::text[])) order by o.position limit ${limit}`.execute(tx)
  return { acts: rows, to: rows.length === limit ? rows.at(-1)!.at : last }
}

/** How far one batch came in a place (`read`: 0 where there was nothing new); `busy` where another process has the consumer in hand there. */
export type Progress = { read: number; position: number; aside: number } | 'busy'

/** A reaction failed; `at` is the position before the acts that it failed on. */
class Stumbled extends Error {
  at: number
  constructor(at: number, cause: unknown) {
    super('a consumer failed', { cause })
    this.at = at
  }
}

async function batch(runtime: Runtime, db: Db, consumer: Consumer, place: string, limit: number): Promise<Progress> {
  let written: Written[] = []
  const done = await db.transaction().execute(async (tx): Promise<Progress> => {
    const at = await position(tx, consumer.name, place)
    if (at === undefined) return 'busy'
    const { acts, to } = await after(tx, consumer, place, at, limit)
    if (to <= at) return { read: 0, position: at, aside: 0 }
    if (acts.length > 0)
      written = await react(runtime, db, tx, consumer, place, acts, at).catch((error) => {
        throw new Stumbled(at, error)
      })
    await moveTo(tx, consumer.name, place, to)
    return { read: acts.length || 1, position: to, aside: 0 }
  })
  if (written.length > 0) runtime.committed?.(written)
  return done
}

/** What a consumer does with acts of a place, in the caller's transaction; returns the acts that it wrote. */
async function react(
  runtime: Runtime,
  db: Db,
  tx: Tx,
  consumer: Consumer,
  jurisdiction: string,
  acts: Act[],
  at: number,
): Promise<Written[]> {
  const written: Written[] = []
  const seed = `${consumer.name} ${jurisdiction} ${at}`
  const ctx = readContext({ runtime, db, tx, actor: system(consumer.name), clock: runtime.clock, acts: written, seed })
  await consumer.run({ ...ctx, jurisdiction, acts, timer: timersOf(tx) })
  return written
}

/** No act is to blame for these: the database or the machine is away, short of something, told to stop, or wants it done again. */
const OF_THE_HOUR = /^(UNAVAILABLE|CONNECT\w*|E[A-Z]+|(08|40|53|58)\w{3}|57P\w\w|55P03|25006)$/

export const blameless = (error: unknown) => OF_THE_HOUR.test(String((error as { code?: unknown })?.code ?? ''))

/**
 * One batch of a consumer in a place. A batch that fails is read again act by act, each in a transaction of its own, so that what
 * holds it up is found; that act is set aside, in the transaction that goes past it, and the next is read.
 */
export async function consumeIn(
  runtime: Runtime,
  consumer: Consumer,
  place: string,
  limit = 500,
  db = consumer.centre ? runtime.db : runtime.pool(place),
): Promise<Progress> {
  const blame = (error: unknown): { at: number; why: unknown } => {
    if (!(error instanceof Stumbled)) throw error
    if (consumer.complete || blameless(error.cause)) throw error.cause
    return { at: error.at, why: error.cause }
  }
  try {
    return await batch(runtime, db, consumer, place, limit)
  } catch (error) {
    blame(error)
  }
  let done: Exclude<Progress, 'busy'> = { read: 0, position: 0, aside: 0 }
  for (let n = 0; n < limit; n++) {
    const one = await batch(runtime, db, consumer, place, 1).catch((error) =>
      pass(runtime, db, consumer, place, blame(error)),
    )
    if (one === 'busy') return done.read > 0 ? done : 'busy'
    done = { read: done.read + one.read, position: one.position, aside: done.aside + one.aside }
    if (one.read === 0) break
  }
  return done
}

/** Goes past the act behind `at` without it; where another process has gone past it already, there is nothing to do. */
async function pass(
  runtime: Runtime,
  db: Db,
  consumer: Consumer,
  place: string,
  { at, why }: { at: number; why: unknown },
): Promise<Progress> {
  const passed = await db.transaction().execute(async (tx): Promise<Progress> => {
    if ((await position(tx, consumer.name, place)) !== at) return 'busy'
    const { acts } = await after(tx, consumer, place, at, 1)
    const act = acts[0]
    if (!act) return { read: 0, position: at, aside: 0 }
    const { name } = consumer
    await setAsideAct(tx, { jurisdiction: place, consumer: name, actId: act.id, error: why, at: runtime.clock.now() })
    await moveTo(tx, name, place, act.at)
    return { read: 1, position: act.at, aside: 1 }
  })
  if (passed !== 'busy' && passed.aside > 0) runtime.setAside?.(consumer.name, place, why)
  return passed
}

/**
 * One batch a place, after what has arrived was ordered; returns how many acts were read (0: nothing to do, or another process has
 * this consumer in hand). The dispatcher does the same without asking each time; this is for whoever wants it done now.
 */
export async function consume(runtime: Runtime, consumer: Consumer, limit = 500): Promise<number> {
  let read = 0
  for (const { db } of databasesOf(runtime))
    for (const place of await places(db)) {
      if (!reads(runtime, consumer, place, db)) continue
      await orderArrivals(db, place)
      const done = await consumeIn(runtime, consumer, place, limit, db)
      if (done !== 'busy') read += done.read
    }
  return read
}

/** Whether committed acts lie ahead of a consumer, ordered or not. */
export async function isBehind(db: Db | Tx, name: string): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`select exists (select from platform.sequence q
      left join platform.cursor c on c.jurisdiction = q.jurisdiction and c.consumer = ${name}
      where q.last > coalesce(c.position, 0)
        or exists (select from platform.arrival a where a.jurisdiction = q.jurisdiction)) as behind`.execute(db)
  return rows[0]!.behind
}

export type Lag = { consumer: string; behind: number; waits: number }
/** How many acts each consumer has not read, and how many seconds the oldest of them has waited. */
export async function lagOfConsumers(db: Db | Tx): Promise<Lag[]> {
  const { rows } = await sql<Lag>`select c.consumer, sum(q.last - c.position + came.n)::int as behind,
      coalesce(extract(epoch from clock_timestamp() - min(coalesce(a.recorded_at, came.oldest))), 0)::int as waits
    from platform.cursor c join platform.sequence q on q.jurisdiction = c.jurisdiction
      left join platform.ordered o on o.jurisdiction = c.jurisdiction and o.position = c.position + 1
      left join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id
      cross join lateral (select count(*) as n, min(b.recorded_at) as oldest from platform.arrival r
        join platform.act b on b.jurisdiction = r.jurisdiction and b.id = r.act_id where r.jurisdiction = c.jurisdiction) came
    group by 1 order by 1`.execute(db)
  return rows
}
