// Supervision while the city works: from the commit of an act to the light that it raises, with every rule of the city on; and a
// thousand readers of the live wall, from the change to the last of them. Baseline of the first: a consumer that only reads.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import '../../apps/rooms.ts'
import { defineCaseKind, insertCase, nextNumber } from '../../kernel/cases/index.ts'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import {
  anyone,
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
  type TimerHandler,
  text,
  type Written,
} from '../../kernel/platform/index.ts'
import watch from '../../kernel/watch/index.ts'
import { shippedRules } from '../../kernel/watch/rule.store.ts'
import supervision from '../../rooms/supervision/index.ts'
import { testCity } from '../city.ts'
import { ask, end, logIn, quantile, start } from './users.ts'

const PLACES = ['350200', '350203', '350205', '350206', '350211', '350212', '350213']
const CASES = 700
/** One act of so many raises a light. */
const HOT = 20
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

const acts = defineActs('lights-bench', {
  'lights-bench.done': {
    title: text('办', 'Done'),
    published: true,
    public: z.object({ number: z.string().optional(), hot: z.boolean() }),
    private: z.object({}),
  },
})
const kind = defineCaseKind<{ n: number }>({
  kind: 'lights-bench',
  title: text('测', 'Bench'),
  acts: ['lights-bench.done'],
  steps: {},
  needs: [],
  fold: (list) => ({ n: list.length }),
  status: () => ({ code: 'open', text: text('在办', 'open'), closed: false }),
  duties: () => [],
})
const open = defineContract({
  id: 'lights-bench.open',
  kind: 'write',
  title: text('开', 'Open'),
  input: z.object({ jurisdiction: z.string() }),
  output: z.object({ caseId: z.string() }),
})
const done = defineContract({
  id: 'lights-bench.done',
  kind: 'write',
  title: text('办', 'Done'),
  input: z.object({ jurisdiction: z.string(), caseId: z.uuid(), hot: z.boolean() }),
  output: z.object({}),
})
const room = defineRoom({
  name: 'lights-bench',
  title: text('测', 'Bench'),
  cases: [kind],
  watch: [
    {
      id: 'lights-bench-hot',
      on: { act: 'lights-bench.done' },
      when: 'hot = true',
      light: 'yellow',
      says: text('测', 'bench'),
      basis: [],
      from: '2010-01-01',
    },
  ],
  operations: [
    operation(open, {
      allow: anyone,
      async run({ tx, clock, input: { jurisdiction } }) {
        const id = newId(clock.now().getTime(), jurisdiction)
        const number = await nextNumber(tx, jurisdiction, 2026)
        await insertCase(tx, {
          jurisdiction,
          id,
          number,
          kind: kind.kind,
          unit: `${jurisdiction}-bench`,
          form: {},
          submittedAt: clock.now(),
        })
        const subject = { kind: 'case' as const, id }
        const act = acts['lights-bench.done']({ jurisdiction, subject, public: { number, hot: false } })
        return { act, output: { caseId: id } }
      },
    }),
    operation(done, {
      allow: anyone,
      run: async ({ input: { jurisdiction, caseId, hot } }) => ({
        act: acts['lights-bench.done']({ jurisdiction, subject: { kind: 'case', id: caseId }, public: { hot } }),
        output: {},
      }),
    }),
  ],
})

async function actToLight(print: (line: string) => void, rate: number, seconds: number): Promise<void> {
  const city = await testCity({ more: [watch, supervision, room] })
  city.clock.set(new Date())
  const begun = new Map<string, number>()
  const [lit, read]: [number[], number[]] = [[], []]
  const committed = new Set<(acts: Written[]) => void>()
  const runtime: Runtime = {
    ...city,
    clock: { now: () => new Date() },
    committed(list) {
      const at = performance.now()
      for (const a of list)
        if (a.type === 'lights-bench.done') begun.set(a.id, at)
        else if (a.type === 'light.raised' && a.public.rule === 'lights-bench-hot') {
          const from = begun.get(a.public.acts[0])
          if (from !== undefined) lit.push(at - from)
        }
      for (const heard of committed) heard(list)
    },
  }
  const dispatcher = startDispatcher(runtime, {
    consumers: [
      ...supervision.consumers,
      consumer('lights-bench.reader', {
        types: ['lights-bench.done'],
        async run({ acts: list }) {
          const at = performance.now()
          for (const a of list) if (begun.has(a.id)) read.push(at - begun.get(a.id)!)
        },
      }),
    ],
    timers: new Map<string, TimerHandler>(Object.entries(supervision.timers)),
    interval: 250,
    failed: (_, __, e) => console.error(e),
  })
  committed.add(dispatcher.wake)
  const cases: { jurisdiction: string; caseId: string }[] = []
  for (let i = 0; i < CASES; i++) {
    const jurisdiction = PLACES[i % PLACES.length]!
    cases.push({ jurisdiction, ...(await execute(runtime, open, { jurisdiction }, { who: system('bench') })) })
  }
  await pause(2000)
  lit.length = read.length = 0
  const [total, began] = [rate * seconds, performance.now()]
  let hot = 0
  const running = new Set<Promise<unknown>>()
  for (let n = 0; n < total; n++) {
    const is = n % HOT === 0
    if (is) hot++
    const one = execute(runtime, done, { ...cases[n % cases.length]!, hot: is }, { who: system('bench') }).finally(() =>
      running.delete(one),
    )
    running.add(one)
    const ahead = began + ((n + 1) * 1000) / rate - performance.now()
    if (ahead > 1) await pause(ahead)
    if (running.size > 64) await Promise.race(running)
  }
  await Promise.all(running)
  const took = (performance.now() - began) / 1000
  for (let i = 0; i < 600 && lit.length < hot; i++) await pause(100)
  await dispatcher.stop()
  await city.close()
  const say = (list: number[]) => {
    list.sort((a, b) => a - b)
    return `p50 ${quantile(list, 0.5).toFixed(0)} ms, p99 ${quantile(list, 0.99).toFixed(0)} ms`
  }
  const ofRules = shippedRules().length
  print(
    `lights: act to light, ${(total / took).toFixed(0)} acts/s over ${seconds} s, ${ofRules} rules: ${say(lit)} (${lit.length} of ${hot}); a consumer that only reads: ${say(read)}; ratio of p99 ${(quantile(lit, 0.99) / quantile(read, 0.99)).toFixed(2)}`,
  )
}

