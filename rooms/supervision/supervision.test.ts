import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, system } from '../../kernel/platform/index.ts'
import { CONSTRUCTION, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'
import supervision from './index.ts'

const START = '2026-03-02T01:00:00Z'
const UNIT = '350200-jianshe'
let city: TestCity
let [clerk, approver, supervisor, chief, other]: Actor[] = []
beforeAll(async () => {
  city = await testCity({ more: [supervision], start: START })
  clerk = await city.officer(UNIT, 'clerk')
  approver = await city.officer(UNIT, 'approver')
  supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
  other = await city.officer('350203-jiancha', 'supervisor')
})
afterAll(() => city.close())

/** A case accepted on Monday the 2nd: promised five working days (the 9th), seven by law (the 11th). */
async function accepted() {
  city.clock.set(START)
  const applicant = await city.citizen()
  for (const material of ['land', 'planning', 'contract', 'drawings', 'safety'])
    await city.run(
      approvals.uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
      applicant,
    )
  const form = {
    projectName: '工程',
    site: '思明区',
    builder: '公司',
    uscc: '913502000000010006',
    floorArea: 1,
    price: 1,
    contractor: '公司',
    startsOn: '2026-05-01',
    contact: '王工',
    phone: '0592-1234567',
  }
  const made = await city.run(approvals.submitApplication, { itemCode: CONSTRUCTION, form }, applicant)
  await city.run(approvals.acceptCase, { caseId: made.caseId }, clerk!)
  await city.settle()
  return made
}
const at = async (day: string) => {
  city.clock.set(`${day}T02:00:00Z`)
  await city.settle()
}
const lights = async (number: string) =>
  (await city.run(c.measuresOfCase, { number }, chief!)).lights
    .filter((l) => l.clearedAt === null)
    .map((l) => `${l.light} ${l.due}`)

describe('lights', () => {
  test('yellow a working day before the promise, red past it and past the law; cleared by the decision', async () => {
    const { caseId, number } = await accepted()
    expect(await lights(number)).toEqual([])
    await at('2026-03-05')
    expect(await lights(number)).toEqual([])
    await at('2026-03-06')
    expect(await lights(number)).toEqual(['yellow 2026-03-09'])
    await at('2026-03-10')
    expect(await lights(number)).toEqual(['red 2026-03-09'])
    await at('2026-03-12')
    expect(await lights(number)).toEqual(['red 2026-03-09', 'red 2026-03-11'])
    await city.run(approvals.review, { caseId, opinion: '符合' }, await city.officer(UNIT, 'reviewer'))
    await city.run(approvals.decide, { caseId, outcome: 'grant' }, approver!)
    await city.settle()
    expect(await lights(number)).toEqual([])
  })
  test('a suspended clock raises nothing; it goes on where it stopped', async () => {
    const { caseId, number } = await accepted()
    const reviewer = await city.officer(UNIT, 'reviewer')
    city.clock.set('2026-03-03T02:00:00Z')
    await city.run(approvals.startSpecialProcedure, { caseId, days: 3, reason: '核查现场' }, reviewer)
    await at('2026-03-30')
    expect(await lights(number)).toEqual([])
    await city.run(approvals.endSpecialProcedure, { caseId, result: '符合' }, reviewer)
    await at('2026-04-02')
    expect(await lights(number)).toEqual(['yellow 2026-04-03'])
  })
  test('rules are data: the city’s row comes before what the room ships, and holds from day to day', async () => {
    const { number } = await accepted()
    const { owner } = city.database
    await owner`insert into watch.rule (id, valid_from, valid_to, content)
      values ('promised-1', '2010-01-01', '2026-03-01', '{"light":"yellow","on":"clock:promised","condition":"remaining <= 1","name":{"zh":"本市","en":"of the city"}}')`
    await at('2026-03-06')
    expect(await lights(number)).toEqual([])
    await owner`delete from watch.rule where id = 'promised-1'`
  })
  test('a rule that cannot be computed says so once and stops nothing', async () => {
    const { number } = await accepted()
    const { owner } = city.database
    await owner`insert into watch.rule (id, valid_from, content)
      values ('broken', '2010-01-01', '{"light":"red","on":"clock:promised","condition":"reminding < 0","name":{"zh":"错","en":"broken"}}')`
    await at('2026-03-10')
    expect(await lights(number)).toEqual(['red 2026-03-09'])
    const failed = await owner`select public from platform.act where type = 'rule.failed'`
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]!.public).toEqual({ rule: 'broken', condition: 'reminding < 0' })
    await owner`delete from watch.rule where id = 'broken'`
  })
  test('watching is the system’s alone, and a case that nobody knows stops nothing', async () => {
    const { caseId } = await accepted()
    const watch = (caseIds: string[], as: Actor) =>
      code(city.run(c.watchCases, { jurisdiction: '350200', caseIds }, as))
    expect(await watch([caseId], supervisor!)).toBe('FORBIDDEN')
    expect(await watch(['018f0000-0000-7000-8000-000000000000'], system('x'))).toBe('OK')
    expect(await watch(['x'], system('x'))).toBe('INVALID')
  })
})

