// 听证 (行政许可法 arts. 45 to 48): who is told and asks, who presides, whose days they are, and what the decision follows.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor } from '../../../kernel/platform/index.ts'
import { apply, type TestCity, testCity } from '../../../test/city.ts'
import { measuresOfCase } from '../../supervision/contract.ts'
import supervision from '../../supervision/index.ts'
import * as c from '../contract.ts'

const UNIT = '350200-jianshe'
const MONDAY = '2026-03-02T01:00:00Z'
let city: TestCity
let applicant: Actor
let neighbour: Actor
let clerk: Actor
let reviewer: Actor
let approver: Actor
beforeAll(async () => {
  city = await testCity({ more: [supervision], start: MONDAY })
  applicant = await city.citizen()
  neighbour = await city.citizen('citizen2')
  clerk = await city.officer(UNIT, 'clerk')
  reviewer = await city.officer(UNIT, 'reviewer')
  approver = await city.officer(UNIT, 'approver')
})
afterAll(() => city.close())

const idOf = (actor: Actor) => (actor as PersonActor).personId
const view = (number: string, who: Actor = applicant) => city.run(c.getCase, { number }, who)
/** On the Monday of every test. */
async function accepted() {
  city.clock.set(MONDAY)
  const made = await apply(city, applicant)
  await city.run(c.acceptCase, { caseId: made.caseId }, clerk)
  return made
}
const at = (day: string) => city.clock.set(`${day}T02:00:00Z`)
const offer = (caseId: string, why: 'others' | 'public' = 'others', who = reviewer) =>
  city.run(c.offerHearing, { caseId, why, matter: '教学楼对南侧住宅的日照影响。' }, who)
const ask = (caseId: string, who = neighbour) =>
  city.run(c.askHearing, { caseId, reason: '我家在南侧，采光会受影响。' }, who)
const call = (caseId: string, more: object = {}, who = reviewer) =>
  city.run(
    c.callHearing,
    { caseId, on: '2026-03-13', time: '09:30', place: '建设局会议室', chair: idOf(clerk), ...more },
    who,
  )
const hold = (caseId: string, who = clerk) =>
  city.run(
    c.holdHearing,
    { caseId, present: '鹭岛建设、邻居陈某', record: '双方就日照报告质证。', opinion: '日照满足规范。' },
    who,
  )
const decide = (caseId: string, reason = '') =>
  city.run(c.decide, { caseId, outcome: 'grant', ...(reason ? { reason } : {}) } as never, approver)