async function wallViewers(print: (line: string) => void, viewers: number, changes: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-wall-'))
  const founded = await start(data, /are all there/)
  await pause(8000)
  await end(founded.child)
  const { owner: ownerUrl, embedded } = await openDatabase(data, {})
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const { child, url } = await start(data, /http/, ['--only', 'server'])
  try {
    const cookie = await logIn(url, 'chief')
    const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
    const heard: number[] = []
    const streams: ClientRequest[] = []
    await Promise.all(
      Array.from(
        { length: viewers },
        (_, i) =>
          new Promise<void>((connected, failed) => {
            const sent = request(`${url}/desk/supervision-live`, { agent, headers: { cookie } }, (answer) => {
              if (answer.statusCode !== 200) failed(new Error(`stream ${answer.statusCode}`))
              answer.on('data', (part: Buffer) => {
                if (part.includes('event: wall')) heard[i] = performance.now()
              })
              answer.on('error', () => {})
              connected()
            })
            sent.on('error', failed)
            sent.end()
            streams.push(sent)
          }),
      ),
    )
    const page = await ask(`${url}/desk/supervision`, cookie)
    const csrf =
      /name="csrf" value="([^"]+)"/.exec((await ask(`${url}/desk/supervision-rules`, cookie)).text)?.[1] ?? ''
    const wall = JSON.parse(
      (await ask(`${url}/api/supervision/wall?${new URLSearchParams({ input: '{"show":"lights"}' })}`, cookie)).text,
    )
    const ids: string[] = wall.rows.map((r: { caseId: string }) => r.caseId)
    if (page.status !== 200 || ids.length === 0) throw new Error('the wall shows nothing')
    const took: number[] = []
    const missing: number[] = []
    for (let n = 0; n < changes; n++) {
      heard.fill(0)
      // A light turns from red to yellow or back, so that the picture is another; the reminder is the act that tells of it.
      await owner`update supervision.light set light = case light when 'red' then 'yellow' else 'red' end
        where id = (select id from supervision.light where cleared_at is null order by id limit 1)`
      const answer = await fetch(`${url}/api/supervision/send-reminder`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': csrf },
        body: JSON.stringify({ caseId: ids[n % ids.length], said: `请尽快办理（${n}）。` }),
      })
      if (!answer.ok) throw new Error(`reminder ${answer.status}: ${await answer.text()}`)
      const committed = performance.now()
      for (let i = 0; i < 50 && heard.filter((t) => t > 0).length < viewers; i++) await pause(50)
      for (const t of heard) if (t > 0) took.push(Math.max(0, t - committed))
      missing.push(viewers - heard.filter((t) => t > 0).length)
    }
    for (const s of streams) s.destroy()
    agent.destroy()
    took.sort((a, b) => a - b)
    print(
      `live wall: ${viewers} viewers, ${changes} changes: p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms, last ${took.at(-1)?.toFixed(0)} ms after the answer; not told ${missing.reduce((a, b) => a + b, 0)} of ${viewers * changes}`,
    )
  } finally {
    await end(child)
    await owner.end()
    await embedded?.release()
    rmSync(data, { recursive: true, force: true })
  }
}

/** `npm run bench lights [ACTS A SECOND] [VIEWERS]`. */
export async function benchLights(print: (line: string) => void): Promise<void> {
  await actToLight(print, Number(process.argv[3] ?? 500), 10)
  await wallViewers(print, Number(process.argv[4] ?? 1000), 20)
}
