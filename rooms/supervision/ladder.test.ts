import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, newId, system } from '../../kernel/platform/index.ts'
import watch from '../../kernel/watch/index.ts'
import { apply, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'
import supervision from './index.ts'
import * as l from './ladder.contract.ts'
import { performanceIndex } from './performance.contract.ts'

const START = '2026-03-02T01:00:00Z'
const UNIT = '350200-jianshe'
let city: TestCity
let [clerk, supervisor, chief, other]: Actor[] = []
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision], start: START })
  clerk = await city.officer(UNIT, 'clerk')
  supervisor = await city.officer('350200-jianshe-jc', 'supervisor')
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
  other = await city.officer('350203-jiancha', 'supervisor')
})
afterAll(() => city.close())

const at = async (day: string, hour = '02') => {
  city.clock.set(`${day}T${hour}:00:00Z`)
  await city.settle()
}
/** Promised until the 9th, by law until the 11th; red on the 10th and the 12th. */
async function late() {
  city.clock.set(START)
  const made = await apply(city, await city.citizen())
  await city.run(approvals.acceptCase, { caseId: made.caseId }, clerk!)
  await at('2026-03-10')
  return made
}
const order = (caseId: string, as = supervisor!, days = 3) =>
  city.run(c.issueOrder, { caseId, said: '请说明原因。', days }, as)
const seen = async (number: string) =>
  (await city.run(c.measuresOfCase, { number }, chief!)).measures.map(
    (m) => `${m.kind} ${m.state}${m.escalatedAt ? ' up' : ''}`,
  )
const lights = async (number: string, as = chief!) => (await city.run(c.measuresOfCase, { number }, as)).lights

