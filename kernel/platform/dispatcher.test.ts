// One dispatcher for all consumers: woken it hands over at once, at rest it asks one question, and nobody waits for somebody's failure.
import type { KyselyPlugin } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Act, defineActs } from './acts.ts'
import { type Consumer, consumer } from './consumer.ts'
import { defineContract } from './contract.ts'
import { type Dispatcher, type DispatcherOptions, startDispatcher } from './dispatcher.ts'
import { execute, type Runtime } from './execute.ts'
import { testWorld, type World } from './harness.ts'
import { newId } from './ids.ts'
import { anonymous, connect, sql } from './index.ts'
import { operation } from './operation.ts'
import { anyone } from './policy.ts'
import { defineRoom } from './room.ts'
import { text } from './text.ts'

const HERE = '350200'
const THERE = '350203'
const elsewhere = defineContract({
  id: 'dispatch-trial.elsewhere',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({}),
  output: z.object({}),
})
const acts = defineActs('dispatch-trial', {
  'dispatch-trial.elsewhere': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({}),
    private: z.object({}),
  },
  'dispatch-trial.noted': { title: text('记', 'Noted'), published: true, public: z.object({}), private: z.object({}) },
})
const note = defineContract({
  id: 'dispatch-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ place: z.string(), later: z.date().optional() }),
  output: z.object({}),
})
const room = defineRoom({
  name: 'dispatch-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(elsewhere, {
      allow: anyone,
      run: async () => ({
        act: acts['dispatch-trial.elsewhere']({
          jurisdiction: HERE,
          subject: { kind: 'case', id: newId() },
          public: {},
        }),
        output: {},
      }),
    }),
    operation(note, {
      allow: anyone,
      async run({ input, timer }) {
        const id = newId()
        if (input.later)
          await timer.set({ kind: 'dispatch-trial.ring', jurisdiction: input.place, subjectId: id, due: input.later })
        return {
          act: acts['dispatch-trial.noted']({ jurisdiction: input.place, subject: { kind: 'case', id }, public: {} }),
          output: {},
        }
      },
    }),
  ],
})
let world: World
let dispatcher: Dispatcher | undefined
beforeAll(async () => {
  world = await testWorld([room])
  for (const place of [HERE, THERE]) await world.run(note, { place })
})
afterEach(() => dispatcher?.stop())
afterAll(() => world.close())

/** An hour, so that nothing but a wake can be what brought it. */
const NEVER = 3_600_000
const failures: [string, string][] = []
function start(consumers: Consumer[], more: Partial<DispatcherOptions> = {}, runtime: Runtime = world): Runtime {
  failures.length = 0
  dispatcher = startDispatcher(runtime, {
    consumers,
    timers: new Map([['dispatch-trial.ring', () => ({ contract: note, input: { place: HERE } })]]),
    failed: (lane, place) => failures.push([lane, place]),
    ...more,
  })
  return { ...runtime, committed: dispatcher.wake }
}
/** A consumer, and the promise of its having read an act in a place. */
function watcher(name: string, run: (place: string) => Promise<void> = async () => {}) {
  const waiting: [string, number, () => void][] = []
  const seen = new Map<string, number>()
  return {
    consumer: consumer(`dispatch-trial.${name}`, {
      types: 'all',
      complete: true,
      async run({ jurisdiction, acts: batch }) {
        await run(jurisdiction)
        seen.set(jurisdiction, (seen.get(jurisdiction) ?? 0) + batch.length)
        for (const [place, n, done] of waiting) if (place === jurisdiction && seen.get(place)! >= n) done()
      },
    }),
    reads: (place: string, n: number) =>
      new Promise<void>((resolve) => ((seen.get(place) ?? 0) >= n ? resolve() : waiting.push([place, n, resolve]))),
  }
}
const acted = async (runtime: Runtime, place: string) => execute(runtime, note, { place }, { who: anonymous })
const count = async (place: string) =>
  (
    await sql<{ n: number }>`select count(*)::int as n from platform.act where jurisdiction = ${place}`.execute(
      world.db,
    )
  ).rows[0]!.n