describe('measures', () => {
  test('reminder and order: by the supervising office or the second level; an order needs a red light', async () => {
    const { caseId, number } = await accepted()
    const remind = (as: Actor) => code(city.run(c.sendReminder, { caseId, said: '请尽快办理。' }, as))
    const order = (as: Actor) => code(city.run(c.issueOrder, { caseId, said: '请说明原因。', days: 3 }, as))
    expect(await remind(supervisor!)).toBe('OK')
    expect(await remind(other!)).toBe('FORBIDDEN')
    expect(await remind(clerk!)).toBe('FORBIDDEN')
    expect(await remind(citizen())).toBe('FORBIDDEN')
    expect(await remind(anonymous)).toBe('LOGIN_REQUIRED')
    expect(await code(city.run(c.sendReminder, { caseId, said: '' }, supervisor!))).toBe('INVALID')
    expect(await order(supervisor!)).toBe('NO_RED')
    await at('2026-03-10')
    expect(await order(other!)).toBe('FORBIDDEN')
    const { id, due } = await city.run(c.issueOrder, { caseId, said: '请说明原因。', days: 3 }, supervisor!)
    expect(due).toBe('2026-03-13')
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('WRONG_STATE')
    expect(await code(city.run(c.answerOrder, { id, answer: '已改派，后天办结。' }, supervisor!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.answerOrder, { id, answer: '' }, approver!))).toBe('INVALID')
    expect(await code(city.run(c.answerOrder, { id, answer: '已改派，后天办结。' }, approver!))).toBe('OK')
    expect(await code(city.run(c.answerOrder, { id, answer: '再答一次。' }, approver!))).toBe('WRONG_STATE')
    const seen = await city.run(c.measures, {}, chief!)
    expect(
      seen.measures
        .filter((m) => m.number === number)
        .map((m) => m.kind)
        .sort(),
    ).toEqual(['order', 'reminder'])
    expect(seen.measures.find((m) => m.id === id)!.answer).toBe('已改派，后天办结。')
    expect(await code(city.run(c.closeOrder, { id }, other!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('OK')
    expect(await code(city.run(c.closeOrder, { id: 'x' }, supervisor!))).toBe('INVALID')
  })
  test('each office sees its own, the second level everything, citizens nothing', async () => {
    const { number } = await accepted()
    await at('2026-03-10')
    expect((await city.run(c.wall, {}, supervisor!)).rows.some((l) => l.number === number)).toBe(true)
    expect((await city.run(c.wall, {}, chief!)).rows.some((l) => l.number === number)).toBe(true)
    expect((await city.run(c.wall, {}, other!)).rows.some((l) => l.number === number)).toBe(false)
    expect(await code(city.run(c.wall, {}, citizen()))).toBe('FORBIDDEN')
    expect(await code(city.run(c.measuresOfCase, { number }, other!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.openMeasures, { number }, other!))).toBe('FORBIDDEN')
    expect((await city.run(c.openMeasures, { number }, chief!)).measures).toEqual([])
    expect(await code(city.run(c.measuresOfCase, { number: 'none' }, chief!))).toBe('NO_CASE')
  })
  test('what is open shows where officers work; each answer goes to its own measure; the second level’s stands in the office’s list', async () => {
    const { caseId, number } = await accepted()
    await at('2026-03-10')
    const reminder = await city.run(c.sendReminder, { caseId, said: '请尽快办理。' }, supervisor!)
    const order = await city.run(c.issueOrder, { caseId, said: '请说明原因。', days: 3 }, chief!)
    const openOf = async (as: Actor, of?: string) =>
      (await city.run(c.openMeasures, of ? { number: of } : {}, as)).measures
        .filter((m) => m.number === number)
        .map((m) => `${m.kind} ${m.state} ${m.mayAnswer} ${m.mayClose}`)
        .sort()
    for (const which of [undefined, number])
      expect(await openOf(clerk!, which)).toEqual(['order waiting true false', 'reminder waiting true false'])
    expect(await openOf(supervisor!, number)).toEqual(['order waiting false false', 'reminder waiting false false'])
    expect(await code(city.run(c.openMeasures, { number }, await city.citizen()))).toBe('FORBIDDEN')
    expect(await code(city.run(c.openMeasures, {}, anonymous))).toBe('LOGIN_REQUIRED')
    const ofOffice = (await city.run(c.measures, { text: number }, supervisor!)).measures
    expect(ofOffice.map((m) => m.id).sort()).toEqual([reminder.id, order.id].sort())
    expect((await city.run(c.measures, { text: number }, other!)).total).toBe(0)
    expect((await city.run(c.wall, { text: number }, chief!)).rows.map((r) => [r.light, r.waiting])).toEqual([
      ['red', 2],
    ])

    await city.run(c.answerOrder, { id: order.id, answer: '已改派，后天办结。' }, clerk!)
    expect(await openOf(clerk!)).toEqual(['reminder waiting true false'])
    expect(await openOf(chief!, number)).toEqual(['order answered false true', 'reminder waiting false false'])
    // An answer to the second level is accepted by the second level.
    expect(await code(city.run(c.closeOrder, { id: order.id }, supervisor!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.closeOrder, { id: order.id }, chief!))).toBe('OK')
    expect(await openOf(clerk!, number)).toEqual(['reminder waiting true false'])
    expect((await city.run(c.measures, { state: 'closed', text: number }, clerk!)).total).toBe(1)
  })
  test('a measure goes to who is concerned; the wall counts, filters, and pages', async () => {
    const { caseId, number } = await accepted()
    await at('2026-03-05')
    const remind = (unit: string) => code(city.run(c.sendReminder, { caseId, said: '请尽快办理。', unit }, chief!))
    expect(await remind('350200-gongan')).toBe('NOT_CONCERNED')
    expect(await remind(UNIT)).toBe('OK')
    await at('2026-03-06')
    const whole = await city.run(c.wall, {}, supervisor!)
    expect(whole.scope).toBe('office')
    expect(whole.rows.length).toBe(whole.total)
    expect(whole.numbers.red + whole.numbers.yellow).toBe(whole.total)
    const mine = whole.rows.find((r) => r.number === number)!
    expect(mine).toMatchObject({ light: 'yellow', due: '2026-03-09', late: 0, waiting: 1, mayRemind: true })
    expect(Object.keys(mine.clocks).sort()).toEqual(['promised', 'statutory'])
    const one = await city.run(c.wall, { light: 'yellow', size: 1, page: 1, sort: 'number' }, supervisor!)
    expect([one.rows.length, one.total]).toEqual([1, whole.numbers.yellow])
    const open = await city.run(c.wall, { show: 'open', size: 1000 }, supervisor!)
    expect(open.total).toBe(open.numbers.open)
    await at('2026-03-09')
    const today = await city.run(c.wall, { show: 'today' }, supervisor!)
    expect(today.rows.map((r) => r.number)).toContain(number)
    expect(today.total).toBe(today.numbers.dueToday)
    await at('2026-03-10')
    const { heat, weeks } = await city.run(c.wall, {}, supervisor!)
    expect(weeks.at(-1)).toBe('03-09')
    expect(heat[0]!.red.at(-1)).toBeGreaterThan(0)
  })
})