describe('the ladder', () => {
  test('unanswered, it goes up by itself: reminder, order, rectification, accountability; there it is the second level’s', async () => {
    const { caseId, number } = await late()
    await city.run(c.sendReminder, { caseId, said: '请尽快办理。' }, supervisor!)
    await at('2026-03-13')
    expect(await seen(number)).toEqual(['reminder waiting'])
    await at('2026-03-14', '01')
    expect(await seen(number)).toEqual(['reminder closed up', 'order waiting'])
    await at('2026-03-23')
    expect(await seen(number)).toEqual(['reminder closed up', 'order closed up', 'rectification waiting'])
    await at('2026-04-08')
    const top = (await city.run(c.measuresOfCase, { number }, chief!)).measures
    expect(top.map((m) => m.kind)).toEqual(['reminder', 'order', 'rectification', 'accountability'])
    expect(top.at(-1)!.officeName.zh).toBe('市监察局')
    const acts = await city.database.owner`select type, public->>'kind' as kind from platform.act
      where public->>'number' = ${number} and type in ('order.lapsed', 'order.issued') order by id`
    const rungs = ['reminder', 'order', 'rectification', 'accountability']
    expect(acts.filter((a) => a.type === 'order.issued').map((a) => a.kind)).toEqual(rungs.slice(1))
    expect(acts.filter((a) => a.type === 'order.lapsed').map((a) => a.kind)).toEqual(
      expect.arrayContaining(rungs.slice(0, 3)),
    )
  })
  test('a reminder without a red light lapses; an answer ends the climb', async () => {
    city.clock.set(START)
    const { caseId, number } = await apply(city, await city.citizen())
    await city.run(approvals.acceptCase, { caseId }, clerk!)
    await city.run(c.sendReminder, { caseId, said: '请尽快办理。' }, supervisor!)
    await at('2026-03-06')
    expect(await seen(number)).toEqual(['reminder closed'])
    const { caseId: next, number: nextNumber } = await late()
    const { id } = await order(next)
    await city.run(c.answerOrder, { id, answer: '已改派。' }, clerk!)
    await at('2026-03-30')
    expect(await seen(nextNumber)).toEqual(['order answered'])
    expect(await code(city.run(l.escalateMeasure, { id }, supervisor!))).toBe('FORBIDDEN')
    expect(await code(city.run(l.escalateMeasure, { id: newId() }, system('timer')))).toBe('NO_MEASURE')
  })
  test('an order is answered after its case has ended: the answer counts, nothing climbs, and it is closed', async () => {
    const { caseId, number } = await late()
    const { id } = await order(caseId)
    await city.run(approvals.withdraw, { caseId, reason: '不再建设。' } as never, await city.citizen())
    await at('2026-03-12')
    expect((await lights(number)).every((l) => l.clearedAt !== null)).toBe(true)
    expect(await code(city.run(c.answerOrder, { id, answer: '当事人已经撤回申请。' }, clerk!))).toBe('OK')
    await at('2026-03-30')
    expect(await seen(number)).toEqual(['order answered'])
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('OK')
    expect(await code(order(caseId))).toBe('NO_RED')
  })
  test('acknowledged by the unit, once', async () => {
    const { caseId } = await late()
    const { id } = await order(caseId)
    const acknowledge = (as: Actor) => code(city.run(l.acknowledgeMeasure, { id }, as))
    expect(await acknowledge(supervisor!)).toBe('FORBIDDEN')
    expect(await acknowledge(citizen())).toBe('FORBIDDEN')
    expect(await acknowledge(anonymous)).toBe('LOGIN_REQUIRED')
    expect(await acknowledge(clerk!)).toBe('OK')
    expect(await acknowledge(clerk!)).toBe('WRONG_STATE')
    expect(await code(city.run(l.acknowledgeMeasure, { id: newId() }, clerk!))).toBe('NO_MEASURE')
  })
  test('more time is asked for with reasons and granted or not; it moves the climb', async () => {
    const { caseId, number } = await late()
    const { id, due } = await order(caseId)
    expect(due).toBe('2026-03-13')
    const ask = (days: number, as = clerk!) => code(city.run(l.askExtension, { id, days, why: '等第三方检测。' }, as))
    const settle = (outcome: 'grant' | 'refuse', as = supervisor!) =>
      code(city.run(l.settleExtension, { id, outcome }, as))
    expect(await settle('grant')).toBe('WRONG_STATE')
    expect(await ask(11)).toBe('TOO_LONG')
    expect(await ask(0)).toBe('INVALID')
    expect(await ask(5, supervisor!)).toBe('FORBIDDEN')
    expect(await ask(5)).toBe('OK')
    expect(await ask(1)).toBe('WRONG_STATE')
    expect(await settle('grant', other!)).toBe('FORBIDDEN')
    expect(await settle('grant', clerk!)).toBe('FORBIDDEN')
    expect(await settle('grant')).toBe('OK')
    await at('2026-03-20')
    expect(await seen(number)).toEqual(['order waiting'])
    expect(await ask(6)).toBe('TOO_LONG')
    expect(await ask(2)).toBe('OK')
    expect(await settle('refuse')).toBe('OK')
    await at('2026-03-21', '01')
    expect(await seen(number)).toEqual(['order closed up', 'rectification waiting'])
  })
  test('an answer brings a paper, is sent back, is given again, and is accepted', async () => {
    const { caseId, number } = await late()
    const { id } = await order(caseId)
    const exe = new TextEncoder().encode('MZ…')
    const answer = (paper?: Uint8Array) =>
      code(
        city.run(
          c.answerOrder,
          {
            id,
            answer: '已改派。',
            ...(paper ? { paper: { name: '../说明.pdf', size: paper.length, bytes: paper } } : {}),
          },
          clerk!,
        ),
      )
    expect(await answer(exe)).toBe('BAD_FILE')
    expect(await code(city.run(l.returnAnswer, { id, why: '没有说明原因。' }, supervisor!))).toBe('WRONG_STATE')
    expect(await answer(PDF)).toBe('OK')
    expect(await code(city.run(l.returnAnswer, { id, why: '没有说明原因。' }, clerk!))).toBe('FORBIDDEN')
    expect(await code(city.run(l.returnAnswer, { id, why: '没有说明原因。' }, supervisor!))).toBe('OK')
    expect(await seen(number)).toEqual(['order waiting'])
    expect(await answer()).toBe('OK')
    const [m] = (await city.run(c.measuresOfCase, { number }, chief!)).measures
    expect([m!.papers.length, m!.papers[0]!.name.includes('/'), m!.returnedWhy]).toEqual([1, false, '没有说明原因。'])
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('OK')
  })
  test('the second level takes a measure over, and hands it back', async () => {
    const { caseId } = await late()
    const { id } = await order(caseId)
    const take = (as: Actor) => code(city.run(l.takeOver, { id }, as))
    const back = (as: Actor) => code(city.run(l.handBack, { id }, as))
    expect(await back(chief!)).toBe('WRONG_STATE')
    expect(await take(supervisor!)).toBe('FORBIDDEN')
    expect(await take(clerk!)).toBe('FORBIDDEN')
    expect(await take(chief!)).toBe('OK')
    expect(await take(chief!)).toBe('WRONG_STATE')
    await city.run(c.answerOrder, { id, answer: '已改派。' }, clerk!)
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('FORBIDDEN')
    expect(await back(other!)).toBe('FORBIDDEN')
    expect(await back(chief!)).toBe('OK')
    expect(await code(city.run(c.closeOrder, { id }, supervisor!))).toBe('OK')
  })
  test('the supervisors’ own clocks: a red light without an order, an order not closed; the second level is told', async () => {
    const { caseId, number } = await late()
    await at('2026-03-18')
    const own = async () =>
      (await lights(number))
        .filter((x) => x.ruleId.startsWith('supervisor-'))
        .map((x) => `${x.ruleId} ${x.unit.zh} ${x.clearedAt ? 'off' : 'on'}`)
    expect(await own()).toEqual([expect.stringMatching(/^supervisor-order .*建设.*on$/)])
    const { id } = await order(caseId, supervisor!, 30)
    await city.settle()
    expect(await own()).toEqual([expect.stringMatching(/off$/)])
    await at('2026-04-20')
    expect((await own()).at(-1)).toMatch(/^supervisor-close .*on$/)
    await city.run(c.answerOrder, { id, answer: '已办。' }, clerk!)
    await city.run(c.closeOrder, { id }, supervisor!)
    await city.settle()
    expect((await own()).every((x) => x.endsWith('off'))).toBe(true)
  })
})

