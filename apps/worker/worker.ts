import { censusIfDue, checking, watchOnce, watchState } from '../../kernel/ledger/index.ts'
import { connected, deliver, lagOfNodes } from '../../kernel/nodes/index.ts'
import {
  clearFaults,
  type Db,
  type Dispatcher,
  lookAtLinks,
  startDispatcher,
  type TimerHandler,
} from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'

/** Milliseconds between two rounds of comparing all acts with the ledger. */
const ROUND_REST = 60_000

/** And between two pieces of a round. */
const PIECE_REST = 2_000
/** And between two looks for a checkpoint of another process. */
const QUIET = 9_000
/** And between two looks at what is to be told to other installations. */
const DELIVERY = 500
/** And between two looks at the links between databases. */
const LINKS = 5_000

export type Worker = { stop(): Promise<void> }

/**
 * Feeds consumers and rings timers, compares acts with the ledger, asks witnesses. Any number of workers may run. Woken by acts of
 * this process at once; looks by itself every `interval` ms. `first` is done before any consumer or timer is.
 */
export function startWorker(
  gnomon: Gnomon,
  { interval = 250, first }: { interval?: number; first?: (() => Promise<unknown>) | undefined } = {},
): Worker {
  const { log } = gnomon
  let looks = 0
  let stopped = false
  const start = () => {
    const of = new Map<Db, Dispatcher>()
    // One for each database; a place that moves changes which of them reads it, not how many there are.
    const begin = () => {
      for (const { name, db } of gnomon.databases?.() ?? []) if (!of.has(db)) of.set(db, dispatch(name, db))
    }
    begin()
    gnomon.onPlaces(() => stopped || begin())
    gnomon.onActs((acts) => {
      for (const one of of.values()) one.wake(acts)
    })
    return { stop: () => Promise.all([...of.values()].map((one) => one.stop())) }
  }
  const dispatch = (name: string, db: Db) =>
    startDispatcher(gnomon, {
      db,
      interval,
      consumers: gnomon.rooms.flatMap((r) => r.consumers),
      timers: new Map<string, TimerHandler>(gnomon.rooms.flatMap((r) => Object.entries(r.timers))),
      async before() {
        if (db === gnomon.db && looks++ % 4 === 0) await gnomon.shift.refresh()
      },
      failed: (lane, place, error) =>
        log.error({ err: error, lane, place, database: name }, 'the dispatcher failed; it will try again'),
      worked: (consumer, behind) => gnomon.metrics.lag.set({ consumer }, behind ? 1 : 0),
    })
  const dispatching = (async () => {
    try {
      await first?.()
    } catch (error) {
      if (stopped) return undefined
      log.error({ err: error }, 'what comes before the worker’s work failed; it goes on at the next start')
    }
    return stopped ? undefined : start()
  })()
  const rests = new Set<() => void>()
  const rest = (ms: number, told: (wake: () => void) => void = () => {}) =>
    new Promise<void>((resolve) => {
      if (stopped) return resolve()
      const wake = () => {
        clearTimeout(timer)
        rests.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      rests.add(wake)
      told(wake)
    })
  // Witnesses are asked at most once a second: a checkpoint a moment old is still new enough for them. Where nothing happens here,
  // what another process added is asked about within some seconds.
  let happened: () => void = () => {}
  let news = false
  gnomon.onActs(() => {
    news = true
    happened()
  })
  const heard = new Map<string, string>()
  const witnessing = (async () => {
    while (!stopped) {
      await gnomon.ledger
        .cosign(gnomon.db, gnomon.clock)
        .catch((error) => stopped || log.warn({ err: error }, 'a witness could not be asked'))
      for (const [witness, { kind, ...rest }] of gnomon.ledger.asked()) {
        if (kind !== 'cosigned' && heard.get(witness) !== kind)
          log.warn({ witness, kind, ...rest }, 'a witness did not cosign')
        heard.set(witness, kind)
      }
      await rest(1000)
      if (!news) await rest(QUIET, (wake) => (happened = wake))
      happened = () => {}
      news = false
    }
  })()
  const joining = (async () => {
    while (!stopped) {
      const known = gnomon.databases?.() ?? []
      if (known.length > 1)
        await lookAtLinks(gnomon.db, known, {
          now: gnomon.clock.now(),
          more: (db) => db.transaction().execute(lagOfNodes),
        }).catch((error) => stopped || log.warn({ err: error }, 'links not looked at'))
      await rest(LINKS)
    }
  })()
  const delivering = (async () => {
    // Whom there is to speak to stands when the process starts.
    while (!stopped && connected().length > 0) {
      await deliver(gnomon).catch((error) => stopped || log.warn({ err: error }, 'messages could not be delivered'))
      await rest(DELIVERY)
    }
  })()
  // Acts and tree are compared without end, a piece every other second, with a rest after each round; what differs is a light on the
  // operations desk.
  const checks = checking(
    gnomon.rooms.flatMap((r) => r.checks),
    gnomon.actKey,
  )
  let differs = false
  const watching = (async () => {
    while (!stopped) {
      await watchOnce(gnomon.db, gnomon.ledger, gnomon.clock).catch(
        (error) => stopped || log.warn({ err: error }, 'acts and ledger could not be compared'),
      )
      // What was not seen again for an hour is over.
      for (const kind of ['loop-held', 'disk'])
        await clearFaults(gnomon.db, kind, new Date(Date.now() - 3_600_000)).catch(() => {})
      await checks
        .once(gnomon)
        .catch((error) => stopped || log.warn({ err: error }, 'working copies could not be compared'))
      await censusIfDue(gnomon, gnomon.ledger).catch(
        (error) => stopped || log.warn({ err: error }, 'a census of the ledger could not be taken'),
      )
      const { finding, next } = await watchState(gnomon.db).catch(() => ({ finding: null, next: 0 }))
      if (finding && !differs) log.error({ finding }, 'the acts differ from the ledger')
      differs = finding !== null
      await rest(next === 0 ? ROUND_REST : PIECE_REST)
    }
  })()
  return {
    async stop() {
      stopped = true
      for (const wake of rests) wake()
      await Promise.all([dispatching.then((d) => d?.stop()), witnessing, watching, joining, delivering])
    },
  }
}
