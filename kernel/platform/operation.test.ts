import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actsOf, insertAct, privateOf } from './act.store.ts'
import { anonymous, system } from './actor.ts'
import { defineActs } from './acts.ts'
import { commit } from './commitment.ts'
import { defineContract } from './contract.ts'
import { execute } from './execute.ts'
import { citizen, officer, testWorld, type World } from './harness.ts'
import { newId } from './ids.ts'
import { operation, query } from './operation.ts'
import { anyone, holdsPost } from './policy.ts'
import { Problem } from './problem.ts'
import { defineRoom } from './room.ts'
import { text } from './text.ts'

const acts = defineActs('trial', {
  'trial.noted': {
    title: text('记了一笔', 'Noted'),
    published: true,
    public: z.object({ what: z.string() }),
    private: z.object({ who: z.string().optional() }),
  },
})
const note = defineContract({
  id: 'trial.note',
  kind: 'write',
  title: text('记一笔', 'Note'),
  input: z.object({
    subject: z.uuid(),
    what: z.string().min(2),
    who: z.string().optional(),
    fail: z.boolean().default(false),
  }),
  output: z.object({ what: z.string() }),
  errors: { FULL: { status: 409, ...text('记满了。', 'It is full.') } },
})
const read = defineContract({
  id: 'trial.read',
  kind: 'read',
  title: text('看', 'Read'),
  input: z.object({}),
  output: z.object({ n: z.number() }),
})
const due = new Date('2026-03-03T00:00:00Z')

const room = defineRoom({
  name: 'trial',
  title: text('试验', 'Trial'),
  operations: [
    operation(note, {
      allow: (ctx) => ctx.actor.kind === 'system' || holdsPost('clerk')(ctx),
      async run({ input, problem, timer }) {
        if (input.what === 'full') throw problem('FULL')
        if (input.what === 'later')
          await timer.set({ kind: 'trial.later', jurisdiction: '350200', subjectId: input.subject, due })
        const act = acts['trial.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: input.subject },
          public: { what: input.what },
          private: { who: input.who },
        })
        if (input.fail) throw new Error('failed after the act was made')
        return { act, output: { what: input.what } }
      },
    }),
    query(read, {
      allow: anyone,
      run: async ({ tx }) => ({
        n: Number((await tx.selectFrom('platform.act').select(tx.fn.countAll().as('n')).executeTakeFirst())!.n),
      }),
    }),
  ],
  timers: { 'trial.later': (timer) => ({ contract: note, input: { subject: timer.subjectId, what: 'rang' } }) },
})

let world: World
const clerk = officer('clerk')
beforeAll(async () => {
  world = await testWorld([room])
})
afterAll(() => world.close())

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : String(e)),
  )

describe('operation', () => {
  test.each([
    ['allowed', clerk, { what: 'hello' }, 'OK'],
    ['without the post', officer('approver'), { what: 'hello' }, 'FORBIDDEN'],
    ['a citizen', citizen(), { what: 'hello' }, 'FORBIDDEN'],
    ['nobody', anonymous, { what: 'hello' }, 'LOGIN_REQUIRED'],
    ['invalid input', clerk, { what: 'x' }, 'INVALID'],
    ['a zero character, which no database takes', clerk, { what: 'x\0y' }, 'INVALID'],
    ['a declared error', clerk, { what: 'full' }, 'FULL'],
  ])('%s', async (_, as, more, expected) => {
    const subject = newId()
    expect(await refusal(world.run(note, { subject, ...more }, as))).toBe(expected)
    const written = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
    expect(written.map((a) => a.type)).toEqual(expected === 'OK' ? ['trial.noted'] : [])
  })

  test('names the field and how to mend it in both languages', async () => {
    const error = await world.run(note, { subject: newId(), what: 'x' }, clerk).catch((e) => e)
    expect(Object.keys(error.fields)).toEqual(['what'])
    expect(error.fields.what.zh).toMatch(/[一-鿿]/)
    expect(error.fields.what.en).toMatch(/[a-z]/)
  })

  test('a failure after the act leaves neither act nor number behind', async () => {
    const subject = newId()
    await expect(world.run(note, { subject, what: 'one', fail: true }, clerk)).rejects.toThrow('failed after')
    await world.run(note, { subject, what: 'two' }, clerk)
    const written = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
    expect(written.map((a) => [a.number, a.public.what])).toEqual([[1, 'two']])
  })

  test('numbers are gap-free under concurrent writers of one case', async () => {
    const subject = newId()
    await Promise.all(Array.from({ length: 24 }, (_, i) => world.run(note, { subject, what: `n${i}` }, clerk)))
    const written = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
    expect(written.map((a) => a.number)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
  })

  test('the same command twice is carried out once and answers the same', async () => {
    const subject = newId()
    const commandId = newId()
    const once = () => execute(world, note, { subject, what: 'once' }, { who: clerk, commandId })
    expect(await Promise.all([once(), once()])).toEqual([{ what: 'once' }, { what: 'once' }])
    expect(await once()).toEqual({ what: 'once' })
    expect((await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))).length).toBe(1)
    expect(await refusal(execute(world, note, { subject, what: 'once' }, { who: officer('clerk'), commandId }))).toBe(
      'CONFLICT',
    )
  })

  test('private values stand only behind commitments that their salt opens', async () => {
    const subject = newId()
    await world.run(note, { subject, what: 'secret', who: '张三' }, clerk)
    await world.db.transaction().execute(async (tx) => {
      const [act] = await actsOf(tx, '350200', subject)
      expect(JSON.stringify(act)).not.toContain('张三')
      const { who } = (await privateOf(tx, '350200', [act!.id])).get(act!.id)!
      expect(commit(who!.salt, who!.value)).toEqual(act!.commitments.who)
    })
  })

  test('the application role can neither change nor delete an act', async () => {
    for (const statement of [`update platform.act set type = 'x'`, 'delete from platform.act', 'truncate platform.act'])
      await expect(world.database.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('a timer runs once, at the instant it was due, when the clock passes it', async () => {
    const subject = newId()
    await world.run(note, { subject, what: 'later' }, clerk)
    await world.settle()
    const list = () => world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
    expect((await list()).length).toBe(1)
    world.clock.set('2026-03-09T00:00:00Z')
    await world.settle()
    await world.settle()
    expect((await list()).map((a) => [a.public.what, a.happenedAt.toISOString()])[1]).toEqual([
      'rang',
      due.toISOString(),
    ])
    expect((await list()).length).toBe(2)
  })

  test('a read cannot write', async () => {
    expect((await world.run(read, {})).n).toBeGreaterThan(0)
    await expect(
      world.db.transaction().execute(async (tx) => {
        await world.database.sql`select 1`
        await tx.executeQuery({
          sql: 'set transaction read only',
          parameters: [],
          query: {} as never,
          queryId: {} as never,
        })
        await insertAct(
          tx,
          acts['trial.noted']({
            jurisdiction: '350200',
            subject: { kind: 'case', id: newId() },
            public: { what: 'x' },
          }),
          system('x'),
          new Date(),
        )
      }),
    ).rejects.toMatchObject({ code: '25006' })
  })
})