describe('an appeal', () => {
  test('by the unit, with reasons, in time; decided by another; upheld, the light goes off for good and counts against the rule', async () => {
    const { number } = await late()
    const [light] = await lights(number)
    const appeal = (as: Actor) =>
      code(city.run(l.appealLight, { id: light!.id, reason: '系统停机两天，无法办理。' }, as))
    expect(await appeal(supervisor!)).toBe('FORBIDDEN')
    expect(await appeal(citizen())).toBe('FORBIDDEN')
    expect(await code(city.run(l.appealLight, { id: newId(), reason: '没有这张牌。' }, clerk!))).toBe('NO_LIGHT')
    expect(await appeal(clerk!)).toBe('OK')
    expect(await appeal(clerk!)).toBe('APPEALED')
    const { appeals } = await city.run(l.appeals, { state: 'open', text: number }, supervisor!)
    expect(appeals.map((a) => [a.number, a.mayDecide])).toEqual([[number, true]])
    expect((await city.run(l.appeals, { text: number }, other!)).total).toBe(0)
    expect((await city.run(l.appeals, { text: number }, clerk!)).appeals[0]!.mayDecide).toBe(false)
    expect(await code(city.run(l.appeals, {}, citizen()))).toBe('FORBIDDEN')
    const id = appeals[0]!.id
    const decide = (as: Actor, input: object) =>
      code(city.run(l.decideAppeal, { id, words: '停机已核实。', ...input } as never, as))
    expect(await decide(other!, { outcome: 'upheld', cause: 'force' })).toBe('FORBIDDEN')
    expect(await decide(clerk!, { outcome: 'upheld', cause: 'force' })).toBe('FORBIDDEN')
    expect(await decide(supervisor!, { outcome: 'upheld' })).toBe('NO_CAUSE')
    expect(await decide(supervisor!, { outcome: 'upheld', cause: 'force' })).toBe('OK')
    expect(await decide(chief!, { outcome: 'rejected' })).toBe('DECIDED')
    await city.settle()
    const [after] = await lights(number)
    expect([after!.clearedAt !== null, after!.settled, after!.appeal!.outcome]).toEqual([true, 'appeal', 'upheld'])
    const { rules } = await city.run(c.ruleHealth, {}, anonymous)
    expect(rules.find((r) => r.rule === light!.ruleId)).toMatchObject({ appeals: 1, upheld: 1, causes: { force: 1 } })
  })
  test('rejected, the light stays; after its time there is none', async () => {
    const { number } = await late()
    const [light] = await lights(number)
    const { id } = await city.run(l.appealLight, { id: light!.id, reason: '我们认为不对。' }, clerk!)
    await city.run(l.decideAppeal, { id, outcome: 'rejected', words: '没有依据。' }, chief!)
    expect((await lights(number))[0]!.clearedAt).toBeNull()
    expect(await code(city.run(l.appealLight, { id: light!.id, reason: '再申诉一次。' }, clerk!))).toBe('APPEALED')
    await at('2026-03-12')
    const second = (await lights(number)).find((x) => x.id !== light!.id)!
    await at('2026-04-20')
    expect(await code(city.run(l.appealLight, { id: second.id, reason: '太晚了。' }, clerk!))).toBe('TOO_LATE')
  })
  test('two at once decide: one does', async () => {
    const { number } = await late()
    const [light] = await lights(number)
    const { id } = await city.run(l.appealLight, { id: light!.id, reason: '系统停机两天。' }, clerk!)
    const both = await Promise.all(
      [supervisor!, chief!].map((as) =>
        code(city.run(l.decideAppeal, { id, outcome: 'rejected', words: '没有依据。' }, as)),
      ),
    )
    expect(both.sort()).toEqual(['DECIDED', 'OK'])
  })
})

