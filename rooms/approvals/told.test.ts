// Who learns of a joint visit and of a hearing, in which words, and what then waits for whom.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inbox as inboxOf, toTell } from '../../kernel/cases/contract.ts'
import { workCheck } from '../../kernel/cases/standing-checks.ts'
import { codeOf as code, HOME } from '../../kernel/platform/harness.ts'
import { type Actor, type PersonActor, system } from '../../kernel/platform/index.ts'
import { apply, PDF, type TestCity, testCity } from '../../test/city.ts'
import appointments from '../appointments/index.ts'
import { prefer } from '../messages/contract.ts'
import { messagesRoom } from '../messages/index.ts'
import { deliveriesOf, messagesOf } from '../messages/message.store.ts'
import { SUBJECT } from '../messages/words.rules.ts'
import * as c from './contract.ts'
import approvals from './index.ts'

const [ROAD, SCHOOL] = ['350200-01-0011', '350200-01-0001']
const [LEAD, POLICE, PLANNING, BUILDING] = ['350200-shizheng', '350200-gongan', '350200-guihua', '350200-jianshe']
const MONDAY = '2026-03-02T01:00:00Z'
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
let neighbour: Actor
const officer = (unit: string, role = 'reviewer') => city.officer(unit, role)
beforeAll(async () => {
  city = await testCity({ items: [ROAD, SCHOOL], more: [messagesRoom([approvals]), appointments], start: MONDAY })
  applicant = await city.citizen()
  neighbour = await city.citizen('citizen2')
})
afterAll(() => city.close())

/** Each a second after the one before: messages are in the order of their acts. */
const run: TestCity['run'] = (...asked) => {
  city.clock.advance(1000)
  return city.run(...asked)
}
const idOf = (actor: Actor) => (actor as PersonActor).personId
/** What came of a case, newest first: where it is read, and its sentence. */
async function heard(who: Actor, number: string): Promise<[path: string | null, zh: string][]> {
  await city.settle()
  const { list } = await city.db
    .transaction()
    .execute((tx) => messagesOf(tx, { home: HOME, person: idOf(who), limit: 50, offset: 0 }))
  return list.filter((m) => m.caseNumber === number).map((m) => [m.path, m.line.zh])
}
/** What of the case waits for a post beside its chart. */
async function waits(who: Actor, number: string): Promise<[step: string, due: string | null][]> {
  const { work } = await city.run(inboxOf, { page: 1, text: number }, who)
  return work.filter((w) => /^(site-visit|licence-hearing)\./.test(w.act ?? '')).map((w) => [w.step.zh, w.due])
}
/** Work is what acts and charts make of it. */
const agrees = async () =>
  expect((await city.db.transaction().execute((tx) => workCheck.piece(tx, '', 100))).found).toEqual([])
const day = (on: string) => city.clock.set(`${on}T02:00:00Z`)

test('a joint visit: who goes is told where and when, again when it is moved or called off, and has it in the inbox', async () => {
  const file = { name: 'a.pdf', size: PDF.length, bytes: PDF }
  for (const material of ['plan', 'site-plan'])
    await run(c.uploadMaterial, { itemCode: ROAD, material, file }, applicant)
  const { caseId, number } = await run(c.submitApplication, { itemCode: ROAD, form: FORM }, applicant)
  await run(c.acceptCase, { caseId }, await officer(LEAD, 'clerk'))
  const [lead, police, planning] = [await officer(LEAD), await officer(POLICE), await officer(PLANNING)]
  const plan = { caseId, on: '2026-03-03', time: '09:30', place: '湖滨南路路口', units: [LEAD, POLICE, PLANNING] }
  await run(c.callVisit, plan, lead)
  const desk = `/desk/cases/${number}`
  for (const who of [lead, police, planning]) {
    expect((await heard(who, number))[0]).toEqual([
      desk,
      '约您单位联合勘验：2026-03-03 09:30，湖滨南路路口。请确认谁去。',
    ])
    expect(await waits(who, number)).toEqual([['确认谁去勘验', '2026-03-03']])
  }
  expect((await heard(applicant, number))[0]).toEqual([
    `/cases/${number}`,
    '约了联合勘验：2026-03-03 09:30，湖滨南路路口。不便的话可以请求改一次。',
  ])
  // Nobody else: not who does other steps there, nor a unit that does not go.
  expect(await heard(await officer(POLICE, 'clerk'), number)).toEqual([])
  expect(await heard(await officer(BUILDING), number)).toEqual([])
  await run(c.joinVisit, { caseId, who: '陈建国 审查岗\n林志强 技术岗' }, police)
  expect(await waits(police, number)).toEqual([['勘验意见', '2026-03-05']])
  await agrees()

  // Moved, and without planning.
  await run(
    c.callVisit,
    { ...plan, on: '2026-03-04', time: '14:00', units: [LEAD, POLICE], reason: '路口封闭。' },
    lead,
  )
  expect((await heard(police, number))[0]![1]).toBe('联合勘验改到2026-03-04 14:00，湖滨南路路口。请确认谁去。')
  expect((await heard(planning, number))[0]![1]).toBe('改约的联合勘验不用您单位去了。')
  expect((await heard(applicant, number))[0]![1]).toContain('联合勘验改到2026-03-04 14:00')
  expect(await waits(police, number)).toEqual([['确认谁去勘验', '2026-03-04']])
  expect(await waits(planning, number)).toEqual([])
  await run(c.askVisitTime, { caseId, wish: '想改到上午。' }, applicant)
  expect(await waits(lead, number)).toContainEqual(['约定联合勘验', '2026-03-04'])
  const told = (await heard(planning, number)).length
  await run(c.callOffVisit, { caseId, reason: '图纸已足以判断。' }, lead)
  for (const who of [lead, police, applicant])
    expect((await heard(who, number))[0]![1]).toBe('联合勘验取消了，理由在办件里。')
  expect((await heard(planning, number)).length).toBe(told)
  expect(await waits(police, number)).toEqual([])
  expect(await waits(lead, number)).toEqual([])
  await agrees()

  // Gone to and recorded, nothing of it waits for anybody.
  await run(c.callVisit, { ...plan, units: [LEAD, POLICE] }, lead)
  day('2026-03-03')
  const finding = { caseId, conclusion: 'pass' as const, finding: '一致。', who: '陈建国 审查岗\n林志强 技术岗' }
  for (const who of [lead, police]) await run(c.findOnVisit, finding, who)
  expect(await waits(lead, number)).toEqual([['联合勘验记录', '2026-03-05']])
  await run(c.recordVisit, { caseId, applicant: 'signed' }, lead)
  expect(await waits(lead, number)).toEqual([])
  await agrees()
})

