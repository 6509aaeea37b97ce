// A consumer that meets a bad act goes on without it; a timer that cannot be performed is given up. Both show, and are tried again by an act.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actsOf } from './act.store.ts'
import { defineActs } from './acts.ts'
import { consume, consumer } from './consumer.ts'
import { defineContract } from './contract.ts'
import { citizen, officer, testWorld, type World } from './harness.ts'
import { newId } from './ids.ts'
import { operation } from './operation.ts'
import { anyone } from './policy.ts'
import { defineRoom } from './room.ts'
import { retryAct, retryTimer } from './set-aside.contract.ts'
import { setAside } from './set-aside.store.ts'
import { text } from './text.ts'

const acts = defineActs('aside-trial', {
  'aside-trial.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ n: z.number() }),
    private: z.object({}),
  },
})
const note = defineContract({
  id: 'aside-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({
    subject: z.uuid(),
    n: z.number(),
    place: z.string().default('350200'),
    later: z.date().optional(),
  }),
  output: z.object({}),
})
const broken = { consumer: false, timer: false, hour: false }
const seen: number[] = []
const room = defineRoom({
  name: 'aside-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      async run({ input, timer }) {
        if (broken.timer && input.n === 99) throw new Error('the timer’s operation is broken')
        const jurisdiction = input.place
        if (input.later)
          await timer.set({ kind: 'aside-trial.ring', jurisdiction, subjectId: input.subject, due: input.later })
        return {
          act: acts['aside-trial.noted']({
            jurisdiction,
            subject: { kind: 'case', id: input.subject },
            public: { n: input.n },
          }),
          output: {},
        }
      },
    }),
  ],
  consumers: [
    consumer('aside-trial.watch', {
      types: ['aside-trial.noted'],
      async run({ acts: batch, tx, jurisdiction }) {
        for (const a of batch) {
          expect(a.jurisdiction).toBe(jurisdiction)
          if (broken.hour) throw Object.assign(new Error('out of disk'), { code: '53100' })
          if (broken.consumer && a.public.n === 13) throw new Error('cannot read 13')
          await sql`insert into public.taken (n) values (${a.public.n})`.execute(tx)
        }
      },
    }),
  ],
  timers: {
    'aside-trial.ring': (t) => ({ contract: note, input: { subject: t.subjectId, n: 99, place: t.jurisdiction } }),
  },
})

let world: World
const administrator = officer('administrator')
beforeAll(async () => {
  world = await testWorld([room])
  await world.database.owner.unsafe(
    'create table public.taken (n int, at serial); grant all on public.taken, public.taken_at_seq to gnomon_app',
  )
})
afterAll(() => world.close())
beforeEach(async () => {
  Object.assign(broken, { consumer: false, timer: false, hour: false })
  await world.settle()
  await world.database.owner.unsafe('truncate public.taken; truncate platform.set_aside')
  seen.length = 0
})
const write = (n: number, place = '350200') => world.run(note, { subject: newId(), n, place })
const taken = async () => (await world.database.owner`select n from public.taken order by at`).map((r) => r.n as number)
const aside = () => setAside(world.db)
const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'OK',
    (e) => e.code,
  )

describe('an act that a consumer cannot take', () => {
  test('is set aside alone: those before and after it are taken once, in this place and in others', async () => {
    broken.consumer = true
    for (const n of [11, 12, 13, 14, 15]) await write(n)
    await write(21, '350203')
    await world.settle()
    expect((await taken()).sort()).toEqual([11, 12, 14, 15, 21])
    expect((await aside()).acts).toMatchObject([
      { consumer: 'aside-trial.watch', jurisdiction: '350200', error: 'cannot read 13' },
    ])
  })

  test('is tried again by an act of an administrator: refused while it still fails, taken once when it is mended', async () => {
    broken.consumer = true
    await write(13)
    await write(14)
    await world.settle()
    const [one] = (await aside()).acts
    const input = { jurisdiction: one!.jurisdiction, consumer: one!.consumer, actId: one!.actId }
    const again = await world.run(retryAct, input, administrator).catch((e) => e)
    if (!again.detail) throw again
    expect([again.code, again.detail.en]).toEqual(['STILL_FAILS', 'It still fails: cannot read 13'])
    expect((await aside()).acts.length).toBe(1)
    broken.consumer = false
    for (const who of [
      citizen(),
      officer('clerk'),
      officer('administrator', { unitLevel: 'district', jurisdiction: '350203' }),
    ])
      expect(await refusal(world.run(retryAct, input, who))).toBe('FORBIDDEN')
    const both = [1, 2].map(() => refusal(world.run(retryAct, input, administrator)))
    expect((await Promise.all(both)).sort()).toEqual(['NOT_ASIDE', 'OK'])
    expect(await taken()).toEqual([14, 13])
    expect((await aside()).acts).toEqual([])
    const said = await world.db.transaction().execute((tx) => actsOf(tx, '350200', input.actId))
    expect(said.map((a) => [a.type, a.actor.kind])).toEqual([['platform.act-retried', 'post']])
  })

  test('is not blamed for a database that is short of something: it is read again later', async () => {
    broken.hour = true
    await write(31)
    await expect(consume(world, room.consumers[0]!)).rejects.toThrow('out of disk')
    expect((await aside()).acts).toEqual([])
    broken.hour = false
    await world.settle()
    expect(await taken()).toEqual([31])
  })
})

describe('a timer that cannot be performed', () => {
  test('is given up after eight attempts, shows, and rings again as of the instant when it was due', async () => {
    broken.timer = true
    const subject = newId()
    const due = new Date(world.clock.now().getTime() + 60_000)
    await world.run(note, { subject, n: 1, later: due })
    await world.run(note, { subject: newId(), n: 1, place: '350203', later: due })
    world.clock.advance(3_600_000)
    await world.settle()
    const { timers } = await aside()
    expect(timers.map((t) => [t.kind, t.jurisdiction, t.error]).sort()).toEqual([
      ['aside-trial.ring', '350200', 'the timer’s operation is broken'],
      ['aside-trial.ring', '350203', 'the timer’s operation is broken'],
    ])
    broken.timer = false
    await world.settle()
    expect((await aside()).timers.length).toBe(2)
    const mine = timers.find((t) => t.jurisdiction === '350200')!
    const input = { jurisdiction: '350200', id: mine.id }
    expect(await refusal(world.run(retryTimer, input, citizen()))).toBe('FORBIDDEN')
    expect(await refusal(world.run(retryTimer, { ...input, id: newId() }, administrator))).toBe('NOT_ASIDE')
    await world.run(retryTimer, input, administrator)
    await world.settle()
    expect((await aside()).timers.map((t) => t.jurisdiction)).toEqual(['350203'])
    const list = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
    expect(list.map((a) => [a.public.n, a.happenedAt.toISOString()])[1]).toEqual([99, due.toISOString()])
  })
})