describe('lights that went off are looked at again by the second level', () => {
  test('drawn by computation, reviewed once', async () => {
    const month = '2026-03-31'
    city.clock.set('2026-05-04T02:00:00Z')
    const draw = (as: Actor, many = 2) => city.run(l.drawReviews, { month, many }, as)
    expect(await code(draw(supervisor!))).toBe('FORBIDDEN')
    expect(await code(city.run(l.drawReviews, { month: 'x', many: 1 }, chief!))).toBe('INVALID')
    const { drawn } = await draw(chief!)
    expect(drawn).toBeGreaterThan(0)
    const { reviews } = await city.run(l.reviews, {}, chief!)
    expect(reviews.length).toBe(drawn)
    expect(await code(city.run(l.reviews, {}, supervisor!))).toBe('FORBIDDEN')
    const review = (as: Actor, id = reviews[0]!.lightId) =>
      code(city.run(l.reviewLight, { id, outcome: 'wrong', words: '没有核实就灭了。' }, as))
    expect(await review(supervisor!)).toBe('FORBIDDEN')
    expect(await review(chief!)).toBe('OK')
    expect(await review(chief!)).toBe('NOT_DRAWN')
    expect(await review(chief!, newId())).toBe('NO_LIGHT')
  })
})

test('the public sees lights by unit and month and whether measures were answered, never their words', async () => {
  const seen = await city.run(c.publicSupervision, { unit: UNIT }, anonymous)
  expect(seen.units.some((u) => u.red.some((n) => n > 0))).toBe(true)
  expect(seen.total).toBeGreaterThan(3)
  expect(JSON.stringify(seen)).not.toContain('请说明原因')
})

test('the performance index: every point lost has its case; a unit sees its own', async () => {
  const { number } = await late()
  const { units, items } = await city.run(performanceIndex, { month: '2026-03' }, chief!)
  expect(items.reduce((n, i) => n + i.weight, 0)).toBe(100)
  const own = units.find((u) => u.unit === UNIT)!
  expect(own.total).toBeLessThan(100)
  expect(own.items.flatMap((i) => i.evidence.map((e) => e.number))).toContain(number)
  expect((await city.run(performanceIndex, {}, clerk!)).units.map((u) => u.unit)).toEqual([UNIT])
  expect(await code(city.run(performanceIndex, {}, citizen()))).toBe('FORBIDDEN')
})

test('the wall has a version that changes with every light and measure; its districts add up', async () => {
  const before = await city.run(c.wallVersion, {}, chief!)
  const { caseId } = await late()
  await order(caseId)
  expect(await city.run(c.wallVersion, {}, chief!)).not.toEqual(before)
  expect(await code(city.run(c.wallVersion, {}, citizen()))).toBe('FORBIDDEN')
  const { districts } = await city.run(c.wall, {}, chief!)
  expect(districts.length).toBeGreaterThan(1)
  expect(districts.reduce((n, d) => n + d.red, 0)).toBeGreaterThan(0)
})
