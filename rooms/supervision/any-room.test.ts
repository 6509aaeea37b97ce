import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { count } from '../../kernel/calendar/index.ts'
import * as cases from '../../kernel/cases/contract.ts'
import { defineCaseKind, findCase, insertCase, nextNumber } from '../../kernel/cases/index.ts'
import {
  actsOf,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  system,
  text,
} from '../../kernel/platform/index.ts'
import watch, { compare, recompute } from '../../kernel/watch/index.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'
import supervision from './index.ts'

// A room that nobody here has heard of: its acts, its kind of case, two operations, a rule.
const none = z.object({})
const acts = defineActs('foreign', {
  'foreign.registered': {
    title: text('案源登记', 'Lead'),
    published: true,
    public: z.object({ number: z.string() }),
    private: none,
  },
  'matter.filed': { title: text('立案', 'Filed'), published: true, public: z.object({ fine: z.int() }), private: none },
})
type Facts = { lead: Date; filed?: Date }
const kind = defineCaseKind<Facts>({
  kind: 'foreign',
  title: text('别的办件', 'Foreign case'),
  acts: ['foreign.registered', 'matter.filed'],
  steps: {},
  needs: ['matter.filed'],
  fold: (list) => {
    const filed = list.find((a) => a.type === 'matter.filed')?.happenedAt
    return { lead: list[0]?.happenedAt ?? new Date(0), ...(filed ? { filed } : {}) }
  },
  status: (f) => ({ code: f.filed ? 'filed' : 'lead', text: text('…', '…'), closed: false }),
  duties: (f, _, unit, at) => [
    {
      clock: 'foreign.filing',
      unit,
      count: f.filed ? undefined : count({ limit: { value: 7, unit: 'working-day', basis: [] }, start: f.lead, at }),
    },
  ],
})
const register = defineContract({
  id: 'foreign.register',
  kind: 'write',
  title: text('登记', 'Register'),
  input: z.object({ unit: z.string() }),
  output: z.object({ caseId: z.string(), number: z.string() }),
})
const file = defineContract({
  id: 'foreign.file',
  kind: 'write',
  title: text('立案', 'File'),
  input: z.object({ caseId: z.uuid(), fine: z.int().default(0) }),
  output: none,
})
const foreign = defineRoom({
  name: 'foreign',
  title: text('别的系统', 'Another system'),
  cases: [kind],
  watch: [
    {
      id: 'foreign-over',
      on: { clock: 'foreign.filing' },
      when: 'overdue and remaining < 0',
      light: 'red',
      says: text('超过立案期限', 'past the filing limit'),
      basis: [],
      from: '2010-01-01',
    },
    {
      id: 'foreign-fine',
      on: { act: 'matter.filed' },
      when: 'fine > 1000',
      light: 'yellow',
      says: text('数额大', 'a large sum'),
      basis: [],
      from: '2010-01-01',
    },
    {
      id: 'foreign-split',
      on: { looks: 'window:matter.filed by fine over 30 days count' },
      when: 'size > 2',
      light: 'red',
      says: text('三十天里同样数额三次', 'three times the same sum within thirty days'),
      basis: [],
      from: '2010-01-01',
    },
    {
      id: 'foreign-order',
      on: { looks: 'at-most:1 matter.filed' },
      when: 'fine = 77',
      light: 'yellow',
      says: text('同样的立案两次', 'filed twice'),
      basis: [],
      from: '2010-01-01',
    },
    {
      id: 'foreign-prompt',
      on: { looks: 'act:matter.filed' },
      when: 'fine = 42',
      light: 'prompt',
      says: text('请留意', 'please mind'),
      basis: [],
      from: '2010-01-01',
    },
  ],
  operations: [
    operation(register, {
      allow: anyone,
      async run({ tx, input, clock }) {
        const id = newId()
        const number = await nextNumber(tx, '350200', 2026)
        await insertCase(tx, {
          jurisdiction: '350200',
          id,
          number,
          kind: 'foreign',
          unit: input.unit,
          form: {},
          submittedAt: clock.now(),
        })
        const act = acts['foreign.registered']({
          jurisdiction: '350200',
          subject: { kind: 'case', id },
          public: { number },
        })
        return { act, output: { caseId: id, number } }
      },
    }),
    operation(file, {
      allow: anyone,
      async run({ input }) {
        const subject = { kind: 'case' as const, id: input.caseId }
        return {
          act: acts['matter.filed']({ jurisdiction: '350200', subject, public: { fine: input.fine } }),
          output: {},
        }
      },
    }),
  ],
})

