// Places on databases of their own: steps a second and CPU a step of two places in two databases against both in one, and how long an
// act of a place takes to stand at the centre while it does 500 a second. One server carries all: where it has no cores to spare, read
// the CPU of a step, not the rate.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../../kernel/platform/harness.ts'
import {
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  execute,
  newId,
  operation,
  sql,
  system,
  text,
} from '../../kernel/platform/index.ts'
import procedure, { compileBpmn, fireStep, startProcedure, storeChart } from '../../kernel/procedure/index.ts'
import { type ApartWorld, apartWorld } from '../apart.ts'
import { LOOP } from './loop.ts'

const PLACES = ['350203', '350206']
const CLIENTS = 3
const SECONDS = 3
const ROUNDS = 3
const RATE = 500

const acts = defineActs('places-bench', {
  'places-bench.stepped': {
    title: text('走一步', 'Stepped'),
    published: true,
    public: z.object({ element: z.string() }),
    private: z.object({ why: z.string() }),
  },
})
const step = defineContract({
  id: 'places-bench.step',
  kind: 'write',
  title: text('走一步', 'Step'),
  input: z.object({ jurisdiction: z.string(), caseId: z.uuid(), element: z.string() }),
  output: z.object({}),
})
const room = defineRoom({
  name: 'places-bench',
  title: text('测', 'Bench'),
  operations: [
    operation(step, {
      allow: anyone,
      async run({ tx, input: { jurisdiction, caseId, element }, clock, timer }) {
        await fireStep(tx, { jurisdiction, caseId, element, variables: { again: true }, clock })
        await timer.set({ kind: 'places-bench', jurisdiction, subjectId: caseId, due: clock.now() })
        return {
          act: acts['places-bench.stepped']({
            jurisdiction,
            subject: { kind: 'case', id: caseId },
            public: { element },
            private: { why: '理由' },
          }),
          output: {},
        }
      },
    }),
  ],
})

/** Seconds of CPU of this process and of every PostgreSQL process of this user’s. */
function cpu(): number {
  const own = process.cpuUsage()
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((p) => /^\d+$/.test(p)))
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [, name, rest] = /\((.*)\) (.*)$/.exec(stat)!
      if (name === 'postgres') ticks += Number(rest!.split(' ')[11]) + Number(rest!.split(' ')[12])
    } catch {
      // It has ended.
    }
  return (own.user + own.system) / 1e6 + ticks / 100
}

type Case = { jurisdiction: string; caseId: string; element: string }

async function begin(world: ApartWorld): Promise<Case[]> {
  const made = await compileBpmn(LOOP)
  await world.db.transaction().execute((tx) => storeChart(tx, LOOP, made))
  await world.settle()
  return Promise.all(
    PLACES.flatMap((jurisdiction) => Array.from({ length: CLIENTS }, () => jurisdiction)).map(async (jurisdiction) => {
      const caseId = newId(Date.now(), jurisdiction)
      await world
        .pool(jurisdiction)
        .transaction()
        .execute((tx) =>
          startProcedure(tx, { jurisdiction, caseId, digest: made.digest, variables: {}, clock: world.clock }),
        )
      return { jurisdiction, caseId, element: 'a' }
    }),
  )
}

async function go(world: ApartWorld, one: Case): Promise<void> {
  await execute(world, step, one, { who: system('bench') })
  one.element = one.element === 'a' ? 'b' : 'a'
}

async function steps(world: ApartWorld, cases: Case[]): Promise<{ rate: number; cpu: number }> {
  const [began, used] = [performance.now(), cpu()]
  let n = 0
  await Promise.all(
    cases.map(async (one) => {
      for (; performance.now() < began + SECONDS * 1000; n++) await go(world, one)
    }),
  )
  return { rate: n / ((performance.now() - began) / 1000), cpu: ((cpu() - used) / n) * 1000 }
}

/** The tests' server commits without waiting; what is sent to the centre is what was flushed, as on a server that keeps its word. */
async function flushed(world: ApartWorld): Promise<void> {
  for (const { owner, db } of [world.database, ...Object.values(world.of)]) {
    const [row] = await owner`select current_database() as name`
    await owner.unsafe(`alter database "${row!.name}" set synchronous_commit = on`)
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${row!.name} and application_name = 'gnomon'`
    for (let i = 0; i < 10; i++) await sql`select 1`.execute(db).catch(() => {})
  }
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!

/** Milliseconds from an act’s commit in its place to its being read at the centre. */
async function arrivals(world: ApartWorld, cases: Case[]): Promise<number[]> {
  const committed = new Map<string, number>()
  world.committed = (written) => {
    for (const act of written) committed.set(act.id, performance.now())
  }
  const total = RATE * 4
  const began = performance.now()
  let [sent, done] = [0, false]
  const writing = Promise.all(
    cases.map(async (one) => {
      while (sent < total) {
        const due = began + (sent++ * 1000) / RATE
        await wait(Math.max(0, due - performance.now()))
        await go(world, one)
      }
    }),
  ).then(() => {
    done = true
  })
  // An act can be seen at the centre before its process has heard that it is committed.
  const arrived = new Map<string, number>()
  while (!(done && [...committed.keys()].every((id) => arrived.has(id)))) {
    const rows = await world.database.owner`select act_id from platform.arrival`
    const now = performance.now()
    for (const { act_id: id } of rows) arrived.set(id, arrived.get(id) ?? now)
    // What was seen is taken away, so that each look is as short as the first.
    await world.database.owner`delete from platform.arrival where act_id = any(${rows.map((r) => r.act_id)}::uuid[])`
    await wait(2)
    if (performance.now() - began > 60_000) throw new Error(`of ${committed.size} acts not all came to the centre`)
  }
  await writing
  return [...committed].map(([id, at]) => Math.max(0, arrived.get(id)! - at)).sort((a, b) => a - b)
}

export async function benchPlaces(print: (line: string) => void): Promise<void> {
  const centres: TestDatabase[] = [await testDatabase(), await testDatabase()]
  const one = await apartWorld(centres[0]!, [procedure, room], { both: PLACES })
  const two = await apartWorld(centres[1]!, [procedure, room], { first: [PLACES[0]!], second: [PLACES[1]!] })
  try {
    for (const world of [one, two]) await flushed(world)
    const sides = [
      { world: one, cases: await begin(one), got: [] as { rate: number; cpu: number }[] },
      { world: two, cases: await begin(two), got: [] as { rate: number; cpu: number }[] },
    ]
    for (const { world, cases } of sides) await steps(world, cases)
    for (let i = 0; i < ROUNDS; i++) for (const side of sides) side.got.push(await steps(side.world, side.cases))
    const [a, b] = sides.map(({ got }) => ({
      rate: median(got.map((g) => g.rate)),
      cpu: median(got.map((g) => g.cpu)),
    }))
    print(
      `places: two in two databases ${b!.rate.toFixed(0)} steps/s, ${b!.cpu.toFixed(2)} ms of CPU each; both in one ${a!.rate.toFixed(0)}, ${a!.cpu.toFixed(2)} ms: ${(b!.rate / a!.rate).toFixed(2)} × the rate, ${(b!.cpu / a!.cpu).toFixed(2)} × the CPU (replication to the centre included on both sides)`,
    )
    const seen = await arrivals(two, sides[1]!.cases)
    const at = (q: number) => seen[Math.min(seen.length - 1, Math.floor(seen.length * q))]!.toFixed(0)
    print(`places: an act at the centre at ${RATE} acts/s: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${seen.length} acts)`)
  } finally {
    await one.close()
    await two.close()
  }
}
