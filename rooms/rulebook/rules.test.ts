import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, Problem, system } from '../../kernel/platform/index.ts'
import {
  backtestRule,
  declareOutage,
  dropRule,
  proposeRule,
  releaseRule,
  ruleBook,
  rules,
} from '../../kernel/watch/contract.ts'
import watch from '../../kernel/watch/index.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from '../supervision/contract.ts'
import supervision from '../supervision/index.ts'

let city: TestCity
let [supervisor, other, chief, clerk]: Actor[] = []
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision] })
  supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  other = await city.officer('350203-jiancha', 'supervisor')
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
  clerk = await city.officer('350200-jianshe', 'clerk')
})
afterAll(() => city.close())

const refusal = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'OK',
    (e) => (e instanceof Problem ? [e.code, ...Object.keys(e.fields ?? {})].join(' ') : `unexpected: ${e.message}`),
  )
const early = {
  what: 'put',
  rule: 'early',
  light: 'yellow',
  on: 'clock:promised',
  condition: 'remaining <= 4 and not(overdue)',
  name: { zh: '还剩四天', en: 'four days left' },
  basis: [],
  from: '2026-03-02',
} as const
const inForce = async () => (await city.run(rules, {}, chief!)).rules
const lit = async (number: string) =>
  (await city.run(c.measuresOfCase, { number }, chief!)).lights
    .filter((l) => l.clearedAt === null)
    .map((l) => l.rule.zh)
const put = async (change: Parameters<typeof city.run<typeof proposeRule>>[1]) => {
  const { id } = await city.run(proposeRule, change, supervisor!)
  await city.settle()
  await city.run(releaseRule, { id }, chief!)
  await city.settle()
}

describe('a rule', () => {
  test.each([
    ['a name that is not there', { condition: 'reminding < 0' }, 'INVALID condition'],
    ['what is no FEEL', { condition: 'remaining <<' }, 'INVALID condition'],
    ['a number instead of a truth', { condition: 'remaining + 1' }, 'INVALID condition'],
    ['a clock that nobody has', { on: 'clock:moon' }, 'INVALID on'],
    ['an act that nobody has', { on: 'precedence:case.decided needs case.blessed' }, 'INVALID on'],
    ['no line', { on: 'everything' }, 'INVALID on'],
    [
      'an excuse that cannot be computed',
      { suppress: [{ when: 'x +', why: { zh: '停机', en: 'outage' } }] },
      'INVALID suppress[0].when',
    ],
    ['a field that the act has not', { on: 'act:case.decided', condition: 'weight > 3' }, 'INVALID condition'],
    ['a law that is none', { basis: [{ law: '某法', article: 1 }] }, 'INVALID basis[0].law'],
    ['yesterday', { from: '2026-03-01' }, 'INVALID from'],
    ['no name', { name: { zh: '', en: 'x' } }, 'INVALID name.zh name.en'],
  ])('is refused at its field: %s', async (_, wrong, wanted) => {
    expect(await refusal(city.run(proposeRule, { ...early, ...wrong } as never, supervisor!))).toBe(wanted)
  })
  test('is for supervisors', async () => {
    for (const run of [
      (a: Actor) => city.run(proposeRule, early as never, a),
      (a: Actor) => city.run(rules, {}, a),
      (a: Actor) => city.run(releaseRule, { id: '018f0000-0000-7000-8000-000000000000' }, a),
    ]) {
      expect(await refusal(run(clerk!))).toBe('FORBIDDEN')
      expect(await refusal(run(citizen()))).toBe('FORBIDDEN')
      expect(await refusal(run(anonymous))).toBe('LOGIN_REQUIRED')
    }
  })
  test('looking again is the system’s alone', async () => {
    const input = { jurisdiction: '350200', change: '018f0000-0000-7000-8000-000000000000' }
    expect(await refusal(city.run(c.lookAgain, input, chief!))).toBe('FORBIDDEN')
    expect(await refusal(city.run(c.lookAgain, input, system('timer')))).toBe('OK')
  })
  test('needs two persons, one of the second level; one change waits at a time', async () => {
    const { id } = await city.run(proposeRule, early as never, supervisor!)
    expect(await refusal(city.run(proposeRule, early as never, chief!))).toBe('WAITING')
    expect((await inForce()).some((r) => r.rule === 'early')).toBe(false)
    expect(await refusal(city.run(releaseRule, { id }, supervisor!))).toBe('SAME_PERSON')
    expect(await refusal(city.run(releaseRule, { id }, other!))).toBe('NO_SECOND_LEVEL')
    expect(await refusal(city.run(dropRule, { id }, chief!))).toBe('OK')
    expect(await refusal(city.run(releaseRule, { id }, chief!))).toBe('NO_CHANGE')
  })
  test('released, looks at clocks that run already; ended, takes its lights with it; shipped ones end and change too', async () => {
    const { caseId, number } = await apply(city, await city.citizen())
    await city.run(approvals.acceptCase, { caseId }, clerk!)
    city.clock.set('2026-03-03T02:00:00Z')
    await city.settle()
    expect(await lit(number)).toEqual([])
    await put({ ...early, from: '2026-03-03' } as never)
    expect(await lit(number)).toEqual(['还剩四天'])
    await put({ what: 'end', rule: 'early', from: '2026-03-03' })
    expect(await lit(number)).toEqual([])

    // From its first day on, not before.
    await put({ ...early, rule: 'promised-1', from: '2026-03-05', condition: 'remaining <= 2' } as never)
    expect((await inForce()).find((r) => r.rule === 'promised-1')).toMatchObject({ own: false })
    city.clock.set('2026-03-05T02:00:00Z')
    await city.settle()
    expect((await inForce()).find((r) => r.rule === 'promised-1')).toMatchObject({
      own: true,
      condition: 'remaining <= 2',
    })
    expect(await lit(number)).toEqual(['还剩四天'])
    await put({ what: 'end', rule: 'statutory-over', from: '2026-03-05' })
    expect((await inForce()).map((r) => r.rule)).not.toContain('statutory-over')
    const acts = await city.database.owner`select type from platform.act where type like 'rule.%' order by id`
    expect(acts.filter((a) => a.type === 'rule.released').length).toBe(4)
  })
  test('a rule that could not be computed is seen', async () => {
    await city.database.owner`insert into watch.rule (id, valid_from, content)
      values ('broken', '2010-01-01', '{"light":"red","on":"clock:promised","condition":"reminding < 0","name":{"zh":"错","en":"broken"}}')`
    const { caseId } = await apply(city, await city.citizen())
    await city.run(approvals.acceptCase, { caseId }, clerk!)
    await city.settle()
    const broken = (await inForce()).find((r) => r.rule === 'broken')
    expect(broken?.failedAt).toBeInstanceOf(Date)
    expect((await inForce()).filter((r) => r.failedAt !== null).length).toBe(1)
    await city.database.owner`delete from watch.rule where id = 'broken'`
  })
})

