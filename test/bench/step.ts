// One procedure step (lock, check, state, tasks, timer, act) through operation() and the engine, against the same rows written
// by hand: (a) statement by statement as a careful programmer would, (b) as one CTE statement, the fewest round trips there are.
//
// Where the rest goes, measured as CPU of both processes: the operation makes four journeys (begin, lock · state, timer, number · act,
// private values, arrival · commit) where (a) makes eight, and writes one row more, the arrival that the reading order is given by. What
// is left is the program's: validation, policy, the chart's condition, commitments (SHA-256 and SM3 of each private field), JSON, some
// 0.1 ms a step. Against (b) the difference is journeys and statements, one table each, so that a distributed database can carry them.
import postgres from 'postgres'
import { z } from 'zod'
import { testWorld } from '../../kernel/platform/harness.ts'
import {
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  execute,
  newId,
  operation,
  system,
  text,
} from '../../kernel/platform/index.ts'
import procedure, { compileBpmn, fireStep, startProcedure, storeChart } from '../../kernel/procedure/index.ts'
import { LOOP } from './loop.ts'

const J = '350200'
const acts = defineActs('bench', {
  'bench.stepped': {
    title: text('走一步', 'Stepped'),
    published: true,
    public: z.object({ element: z.string() }),
    private: z.object({ why: z.string() }),
  },
})
const stepContract = defineContract({
  id: 'bench.step',
  kind: 'write',
  title: text('走一步', 'Step'),
  input: z.object({ caseId: z.uuid(), element: z.string() }),
  output: z.object({}),
})
const room = defineRoom({
  name: 'bench',
  title: text('测', 'Bench'),
  operations: [
    operation(stepContract, {
      allow: anyone,
      async run({ tx, input, clock, timer }) {
        await fireStep(tx, {
          jurisdiction: J,
          caseId: input.caseId,
          element: input.element,
          variables: { again: true },
          clock,
        })
        await timer.set({ kind: 'bench', jurisdiction: J, subjectId: input.caseId, due: clock.now() })
        return {
          act: acts['bench.stepped']({
            jurisdiction: J,
            subject: { kind: 'case', id: input.caseId },
            public: { element: input.element },
            private: { why: '理由' },
          }),
          output: {},
        }
      },
    }),
  ],
})

const SECONDS = 2.5
const CLIENTS = 6

async function rate(one: (client: number) => Promise<void>, seconds = SECONDS): Promise<number> {
  let n = 0
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, i) => {
      while (performance.now() < until) {
        await one(i)
        n++
      }
    }),
  )
  return n / ((performance.now() - began) / 1000)
}

export async function benchStep(print: (line: string) => void): Promise<void> {
  const world = await testWorld([procedure, room])
  // As many hands for the hand-written statements as for the operation.
  const sql = postgres(world.database.url, {
    max: CLIENTS,
    onnotice: () => {},
    connection: { role: 'gnomon_app' } as never,
  })
  const made = await compileBpmn(LOOP)
  const cases = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const caseId = newId()
      await world.db.transaction().execute(async (tx) => {
        await storeChart(tx, LOOP, made)
        await startProcedure(tx, { jurisdiction: J, caseId, digest: made.digest, variables: {}, clock: world.clock })
      })
      return { caseId, element: 'a' }
    }),
  )
  const flip = (c: (typeof cases)[number]) => {
    const element = c.element
    c.element = element === 'a' ? 'b' : 'a'
    return element
  }
  const ours = async (i: number) =>
    void (await execute(
      world,
      stepContract,
      { caseId: cases[i]!.caseId, element: flip(cases[i]!) },
      { who: system('bench') },
    ))
  const markings = [
    made.net.places.map((p) => (p === 'at:a' ? 1 : 0)),
    made.net.places.map((p) => (p === 'at:b' ? 1 : 0)),
  ]
  const rows = (i: number) => {
    const element = flip(cases[i]!)
    return {
      caseId: cases[i]!.caseId,
      element,
      marking: markings[element === 'a' ? 1 : 0]!,
      act: newId(),
      timer: newId(),
      salt: Buffer.alloc(32, 7),
    }
  }
  const actor = { kind: 'system', name: 'bench' }
  const commitment = { why: { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) } }
  const byStatement = (i: number) =>
    sql.begin(async (t) => {
      const r = rows(i)
      await t`select digest, marking, version from procedure.instance where jurisdiction = ${J} and case_id = ${r.caseId} for update`
      await t`update procedure.instance set marking = ${r.marking}::int[], version = version + 1 where jurisdiction = ${J} and case_id = ${r.caseId}`
      await t`insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload) values (${J}, ${r.timer}, 'bench', ${r.caseId}, now(), '{}')`
      const [head] =
        await t`insert into platform.stream as s (jurisdiction, subject_id, last) values (${J}, ${r.caseId}, 1) on conflict (jurisdiction, subject_id) do update set last = s.last + 1 returning last`
      await t`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
        values (${J}, ${r.act}, 'case', ${r.caseId}, ${head!.last}, 'bench.stepped', now(), ${sql.json(actor)}, ${sql.json({ element: r.element })}, ${sql.json(commitment)}, '[]', true)`
      await t`insert into platform.act_private (jurisdiction, act_id, field, salt, value) values (${J}, ${r.act}, 'why', ${r.salt}, '"理由"')`
    }) as unknown as Promise<void>
  const byOneStatement = async (i: number) => {
    const r = rows(i)
    await sql`with locked as (select 1 from procedure.instance where jurisdiction = ${J} and case_id = ${r.caseId} for update),
      state as (update procedure.instance set marking = ${r.marking}::int[], version = version + 1 where jurisdiction = ${J} and case_id = ${r.caseId} and exists (select from locked) returning 1),
      timed as (insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload) values (${J}, ${r.timer}, 'bench', ${r.caseId}, now(), '{}') returning 1),
      head as (insert into platform.stream as s (jurisdiction, subject_id, last) values (${J}, ${r.caseId}, 1) on conflict (jurisdiction, subject_id) do update set last = s.last + 1 returning last),
      act as (insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
        select ${J}, ${r.act}::uuid, 'case', ${r.caseId}::uuid, head.last, 'bench.stepped', now(), ${sql.json(actor)}, ${sql.json({ element: r.element })}, ${sql.json(commitment)}, '[]'::jsonb, true from head returning 1)
      insert into platform.act_private (jurisdiction, act_id, field, salt, value) values (${J}, ${r.act}::uuid, 'why', ${r.salt}, '"理由"')`
  }
  for (const warm of [ours, byStatement, byOneStatement]) await rate(warm, 0.5)
  // In turn, twice, so that a machine that drifts drifts for all.
  const sums = [0, 0, 0]
  for (let round = 0; round < 2; round++)
    for (const [k, one] of [ours, byStatement, byOneStatement].entries()) sums[k]! += await rate(one)
  const [o, a, b] = sums.map((s) => s / 2) as [number, number, number]
  print(
    `step: ${o.toFixed(0)}/s; ratio ${(o / a).toFixed(2)} against ${a.toFixed(0)}/s statement by statement by hand; ratio ${(o / b).toFixed(2)} against ${b.toFixed(0)}/s as one hand-written statement`,
  )
  await sql.end()
  await world.close()
}
