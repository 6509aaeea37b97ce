// Twenty consumers: from the commit of an act to the last of them having read it, and what they cost at rest; by the dispatcher, and by
// a loop for each that asks for itself (the same reading, five times a second, woken by the same acts).
import { z } from 'zod'
import { testWorld } from '../../kernel/platform/harness.ts'
import {
  anyone,
  type Consumer,
  consume,
  consumer,
  defineActs,
  defineContract,
  defineRoom,
  execute,
  newId,
  operation,
  type Runtime,
  startDispatcher,
  system,
  text,
} from '../../kernel/platform/index.ts'

const CONSUMERS = 20
const PLACES = ['350200', '350203', '350205', '350206', '350211', '350212', '350213']
const RATE = 50
const SECONDS = 6
const REST = 8
const SETTLED = 25_000
const acts = defineActs('dispatch-bench', {
  'dispatch-bench.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ n: z.int() }),
    private: z.object({}),
  },
})
const note = defineContract({
  id: 'dispatch-bench.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ jurisdiction: z.string(), n: z.int() }),
  output: z.object({}),
})
const room = defineRoom({
  name: 'dispatch-bench',
  title: text('测', 'Bench'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input: { jurisdiction, n } }) => ({
        act: acts['dispatch-bench.noted']({
          jurisdiction,
          subject: { kind: 'case', id: newId(Date.now(), jurisdiction) },
          public: { n },
        }),
        output: {},
      }),
    }),
  ],
})
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const quantile = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!

type Way = (
  runtime: Runtime,
  consumers: Consumer[],
) => { committed: NonNullable<Runtime['committed']>; stop(): Promise<void> }
const byDispatcher: Way = (runtime, consumers) => {
  const d = startDispatcher(runtime, {
    consumers,
    timers: new Map(),
    interval: 250,
    failed: (_, __, e) => console.error(e),
  })
  return { committed: d.wake, stop: d.stop }
}
const byLoops: Way = (runtime, consumers) => {
  let stopped = false
  const wakers = new Set<() => void>()
  const loops = consumers.map(async (c) => {
    while (!stopped) {
      if ((await consume(runtime, c)) > 0) continue
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          wakers.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, 200)
        wakers.add(wake)
      })
    }
  })
  const committed = () => {
    for (const wake of wakers) wake()
  }
  return {
    committed,
    async stop() {
      stopped = true
      committed()
      await Promise.all(loops)
    },
  }
}

async function measure(way: Way): Promise<{ p50: number; p99: number; atRest: number; busy: number }> {
  const world = await testWorld([room])
  const began = new Map<number, number>()
  const left = new Map<number, number>()
  const took: number[] = []
  const consumers = Array.from({ length: CONSUMERS }, (_, i) =>
    consumer(`bench.${i}`, {
      // As in a city: few read everything, most wait for acts of their own.
      types: i < 3 ? 'all' : ['dispatch-bench.elsewhere'],
      async run({ acts: read }) {
        for (const a of read) {
          const n = a.public.n as number
          const rest = (left.get(n) ?? 3) - 1
          left.set(n, rest)
          if (rest === 0) took.push(performance.now() - began.get(n)!)
        }
      },
    }),
  )
  for (const [i, jurisdiction] of PLACES.entries()) {
    began.set(-1 - i, 0)
    await world.run(note, { jurisdiction, n: -1 - i })
  }
  const running = way(world, consumers)
  const runtime: Runtime = { ...world, committed: running.committed }
  // Rest begins when what the acts before left to be written down (how far each consumer is) has been.
  await pause(SETTLED)
  const resting = process.cpuUsage()
  await pause(REST * 1000)
  const used = process.cpuUsage(resting)
  took.length = 0
  const working = process.cpuUsage()
  for (let n = 0; n < RATE * SECONDS; n++) {
    void execute(runtime, note, { jurisdiction: PLACES[n % PLACES.length]!, n }, { who: system('bench') }).then(() =>
      began.set(n, performance.now()),
    )
    began.set(n, performance.now())
    await pause(1000 / RATE)
  }
  for (let i = 0; i < 200 && took.length < RATE * SECONDS; i++) await pause(100)
  const worked = process.cpuUsage(working)
  await running.stop()
  await world.close()
  const sorted = took.sort((a, b) => a - b)
  return {
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    atRest: (used.user + used.system) / 1000 / REST,
    busy: (worked.user + worked.system) / 1000 / (RATE * SECONDS),
  }
}

export async function benchDispatch(print: (line: string) => void): Promise<void> {
  const ours = await measure(byDispatcher)
  const loops = await measure(byLoops)
  const per = (a: number, b: number) => (a / b).toFixed(2)
  print(
    `dispatch: an act to the last of the three that read all, of ${CONSUMERS} consumers, ${PLACES.length} places, ${RATE} acts/s: p50 ${ours.p50.toFixed(0)} ms, p99 ${ours.p99.toFixed(0)} ms; ratio ${per(ours.p99, loops.p99)} of a loop each (p99 ${loops.p99.toFixed(0)} ms), CPU an act ${per(ours.busy, loops.busy)}`,
  )
  print(
    `at rest: ${(ours.atRest / 10).toFixed(2)} % of a core for ${CONSUMERS} consumers; ratio ${per(ours.atRest, loops.atRest)} of a loop each (${(loops.atRest / 10).toFixed(2)} %); ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
  )
}