describe('the dispatcher', () => {
  test('hands over what this process commits without waiting for its next look', async () => {
    const a = watcher('woken')
    const b = watcher('woken-too')
    const runtime = start([a.consumer, b.consumer], { interval: NEVER })
    const n = await count(HERE)
    await Promise.all([a.reads(HERE, n), b.reads(HERE, n)])
    await acted(runtime, HERE)
    await Promise.all([a.reads(HERE, n + 1), b.reads(HERE, n + 1)])
  })

  test('finds what other processes committed at its next look', async () => {
    const a = watcher('looks')
    start([a.consumer], { interval: 5 })
    const n = await count(THERE)
    await a.reads(THERE, n)
    await acted(world, THERE)
    await a.reads(THERE, n + 1)
  })

  test('at rest asks the database one question a look, with twenty consumers as with one', async () => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        statements++
        return result
      },
    }
    const db = world.db.withPlugin(counting)
    const many = Array.from({ length: 20 }, (_, i) => watcher(`idle-${i}`))
    let looks = 0
    let rested: () => void = () => {}
    const rest = new Promise<void>((resolve) => (rested = resolve))
    let from = -1
    start(
      many.map((m) => m.consumer),
      {
        interval: 5,
        async before() {
          if (from >= 0 && ++looks === 25) rested()
        },
      },
      { ...world, db, pool: () => db },
    )
    const [here, there] = [await count(HERE), await count(THERE)]
    await Promise.all(many.flatMap((m) => [m.reads(HERE, here), m.reads(THERE, there)]))
    // The last of them commits behind its reading; then the counting begins.
    while (
      (
        await sql`select 1 from platform.cursor c join platform.sequence q using (jurisdiction) where position < last and consumer like '%idle-%'`.execute(
          world.db,
        )
      ).rows.length > 0
    );
    await new Promise((resolve) => setImmediate(resolve))
    from = statements = 0
    await rest
    expect(statements).toBeLessThanOrEqual(looks + 1)
  })

  test('an act costs nothing to consumers whom it does not concern, and they miss none that does', async () => {
    const heard: string[] = []
    const wide = connect(world.database.url, { role: 'gnomon_app', max: 6, heard: (s) => heard.push(s) })
    try {
      const mine = watcher('mine')
      const others = Array.from({ length: 20 }, (_, i) => watcher(`other-${i}`))
      // Each has taken up its place in both places: of that moment on the dispatcher knows where it stands.
      let rest = 42
      let told: () => void = () => {}
      const settled = new Promise<void>((resolve) => (told = resolve))
      const runtime = start(
        [mine.consumer, ...others.map((o) => ({ ...o.consumer, types: ['dispatch-trial.elsewhere'] }))],
        { interval: NEVER, worked: () => void (--rest === 0 && told()) },
        { ...world, db: wide.db, pool: () => wide.db },
      )
      let n = await count(HERE)
      await mine.reads(HERE, n)
      await settled
      heard.length = 0
      await acted(runtime, HERE)
      await mine.reads(HERE, ++n)
      expect(heard.filter((s) => s.includes('platform.cursor')).length).toBeLessThanOrEqual(2)
      await execute(runtime, elsewhere, {}, { who: anonymous })
      await Promise.all([mine.reads(HERE, n + 1), ...others.map((o) => o.reads(HERE, 1))])
    } finally {
      await dispatcher!.stop()
      await wide.close()
    }
  })

  test('a place that fails keeps neither other places waiting nor other consumers', async () => {
    const bad = watcher('bad', async (place) => {
      if (place === HERE) throw new Error('not here')
    })
    const good = watcher('good')
    const runtime = start([bad.consumer, good.consumer], { interval: 5 })
    const [here, there] = [await count(HERE), await count(THERE)]
    await acted(runtime, HERE)
    await acted(runtime, THERE)
    await Promise.all([good.reads(HERE, here + 1), good.reads(THERE, there + 1), bad.reads(THERE, there + 1)])
    expect(failures[0]).toEqual(['dispatch-trial.bad', HERE])
  })

  test('a consumer that takes long keeps no other waiting', async () => {
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const slow = watcher('slow', () => held)
    const quick = watcher('quick')
    const runtime = start([slow.consumer, quick.consumer], { interval: NEVER, width: 2 })
    const n = await count(HERE)
    await acted(runtime, HERE)
    await quick.reads(HERE, n + 1)
    release()
    await slow.reads(HERE, n + 1)
  })

  test('two of them share the work: each act is read once', async () => {
    const read: Act[] = []
    const shared = consumer('dispatch-trial.shared', {
      types: 'all',
      run: async ({ acts: batch, tx }) => {
        await sql`select 1`.execute(tx)
        read.push(...batch)
      },
    })
    const last = watcher('last')
    const first = start([shared], { interval: 5 })
    const other = startDispatcher(world, {
      consumers: [shared, last.consumer],
      timers: new Map(),
      interval: 5,
      failed: () => {},
    })
    const n = await count(HERE)
    for (let i = 0; i < 30; i++) await acted(first, HERE)
    await last.reads(HERE, n + 30)
    await other.stop()
    await dispatcher!.stop()
    await world.settle()
    expect(new Set(read.map((a) => a.id)).size).toBe(read.length)
  })

  test('rings what is due, once the clock has passed it', async () => {
    const a = watcher('rung')
    const runtime = start([a.consumer], { interval: 5 })
    const n = await count(HERE)
    await execute(
      runtime,
      note,
      { place: THERE, later: new Date(world.clock.now().getTime() + 60_000) },
      { who: anonymous },
    )
    world.clock.advance(61_000)
    await a.reads(HERE, n + 1)
  })
})
