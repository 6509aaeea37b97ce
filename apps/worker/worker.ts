import { type Runner, run as runJobs } from 'graphile-worker'
import { censusIfDue, checking, watchOnce, watchState } from '../../kernel/ledger/index.ts'
import { consume, readContext, runDueTimers, system, type TimerHandler } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'

export type Worker = { stop(): Promise<void> }

/**
 * Feeds consumers, rings timers, runs jobs. Any number of workers may run: a consumer is in one hand at a time, a timer
 * is taken by the transaction that performs it. Woken by acts of this process at once; looks by itself every `interval` ms.
 */
export async function startWorker(gnomon: Gnomon, interval = 200): Promise<Worker> {
  const { log } = gnomon
  const handlers = new Map<string, TimerHandler>(gnomon.rooms.flatMap((r) => Object.entries(r.timers)))
  let stopped = false
  const wakers = new Set<() => void>()
  gnomon.onActs(() => {
    for (const wake of wakers) wake()
  })
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      wakers.add(wake)
    })
  // Not woken by acts: what runs once a second runs once a second, however busy the city is.
  const rests = new Set<() => void>()
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        rests.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      rests.add(wake)
    })
  const loop = async (name: string, once: () => Promise<number>) => {
    let failures = 0
    while (!stopped) {
      try {
        const worked = await once()
        failures = 0
        if (worked === 0) await pause(interval)
      } catch (error) {
        if (stopped) return
        log.error({ err: error, loop: name }, 'worker loop failed; it will try again')
        await pause(Math.min(interval * 2 ** ++failures, 30_000))
      }
    }
  }
  const consumers = gnomon.rooms.flatMap((r) => r.consumers)
  const loops = [
    loop('timers', async () => {
      await gnomon.shift.refresh()
      return runDueTimers(gnomon, handlers)
    }),
    ...consumers.map((c) =>
      loop(c.name, async () => {
        const read = await consume(gnomon, c)
        gnomon.metrics.lag.set({ consumer: c.name }, read > 0 ? 1 : 0)
        return read
      }),
    ),
  ]
  // Witnesses are asked at most once a second: a checkpoint a moment old is still new enough for them.
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
      await pause(1000)
    }
  })()
  // Acts and tree are compared without end, a piece a second; what differs is a light on the operations desk.
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
      await checks
        .once(gnomon.db)
        .catch((error) => stopped || log.warn({ err: error }, 'working copies could not be compared'))
      await censusIfDue(gnomon, gnomon.ledger).catch(
        (error) => stopped || log.warn({ err: error }, 'a census of the ledger could not be taken'),
      )
      const { finding } = await watchState(gnomon.db).catch(() => ({ finding: null }))
      if (finding && !differs) log.error({ finding }, 'the acts differ from the ledger')
      differs = finding !== null
      await rest(1000)
    }
  })()
  const jobs = await startJobs(gnomon)
  return {
    async stop() {
      stopped = true
      for (const wake of [...wakers, ...rests]) wake()
      await jobs?.stop()
      await Promise.all([...loops, witnessing, watching])
    },
  }
}

async function startJobs(gnomon: Gnomon): Promise<Runner | undefined> {
  const list = gnomon.rooms.flatMap((r) => Object.entries(r.jobs))
  if (list.length === 0) return undefined
  return runJobs({
    connectionString: gnomon.urls.app,
    concurrency: 2,
    noHandleSignals: true,
    noPreparedStatements: !gnomon.config.preparedStatements,
    taskList: Object.fromEntries(
      list.map(([name, handler]) => [
        name,
        async (payload: unknown) => {
          await gnomon.db.transaction().execute(async (tx) => {
            await handler({
              ...readContext({ runtime: gnomon, tx, actor: system(name), clock: gnomon.clock }),
              payload,
            })
          })
        },
      ]),
    ),
  })
}
