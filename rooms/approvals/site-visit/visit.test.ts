// 联合勘验: one time, one record, a part of each unit; the light is of the one that did not come.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../../kernel/platform/harness.ts'
import { type Actor, anonymous, system } from '../../../kernel/platform/index.ts'
import { PDF, type TestCity, testCity } from '../../../test/city.ts'
import { outings } from '../../appointments/contract.ts'
import appointments from '../../appointments/index.ts'
import { measuresOfCase } from '../../supervision/contract.ts'
import supervision from '../../supervision/index.ts'
import * as c from '../contract.ts'

const ROAD = '350200-01-0011'
const [LEAD, POLICE, PLANNING] = ['350200-shizheng', '350200-gongan', '350200-guihua']
const FORM = {
  projectName: '湖滨南路雨水管改造',
  applicant: '鹭岛建设有限公司',
  uscc: '913502000000010006',
  site: '思明区湖滨南路',
  contact: '王工',
  phone: '0592-1234567',
  startsOn: '2027-06-01',
  until: '2027-07-01',
  metres: 120,
}
let city: TestCity
let applicant: Actor
let lead: Actor
let police: Actor
let planning: Actor
beforeAll(async () => {
  city = await testCity({ items: [ROAD], more: [supervision, appointments] })
  applicant = await city.citizen()
  lead = await city.officer(LEAD, 'reviewer')
  police = await city.officer(POLICE, 'reviewer')
  planning = await city.officer(PLANNING, 'reviewer')
})
afterAll(() => city.close())