test('a hearing: who asked, who objected and the applicant are told of it, of another time and of its record, seven days before', async () => {
  city.clock.set('2026-03-09T01:00:00Z')
  await run(prefer, { email: 'chen@example.com', sms: '', digest: false }, neighbour)
  const { caseId, number } = await apply(city, applicant)
  const [clerk, reviewer, approver] = [
    await officer(BUILDING, 'clerk'),
    await officer(BUILDING),
    await officer(BUILDING, 'approver'),
  ]
  await run(c.acceptCase, { caseId }, clerk)
  await run(c.offerHearing, { caseId, why: 'others', matter: '对南侧住宅的日照影响。' }, reviewer)
  expect(await heard(neighbour, number)).toEqual([])
  expect(await waits(reviewer, number)).toEqual([])
  await run(c.askHearing, { caseId, reason: '我家采光会受影响。' }, neighbour)
  const objector = await officer(PLANNING).then((a) => ({ ...a, post: undefined }) as Actor)
  await run(c.raiseObjection, { caseId, objection: '影响通行。' }, objector)
  expect(await waits(reviewer, number)).toEqual([['听证通知', '2026-04-07']])
  const call = (more: object = {}) =>
    run(
      c.callHearing,
      { caseId, on: '2026-03-20', time: '09:30', place: '建设局会议室', chair: idOf(clerk), ...more },
      reviewer,
    )
  // Seven working days are between the word and the hearing: the notice keeps what the law asks.
  expect(await code(call({ on: '2026-03-17' }))).toBe('TOO_SOON')
  await call()
  const name = (clerk as PersonActor).name
  const first = `要举行听证：2026-03-20 09:30，建设局会议室，主持人 ${name}。`
  expect((await heard(applicant, number))[0]).toEqual([`/cases/${number}`, first])
  for (const who of [neighbour, objector])
    expect(await heard(who, number)).toEqual([[`/cases/${number}/hearing`, first]])
  expect(await waits(clerk, number)).toEqual([['听证笔录', '2026-03-20']])
  const sent = () => city.db.transaction().execute((tx) => deliveriesOf(tx, HOME, idOf(neighbour), 9))
  const mails = await sent()
  expect(mails.map((d) => [d.channel, d.state, d.subject])).toEqual([['email', 'sent', SUBJECT.zh]])
  expect(mails[0]!.body).toContain(`/cases/${number}/hearing`)

  // Another time: with the reason, and told seven days before again.
  expect(await code(call({ on: '2026-03-24' }))).toBe('REASON')
  day('2026-03-12')
  expect(await code(call({ on: '2026-03-20', time: '15:00', reason: '会议室另有安排。' }))).toBe('TOO_SOON')
  await call({ on: '2026-03-24', reason: '会议室另有安排。' })
  const moved = `听证改期：2026-03-24 09:30，建设局会议室，主持人 ${name}。`
  for (const who of [applicant, neighbour, objector]) expect((await heard(who, number))[0]![1]).toBe(moved)
  await run(c.challengeChair, { caseId, reason: '与申请人有亲属关系。' }, neighbour)
  expect(await waits(approver, number)).toEqual([['答复回避申请', '2026-03-24']])
  await run(c.answerChallenge, { caseId, upheld: 'no', answer: '经查没有。' }, approver)
  expect((await heard(neighbour, number))[0]![1]).toBe('对回避申请有了答复：主持人不回避。')
  await agrees()
  day('2026-03-24')
  await run(c.holdHearing, { caseId, present: '双方', record: '双方质证。', opinion: '满足规范。' }, clerk)
  for (const who of [applicant, neighbour]) expect((await heard(who, number))[0]![1]).toContain('听证已经举行')
  expect(await waits(clerk, number)).toEqual([])
  await agrees()
})

test('a note of a visit and whom to tell are the system’s own: nobody else makes or asks them', async () => {
  const { caseId, number } = await apply(city, applicant)
  const note = { number, of: '350200-2026-000001', how: 'called' as const, on: '2026-05-06', time: '09:30' }
  for (const who of [applicant, await officer(BUILDING)])
    expect(await code(run(c.noteVisit, note, who))).toBe('FORBIDDEN')
  expect(await code(run(c.noteVisit, { ...note, on: 'soon' }, system('test')))).toBe('INVALID')
  const asked = { caseId, actId: caseId, fields: ['form'], did: ['application.submitted'] }
  for (const who of [applicant, await officer(BUILDING)])
    expect(await code(city.run(toTell, asked, who))).toBe('FORBIDDEN')
})