test('told, asked within five days by whoever it concerns; the decision waits for it and follows its record', async () => {
  const { caseId, number } = await accepted()
  expect(await code(ask(caseId))).toBe('NOT_OPEN')
  expect(await code(offer(caseId, 'others', clerk))).toBe('FORBIDDEN')
  const { document } = await offer(caseId)
  expect(document).toMatch(/听告〔2026〕\d+号/)
  expect(await code(offer(caseId))).toBe('ONCE')
  expect((await view(number)).hearing).toMatchObject({ why: 'others', until: '2026-03-09', asked: 0 })
  expect(await code(ask(caseId, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(call(caseId))).toBe('NO_ASK')
  await city.run(c.review, { caseId, opinion: '符合条件。' }, reviewer)
  expect(await code(decide(caseId))).toBe('HEARING')
  at('2026-03-04')
  await ask(caseId)
  // Who asked and why is for the unit alone.
  const asked = (who: Actor) =>
    view(number, who).then((v) => v.acts.findLast((a) => a.type === 'licence-hearing.asked')!)
  expect((await asked(reviewer)).why).toContain('采光')
  expect((await asked(applicant)).why).toBeUndefined()
  expect(await code(city.run(c.getCase, { number }, neighbour))).toBe('FORBIDDEN')
  // Seven working days’ notice, twenty from the application: the 13th to the 1st of April.
  expect(await code(call(caseId, { on: '2026-03-12' }))).toBe('TOO_SOON')
  expect(await code(call(caseId, { on: '2026-04-02' }))).toBe('TOO_LATE')
  expect(await code(call(caseId, { chair: idOf(reviewer) }))).toBe('CHAIR')
  expect(await code(call(caseId, {}, approver))).toBe('FORBIDDEN')
  const chairs = (await view(number, reviewer)).chairs.map((h) => h.id)
  expect(chairs).toContain(idOf(clerk))
  expect(chairs).not.toContain(idOf(reviewer))
  await call(caseId)
  expect(await code(ask(caseId))).toBe('LATE')
  expect(await code(hold(caseId))).toBe('TOO_EARLY')
  at('2026-03-13')
  expect(await code(hold(caseId, approver))).toBe('FORBIDDEN')
  const { clocks } = await view(number)
  // Accepted on the 2nd; since the 4th its days are not counted.
  expect(clocks.statutory).toMatchObject({ used: 2, suspended: true })
  const record = { caseId, record: '双方就日照报告质证。', opinion: '日照满足规范。' }
  expect(await code(city.run(c.holdHearing, record, clerk))).toBe('SIGNED')
  // Who would not sign stands in the record with the reason; the hearing was held all the same.
  await city.run(c.holdHearing, { ...record, present: '鹭岛建设', unsigned: '邻居陈某：不同意报告结论' }, clerk)
  const heard = (await view(number)).acts.findLast((a) => a.type === 'licence-hearing.held')!
  expect(heard.facts).toMatchObject({ signed: false })
  expect(await code(decide(caseId))).toBe('BY_RECORD')
  await decide(caseId, '听证中的意见已核实，日照满足规范，予以采纳。')
  const done = await view(number)
  expect(done.acts.at(-1)!.basis).toContainEqual({ law: '行政许可法', article: 48 })
  expect(done.documents.map((d) => d.title.zh)).toEqual(
    expect.arrayContaining(['听证告知书', '听证通知书', '听证笔录', '准予行政许可决定书']),
  )
})

test('nobody asks: after five days it is decided, and no day is lost', async () => {
  const { caseId, number } = await accepted()
  await offer(caseId)
  await city.run(c.review, { caseId, opinion: '符合条件。' }, reviewer)
  at('2026-03-09')
  expect(await code(decide(caseId))).toBe('HEARING')
  at('2026-03-10')
  expect(await code(ask(caseId))).toBe('LATE')
  await decide(caseId)
  expect((await view(number)).clocks.statutory).toMatchObject({ used: 6, suspended: false })
  expect(await code(offer(caseId))).toBe('NOT_OPEN')
})

test('of public interest it is held though nobody asks', async () => {
  const { caseId } = await accepted()
  await offer(caseId, 'public')
  expect(await code(ask(caseId))).toBe('NOT_OPEN')
  await city.run(c.review, { caseId, opinion: '符合条件。' }, reviewer)
  at('2026-03-20')
  expect(await code(decide(caseId))).toBe('HEARING')
  await call(caseId, { on: '2026-04-02' })
  at('2026-04-02')
  await hold(caseId)
  await decide(caseId, '按听证笔录，准予。')
})

test('the chair is challenged: answered by who does not preside, upheld it is called anew', async () => {
  const { caseId, number } = await accepted()
  await offer(caseId)
  await ask(caseId, applicant)
  const challenge = (who = neighbour) =>
    code(city.run(c.challengeChair, { caseId, reason: '主持人是申请人的亲属。' }, who))
  expect(await challenge()).toBe('NOT_OPEN')
  await call(caseId, { chair: idOf(approver) })
  expect(await challenge()).toBe('OK')
  const answer = (upheld: 'yes' | 'no', who: Actor) =>
    code(city.run(c.answerChallenge, { caseId, upheld, answer: '经查属实，予以回避。' }, who))
  at('2026-03-13')
  expect(await code(hold(caseId, approver))).toBe('CHALLENGED')
  expect(await answer('yes', approver)).toBe('FORBIDDEN')
  expect(await answer('yes', clerk)).toBe('FORBIDDEN')
  expect(await answer('yes', reviewer)).toBe('OK')
  expect(await answer('yes', reviewer)).toBe('NOT_OPEN')
  expect((await view(number)).hearing).toMatchObject({ called: null, challenges: 0 })
  expect(await code(hold(caseId, approver))).toBe('FORBIDDEN')
  await call(caseId, { on: '2026-03-24' })
  expect(await challenge(applicant)).toBe('OK')
  expect(await answer('no', reviewer)).toBe('FORBIDDEN')
  expect(await answer('no', approver)).toBe('OK')
  at('2026-03-24')
  await hold(caseId)
})

test('not held within twenty days of the application: a light of the unit, with its article', async () => {
  const { caseId, number } = await accepted()
  await offer(caseId)
  await ask(caseId)
  at('2026-03-31')
  await city.settle()
  const chief = await city.officer('350200-jiancha', 'chief-supervisor')
  const lights = async () =>
    (await city.run(measuresOfCase, { number }, chief)).lights.filter((l) => l.ruleId.endsWith('hearing-over'))
  expect((await lights()).map((l) => [l.light, l.clearedAt])).toEqual([['red', null]])
  // Late as it is, it is still told seven days before.
  expect(await code(call(caseId, { on: '2026-04-01' }))).toBe('TOO_SOON')
  await call(caseId, { on: '2026-04-15' })
  at('2026-04-15')
  await hold(caseId)
  await city.settle()
  expect((await lights()).map((l) => l.clearedAt !== null)).toEqual([true])
})