const view = (number: string, who: Actor = applicant) => city.run(c.getCase, { number }, who)
const dayFrom = (days: number) => new Date(city.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
async function accepted() {
  // The next Monday, so that the days of the week are the same for every case, and all units are free.
  do city.clock.advance(86_400_000)
  while (city.clock.now().getUTCDay() !== 1)
  return submitted()
}
async function submitted() {
  const file = { name: 'a.pdf', size: PDF.length, bytes: PDF }
  for (const material of ['plan', 'site-plan'])
    await city.run(c.uploadMaterial, { itemCode: ROAD, material, file }, applicant)
  const made = await city.run(c.submitApplication, { itemCode: ROAD, form: FORM }, applicant)
  await city.run(c.acceptCase, { caseId: made.caseId }, await city.officer(LEAD, 'clerk'))
  return made
}
const plan = (caseId: string, more: object = {}) => ({
  caseId,
  on: dayFrom(1),
  time: '09:30',
  place: '湖滨南路路口',
  units: [LEAD, POLICE, PLANNING],
  ...more,
})
const WHO = '陈建国 审查岗\n林志强 技术岗'
const find = (caseId: string, who: Actor, conclusion: 'pass' | 'amend' | 'fail' = 'pass') =>
  city.run(c.findOnVisit, { caseId, conclusion, finding: '现场与图纸一致。', who: WHO }, who)

test('one time for all: who may call it, for whom, and what is wrong with a call', async () => {
  const { caseId, number } = await accepted()
  const call = (more: object = {}, who = lead) => code(city.run(c.callVisit, plan(caseId, more), who))
  expect(await call({}, police)).toBe('FORBIDDEN')
  expect(await call({}, applicant)).toBe('FORBIDDEN')
  expect(await call({}, anonymous)).toBe('LOGIN_REQUIRED')
  expect(await call({ on: dayFrom(0) })).toBe('TOO_SOON')
  expect(await call({ units: [LEAD] })).toBe('UNITS')
  expect(await call({ units: [LEAD, '350200-jianshe'] })).toBe('UNITS')
  expect(await call({ time: '25:00' })).toBe('INVALID')
  expect((await view(number, lead)).visitable.map((u) => u.code).sort()).toEqual([POLICE, PLANNING, LEAD].sort())
  expect((await view(number, police)).visitable).toEqual([])
  expect(await call()).toBe('OK')
  // Another time is a change, with its reason.
  expect(await call({ time: '14:00' })).toBe('REASON')
  expect(await call({ time: '14:00', reason: '路口上午封闭。' })).toBe('OK')
  const { visit } = await view(number)
  expect(visit).toMatchObject({ time: '14:00', recorded: false })
  expect(visit!.said).toContain('路口上午封闭')
})

test('each unit says who comes, two or more; the applicant asks once; the record holds all parts', async () => {
  const { caseId, number } = await accepted()
  await city.run(c.callVisit, plan(caseId), lead)
  const join = (who: Actor, names = WHO) => code(city.run(c.joinVisit, { caseId, who: names }, who))
  expect(await join(police, '陈建国 审查岗')).toBe('TWO')
  expect(await join(police)).toBe('OK')
  expect(await join(police)).toBe('NOT_OPEN')
  expect(await join(await city.officer('350200-jianshe', 'reviewer'))).toBe('FORBIDDEN')
  const ask = (who: Actor = applicant) =>
    code(city.run(c.askVisitTime, { caseId, wish: '当天在外地，想改到下午。' }, who))
  expect(await ask(await city.citizen('citizen2'))).toBe('FORBIDDEN')
  expect(await ask()).toBe('OK')
  expect(await ask()).toBe('ONCE')
  expect((await view(number, lead)).visit!.wish).toContain('想改到下午')
  await city.run(c.callVisit, plan(caseId, { time: '15:00', reason: '应申请人请求。' }), lead)
  expect((await view(number, lead)).visit!.wish).toBeNull()
  expect(await ask()).toBe('ONCE')
  expect(await code(find(caseId, police))).toBe('NOT_OPEN')
  // The review waits for the record.
  for (const unit of [police, planning])
    await city.run(c.giveOpinion, { caseId, opinion: 'agree', reason: '可以施工。' }, unit)
  const review = () => code(city.run(c.review, { caseId, opinion: '可行。' }, lead))
  expect(await review()).toBe('VISIT')
  city.clock.advance(86_400_000)
  const record = (more: object = {}, who = lead) =>
    city.run(c.recordVisit, { caseId, applicant: 'signed', ...more }, who)
  await find(caseId, police)
  expect(await code(find(caseId, police))).toBe('NOT_OPEN')
  await find(caseId, planning, 'amend')
  expect(await code(record())).toBe('WAITING')
  await find(caseId, lead)
  expect(await code(record({}, police))).toBe('FORBIDDEN')
  expect(await code(record({ applicant: 'refused' }))).toBe('NOTE')
  const { document } = await record({ applicant: 'refused', note: '申请人认为不必签字。' })
  expect(document).toMatch(/勘〔\d{4}〕\d+号/)
  const seen = await view(number)
  expect(seen.visit!.units.map((u) => u.conclusion)).toEqual(['pass', 'pass', 'amend'])
  expect(seen.visit!.units[1]).toMatchObject({ finding: '现场与图纸一致。', who: '陈建国 审查岗；林志强 技术岗' })
  expect(seen.documents.map((d) => d.number)).toContain(document)
  expect(seen.acts.at(-1)).toMatchObject({
    type: 'site-visit.recorded',
    facts: { came: [POLICE, PLANNING, LEAD], missing: [], applicant: 'refused' },
  })
  expect(await code(city.run(c.callVisit, plan(caseId), lead))).toBe('NOT_OPEN')
  expect(await review()).toBe('OK')
})

test('who does not come within the limit has the light, and stands in the record as missing', async () => {
  const { caseId, number } = await accepted()
  await city.run(c.callVisit, plan(caseId), lead)
  city.clock.advance(86_400_000)
  await find(caseId, lead)
  await find(caseId, police)
  city.clock.advance(3 * 86_400_000)
  await city.settle()
  const lights = async () => {
    const { lights: all } = await city.run(
      measuresOfCase,
      { number },
      await city.officer('350200-jiancha', 'chief-supervisor'),
    )
    return all.filter((l) => l.ruleId.endsWith('site-visit-over') && l.clearedAt === null)
  }
  const [light, ...others] = await lights()
  expect(others).toEqual([])
  expect(light).toMatchObject({ light: 'red', unit: (await view(number)).visit!.units[2]!.unitName })
  expect((await view(number)).visit!.units.map((u) => u.late)).toEqual([false, false, true])
  await city.run(c.recordVisit, { caseId, applicant: 'signed' }, lead)
  await city.settle()
  expect(await lights()).toEqual([])
  expect((await view(number)).acts.at(-1)!.facts).toMatchObject({ missing: [PLANNING] })
})

test('called off, with the reason; nobody’s clock runs on, and the review is free', async () => {
  const { caseId, number } = await accepted()
  const off = (who = lead) => code(city.run(c.callOffVisit, { caseId, reason: '图纸已足以判断。' }, who))
  expect(await off()).toBe('NOT_OPEN')
  await city.run(c.callVisit, plan(caseId), lead)
  expect(await off(police)).toBe('FORBIDDEN')
  expect(await off()).toBe('OK')
  expect((await view(number)).visit).toBeNull()
  for (const unit of [police, planning])
    await city.run(c.giveOpinion, { caseId, opinion: 'agree', reason: '可以施工。' }, unit)
  expect(await code(city.run(c.callVisit, plan(caseId), lead))).toBe('OK')
  expect(await off()).toBe('OK')
  await city.run(c.review, { caseId, opinion: '可行。' }, lead)
})

test('times that suit all units are offered, the applicant takes one, and it is kept for all; another case finds it taken', async () => {
  const { caseId, number } = await accepted()
  const out = async (unit: string) => {
    await city.settle()
    const all = await city.run(outings, { unit, from: dayFrom(0) }, system('test'))
    return all.filter((o) => o.number === number).map((o) => `${o.day} ${o.time}`)
  }
  const [one, two] = [`${dayFrom(1)} 10:30`, `${dayFrom(2)} 13:30`]
  const offered = { caseId, times: [two, one], place: '湖滨南路路口', units: [LEAD, POLICE, PLANNING] }
  const offer = (more: object = {}, who = lead) => code(city.run(c.offerVisit, { ...offered, ...more }, who))
  const choose = (time: string, who = applicant, id = caseId) =>
    code(city.run(c.chooseVisitTime, { caseId: id, time }, who))
  expect(await offer({}, police)).toBe('FORBIDDEN')
  expect(await offer({}, applicant)).toBe('FORBIDDEN')
  expect(await offer({ units: [LEAD] })).toBe('UNITS')
  // Not a time for going out; a Saturday; no time at all.
  for (const time of [`${dayFrom(1)} 12:30`, `${dayFrom(5)} 10:30`])
    expect(await offer({ times: [time] })).toBe('TIMES')
  expect(await offer({ times: ['tomorrow'] })).toBe('INVALID')
  expect(await choose(one)).toBe('NOT_OPEN')
  expect(await offer()).toBe('OK')
  const seen = await view(number)
  expect(seen.visitOffer).toEqual({ times: [one, two], place: '湖滨南路路口' })
  expect([seen.visit, seen.abilities['choose-visit-time']]).toEqual([null, true])
  expect((await view(number, lead)).abilities['choose-visit-time']).toBe(false)
  for (const unit of [police, planning])
    await city.run(c.giveOpinion, { caseId, opinion: 'agree', reason: '可以施工。' }, unit)
  expect(await code(city.run(c.review, { caseId, opinion: '可行。' }, lead))).toBe('VISIT')

  // Another case of the same Monday takes the first of them for the police meanwhile.
  const other = await submitted()
  await city.run(c.callVisit, { ...plan(other.caseId, { time: '10:40' }), units: [LEAD, POLICE] }, lead)
  expect((await view(number)).visitOffer!.times).toEqual([two])
  expect(await choose(one)).toBe('GONE')
  expect(await choose(two, await city.citizen('citizen2'))).toBe('FORBIDDEN')
  expect(await choose(`${dayFrom(3)} 09:00`)).toBe('GONE')
  expect(await choose(two)).toBe('OK')
  expect(await choose(two)).toBe('NOT_OPEN')
  expect((await view(number)).visit).toMatchObject({ on: two.slice(0, 10), time: '13:30', said: '湖滨南路路口' })
  for (const unit of [LEAD, POLICE, PLANNING]) expect(await out(unit)).toEqual([two])
  // A time that another visit has is refused to the lead, too, and named.
  const busy = plan(other.caseId, { on: two.slice(0, 10), time: '14:00', units: [LEAD, PLANNING], reason: '改。' })
  expect(await code(city.run(c.callVisit, busy, lead))).toBe('BUSY')

  // Moved, what it had is free; called off, all of it.
  const moved = plan(caseId, { on: dayFrom(3), time: '09:00', units: [LEAD, PLANNING], reason: '应申请人请求。' })
  await city.run(c.callVisit, moved, lead)
  expect(await out(LEAD)).toEqual([`${dayFrom(3)} 09:00`])
  expect(await out(POLICE)).toEqual([])
  expect(await code(city.run(c.callVisit, { ...busy, units: [LEAD, POLICE] }, lead))).toBe('OK')
  await city.run(c.callOffVisit, { caseId, reason: '图纸已足以判断。' }, lead)
  for (const unit of [LEAD, PLANNING]) expect(await out(unit)).toEqual([])
  // An offer that nobody takes is called off, too, and holds nothing up.
  await city.run(c.offerVisit, { ...offered, times: [`${dayFrom(4)} 09:00`] }, lead)
  await city.run(c.callOffVisit, { caseId, reason: '不用去了。' }, lead)
  expect((await view(number)).visitOffer).toBeNull()
  await city.run(c.review, { caseId, opinion: '可行。' }, lead)
})