let city: TestCity
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision, foreign] })
})
afterAll(() => city.close())
const lights = async (number: string) => {
  const supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  const { lights } = await city.run(c.measuresOfCase, { number }, supervisor)
  return lights.map((l) => `${l.light} ${l.due} ${l.clearedAt ? 'off' : 'on'}`)
}

test('a room that supervision has never heard of raises and clears its own light, and one on an act', async () => {
  const { caseId, number } = await city.run(register, { unit: '350200-jianshe' })
  await city.settle()
  city.clock.set('2026-03-12T02:00:00Z')
  await city.settle()
  expect(await lights(number)).toEqual(['red 2026-03-11 on'])
  await city.run(file, { caseId, fine: 5000 })
  await city.settle()
  expect(await lights(number)).toEqual(['red 2026-03-11 off', 'yellow 2026-03-12 on'])
  // No later act takes it back: whoever supervises says what was found, and it goes off, once.
  const supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  const other = await city.officer('350203-jiancha', 'supervisor')
  const found = (await city.run(c.measuresOfCase, { number }, supervisor)).lights
  const settle = (id: string, as = supervisor) =>
    city.run(c.settleLight, { id, finding: '已核实，数额有依据。' }, as).then(
      () => 'OK',
      (e) => e.code,
    )
  expect(found.map((l) => l.maySettle)).toEqual([false, true])
  expect(await settle(found[1]!.id, other)).toBe('FORBIDDEN')
  expect(await settle(found[1]!.id, await city.citizen())).toBe('FORBIDDEN')
  expect(await settle(found[0]!.id)).toBe('OFF')
  expect(await settle(newId())).toBe('NO_LIGHT')
  expect(await settle(found[1]!.id)).toBe('OK')
  expect(await lights(number)).toEqual(['red 2026-03-11 off', 'yellow 2026-03-12 off'])
  await city.run(file, { caseId, fine: 1 })
  await city.settle()
  expect(await lights(number)).toEqual(['red 2026-03-11 off', 'yellow 2026-03-12 off'])
})

test('an act of another room on an approval, or on a case that does not exist, stops nobody', async () => {
  const { caseId, number } = await apply(city, await city.citizen())
  await city.run(file, { caseId })
  await city.run(file, { caseId: newId() })
  await city.settle()
  const clerk = await city.officer('350200-jianshe', 'clerk')
  expect((await city.run(cases.unitCases, { kind: 'approval' }, clerk)).cases.map((r) => r.number)).toContain(number)
  expect((await city.run(approvals.acceptCase, { caseId }, clerk)).caseId).toBe(caseId)
  // Eight working days without a review: the promise and the law are past.
  city.clock.set('2026-04-02T02:00:00Z')
  await city.settle()
  expect((await lights(number)).filter((l) => l.startsWith('red')).length).toBe(2)
})

test('several acts of a case, many cases, and a prompt: a room’s rules run without a line here', async () => {
  const one = await city.run(register, { unit: '350200-jianshe' })
  await city.run(file, { caseId: one.caseId, fine: 77 })
  await city.settle()
  expect(await lights(one.number)).toEqual([])
  await city.run(file, { caseId: one.caseId, fine: 77 })
  await city.settle()
  expect((await lights(one.number)).filter((l) => l.startsWith('yellow')).length).toBe(1)
  const two = await city.run(register, { unit: '350200-jianshe' })
  await city.run(file, { caseId: two.caseId, fine: 77 })
  await city.settle()
  city.clock.advance(24 * 3_600_000)
  await city.settle()
  const supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  const [red] = (await city.run(c.measuresOfCase, { number: two.number }, supervisor)).lights
  expect(red).toMatchObject({ light: 'red', ruleId: 'foreign-split', facts: { size: 3, group: '[77]' } })
  expect(red!.evidence.length).toBe(3)
  // Once, however often it is looked at.
  const again = await city.run(c.watchWindows, { jurisdiction: '350200' }, system('timer'))
  expect(again.raised).toBe(1)
  expect((await lights(two.number)).length).toBe(1)
  await city.run(file, { caseId: two.caseId, fine: 42 })
  await city.settle()
  const { measures } = await city.run(c.measuresOfCase, { number: two.number }, supervisor)
  expect(measures.map((m) => [m.kind, m.quiet, m.due])).toEqual([['reminder', true, null]])
  expect((await lights(two.number)).length).toBe(1)
})

