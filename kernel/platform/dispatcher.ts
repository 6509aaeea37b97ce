import { sql } from 'kysely'
import type { Written } from './act.store.ts'
import { type Consumer, consumeIn } from './consumer.ts'
import type { Db } from './database/connect.ts'
import { reads } from './databases.ts'
import type { Runtime } from './execute.ts'
import { runTimersIn, type TimerHandler } from './run-timers.ts'
import { orderArrivals } from './sequence.ts'
import { ATTEMPTS } from './timer.ts'

export type Dispatcher = {
  /** Acts that this process has just committed: their places are looked at without waiting. */
  wake(acts: Written[]): void
  stop(): Promise<void>
}

export type DispatcherOptions = {
  /** The database that it works in; the runtime's own when left out. */
  db?: Db
  consumers: Consumer[]
  timers: ReadonlyMap<string, TimerHandler>
  /** Milliseconds between two looks for what other processes did, and for timers. */
  interval?: number
  /** Lanes that may work at a time: what they leave of the pool is for requests. */
  width?: number
  /** Before each look: what the runtime's clock needs. */
  before?(): Promise<void>
  failed(lane: string, place: string, error: unknown): void
  worked?(consumer: string, behind: boolean): void
}

/** Milliseconds after which it is written down that a consumer passed acts that do not concern it. */
const SAVE = 20_000

type Look = { jurisdiction: string; last: number; arrived: boolean; due: Date | null }

/**
 * One for all consumers and timers of a process: orders what arrived, hands each consumer what it has not read, rings what is due.
 * At rest it asks the database one question an interval, however many consumers there are. Each consumer, and the timers, are a
 * lane: in one hand at a time within the process, place after place; a place that fails in a lane waits there alone, the longer the
 * oftener. Any number of processes may run one: rows that another has locked are skipped and asked for again at the next look.
 */
export function startDispatcher(runtime: Runtime, options: DispatcherOptions): Dispatcher {
  const { interval = 200, width = 4, db = runtime.db } = options
  let stopped = false
  const woken = new Set<string>()
  let ring: () => void = () => {}
  /** The last position given in each place, as far as this process has seen. */
  const heads = new Map<string, number>()
  const due = new Set<string>()
  const gate = turnstile(width)
  const patience = new Map<string, { failures: number; until: number }>()
  const fails = (lane: string, place: string, error: unknown) => {
    const failures = (patience.get(`${lane} ${place}`)?.failures ?? 0) + 1
    const until = performance.now() + Math.min(interval * 2 ** failures, 30_000)
    patience.set(`${lane} ${place}`, { failures, until })
    if (!stopped) options.failed(lane, place, error)
  }
  /** Works in one place unless it failed there a moment ago. */
  const attempt = async (lane: string, place: string, work: () => Promise<void>) => {
    if (stopped || performance.now() < (patience.get(`${lane} ${place}`)?.until ?? 0)) return
    await work().then(
      () => patience.delete(`${lane} ${place}`),
      (error) => fails(lane, place, error),
    )
  }

  const order = (places: Iterable<string>) =>
    Promise.all(
      [...places].map((place) =>
        attempt('sequence', place, async () => {
          await orderArrivals(db, place, ({ last, types }) => {
            for (const reader of readers) reader.passed(place, last - types.length, last, types)
            if (last > (heads.get(place) ?? -1)) heads.set(place, last)
          })
        }),
      ),
    )

  const readers = options.consumers.map((consumer) => {
    /** How far the consumer has read in each place, as far as this process knows, and since when that is not written down. */
    const read = new Map<string, number>()
    const unsaved = new Map<string, number>()
    const behind = () =>
      [...heads]
        .filter(([place, last]) => (read.get(place) ?? -1) < last && reads(runtime, consumer, place, db))
        .map(([place]) => place)
    const stale = () => [...unsaved].filter(([, since]) => performance.now() - since > SAVE).map(([place]) => place)
    const run = async () => {
      for (const place of new Set([...behind(), ...stale()]))
        await attempt(consumer.name, place, async () => {
          while (!stopped) {
            const done = await consumeIn(runtime, consumer, place, undefined, db)
            if (done === 'busy') return
            unsaved.delete(place)
            read.set(place, done.position)
            options.worked?.(consumer.name, done.read > 0)
            // Positions may run ahead of what we knew: another process ordered.
            if (done.position > (heads.get(place) ?? 0)) heads.set(place, done.position)
            if (done.read === 0) return void read.set(place, Math.max(done.position, heads.get(place) ?? 0))
            if (done.position >= heads.get(place)!) return
          }
        })
    }
    return {
      run,
      due: () => behind().length > 0 || stale().length > 0,
      /** Acts that do not concern a consumer that has read up to them cost it nothing; where it stands is written down in a while. */
      passed(place: string, from: number, to: number, types: string[]) {
        if (consumer.types === 'all' || read.get(place) !== from || types.some((t) => consumer.types.includes(t)))
          return
        read.set(place, to)
        if (!unsaved.has(place)) unsaved.set(place, performance.now())
      },
    }
  })
  const lanes = [
    ...readers.map((reader) => ({ ...lane(gate, reader.run), due: reader.due })),
    {
      ...lane(gate, async () => {
        for (const place of [...due]) {
          due.delete(place)
          await attempt('timers', place, async () => void (await runTimersIn(runtime, place, options.timers)))
        }
      }),
      due: () => due.size > 0,
    },
  ]

  async function look(): Promise<void> {
    await options.before?.()
    const { rows } = await sql<Look>`select q.jurisdiction, q.last,
        exists (select from platform.arrival a where a.jurisdiction = q.jurisdiction) as arrived,
        (select min(t.due_at) from platform.timer t where t.jurisdiction = q.jurisdiction and t.attempts < ${ATTEMPTS}) as due
      from platform.sequence q`.execute(db)
    const now = runtime.clock.now()
    for (const row of rows) {
      if (row.last > (heads.get(row.jurisdiction) ?? -1)) heads.set(row.jurisdiction, row.last)
      if (row.arrived) woken.add(row.jurisdiction)
      if (row.due !== null && row.due <= now && runtime.pool(row.jurisdiction) === db) due.add(row.jurisdiction)
    }
  }

  const loop = (async () => {
    let next = 0
    while (!stopped) {
      if (performance.now() >= next) {
        await attempt('look', '', look)
        next = performance.now() + Math.max(interval, (patience.get('look ')?.until ?? 0) - performance.now())
      }
      const places = [...woken]
      woken.clear()
      await order(places)
      for (const one of lanes) if (one.due()) one.kick()
      if (woken.size > 0) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, next - performance.now()))
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()

  return {
    wake(acts) {
      // What is written in another database comes here later, and is found by looking.
      for (const act of acts) if (runtime.pool(act.jurisdiction) === db) woken.add(act.jurisdiction)
      ring()
    },
    async stop() {
      stopped = true
      ring()
      await loop
      await Promise.all(lanes.map((l) => l.idle()))
    },
  }
}

type Turnstile = <T>(work: () => Promise<T>) => Promise<T>
function turnstile(width: number): Turnstile {
  let free = width
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** Runs one thing at a time; kicked while it runs, it runs once more. */
function lane(gate: Turnstile, work: () => Promise<void>) {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    do {
      again = false
      await gate(work)
    } while (again)
    running = undefined
  }
  return {
    kick() {
      if (running) again = true
      else running = run()
    },
    idle: async () => running,
  }
}