describe('before it takes effect', () => {
  test('a rule is run over the past year: how often, on whom, how much may be false; the releaser sees it', async () => {
    const { caseId, number } = await apply(city, await city.citizen())
    await city.run(approvals.acceptCase, { caseId }, clerk!)
    const change = {
      ...early,
      rule: 'by-clerk',
      on: 'act:case.accepted',
      condition: 'byRole = "clerk"',
      from: '2026-12-01',
    } as const
    const { id } = await city.run(proposeRule, change as never, supervisor!)
    expect(await refusal(city.run(releaseRule, { id }, chief!))).toBe('NO_BACKTEST')
    expect(await refusal(city.run(backtestRule, { id }, chief!))).toBe('FORBIDDEN')
    await city.settle()
    const { waiting } = await city.run(rules, {}, chief!)
    const { backtest } = waiting.find((w) => w.rule === 'by-clerk')!
    expect(backtest!.fired).toBeGreaterThan(1)
    expect(backtest!.fired).toBe(backtest!.firedCases)
    expect(backtest!.byUnit).toEqual([{ unit: '350200-jianshe', fired: backtest!.fired }])
    expect(backtest!.samples.map((s) => s.number)).toContain(number)
    expect(backtest!.samples[0]!.facts).toEqual({ byRole: 'clerk' })
    expect(backtest!.alone).toBeLessThanOrEqual(backtest!.firedCases)
    expect(await refusal(city.run(dropRule, { id }, supervisor!))).toBe('OK')
    expect(await refusal(city.run(backtestRule, { id }, system('timer')))).toBe('NO_CHANGE')
  })
  test('on clocks, too', async () => {
    const change = { ...early, rule: 'long-over', condition: 'overdue and remaining < 0', from: '2026-12-01' } as const
    city.clock.set('2026-04-20T02:00:00Z')
    const { id } = await city.run(proposeRule, change as never, supervisor!)
    await city.settle()
    const { waiting } = await city.run(rules, {}, chief!)
    const { backtest } = waiting.find((w) => w.id === id)!
    expect([backtest!.fired > 0, backtest!.failed]).toEqual([true, null])
  })
})

test('the book of a day is everybody’s; what holds from tomorrow is not in today’s', async () => {
  const { rules: today } = await city.run(ruleBook, { day: '2026-03-02' }, anonymous)
  expect(today.map((r) => r.rule)).toContain('promised-over')
  expect(today.map((r) => r.rule)).not.toContain('early')
  const { rules: before } = await city.run(ruleBook, { day: '2009-12-31' }, citizen())
  expect(before).toEqual([])
})

test('an outage is declared by the second level, forwards', async () => {
  const why = { zh: '机房断电', en: 'power cut' }
  const declare = (from: string, to: string, as: Actor) => refusal(city.run(declareOutage, { from, to, why }, as))
  const [a, b] = ['2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'] as const
  expect(await declare(a, b, supervisor!)).toBe('FORBIDDEN')
  expect(await declare(b, a, chief!)).toBe('BACKWARDS')
  expect(await declare('x', b, chief!)).toBe('INVALID from')
  expect(await declare(a, b, chief!)).toBe('OK')
})