test('the lights of a case follow from its published acts', async () => {
  const { lights: public_ } = await city.run(c.lightsOfNumber, {
    number: (await city.run(register, { unit: '350200-jianshe' })).number,
  })
  expect(public_).toEqual([])
  const { caseId, number } = await apply(city, await city.citizen())
  await city.run(approvals.acceptCase, { caseId }, await city.officer('350200-jianshe', 'clerk'))
  await city.settle()
  city.clock.advance(30 * 24 * 3_600_000)
  await city.settle()
  const { lights: raised } = await city.run(c.lightsOfNumber, { number })
  await city.db.transaction().execute(async (tx) => {
    const found = (await findCase(tx, number))!
    const { lights: computed, failed } = await recompute(tx, found, city.clock.now())
    const verdict = compare(computed, raised, await actsOf(tx, found.jurisdiction, found.id), new Set())
    expect(failed).toEqual({})
    expect(verdict.same.map((l) => l.rule).sort()).toEqual(['promised-1', 'promised-over', 'statutory-over'])
    expect([verdict.missing, verdict.extra]).toEqual([[], []])
    // One that was put out of the table, or lit by hand, shows.
    expect(compare(computed, raised.slice(1), [], new Set()).missing.length).toBe(1)
    expect(compare(computed.slice(1), raised, [], new Set()).extra.length).toBe(1)
  })
})

test('the supervisor is the supervised: a light against the bureau itself is not the bureau’s to put out', async () => {
  const { caseId, number } = await city.run(register, { unit: '350200-jiancha' })
  await city.run(file, { caseId, fine: 5000 })
  await city.settle()
  const chief = await city.officer('350200-jiancha', 'chief-supervisor')
  const [light] = (await city.run(c.measuresOfCase, { number }, chief)).lights
  expect(light).toMatchObject({ light: 'yellow', maySettle: false })
  const settle = city.run(c.settleLight, { id: light!.id, finding: '没有问题。' }, chief)
  expect(await settle.catch((e) => e.code)).toBe('OWN_UNIT')
})

test('a clock that was set back puts out no light, and raises none again', async () => {
  const { number, caseId } = await city.run(register, { unit: '350200-jianshe' })
  await city.settle()
  city.clock.advance(20 * 24 * 3_600_000)
  await city.settle()
  const reds = async () => (await lights(number)).filter((l) => l.startsWith('red'))
  const before = await reds()
  expect(before).toHaveLength(1)
  const there = city.clock.now()
  city.clock.advance(-15 * 24 * 3_600_000)
  await city.run(c.watchCases, { jurisdiction: '350200', caseIds: [caseId], actIds: [] }, system('timer'))
  expect(await reds()).toEqual(before)
  city.clock.set(there)
  await city.settle()
  expect(await reds()).toEqual(before)
})

test('a feed that is late by a day: one notice, no storm; a few late acts are lights', async () => {
  await city.database.owner`insert into watch.rule (id, valid_from, content)
    values ('late-entry', '2010-01-01', '{"light":"yellow","on":"act:foreign.registered","condition":"entryMinutes > 60","name":{"zh":"晚录","en":"late"}}')`
  const yellow = async (number: string) => (await lights(number)).filter((l) => l.startsWith('yellow')).length
  const notices = async () => {
    const [row] = await city.database.owner`select count(*)::int as n from platform.act where type = 'feed.late'`
    return row!.n
  }
  // What arrives is dated by the database, months after the test's own clock: late by any measure.
  const few = await city.run(register, { unit: '350200-jianshe' })
  await city.settle()
  expect([await yellow(few.number), await notices()]).toEqual([1, 0])
  const many = await Promise.all(Array.from({ length: 25 }, () => city.run(register, { unit: '350200-jianshe' })))
  await city.settle()
  expect(await Promise.all(many.map((m) => yellow(m.number)))).toEqual(many.map(() => 0))
  const more = await city.run(register, { unit: '350200-jianshe' })
  await city.settle()
  expect([await yellow(more.number), await notices()]).toEqual([0, 1])
  const chief = await city.officer('350200-jiancha', 'chief-supervisor')
  const { feeds } = await city.run(c.wall, {}, chief)
  expect(feeds).toHaveLength(1)
  expect(feeds[0]!.acts).toBeGreaterThanOrEqual(10)
  await city.database.owner`delete from watch.rule where id = 'late-entry'`
})
