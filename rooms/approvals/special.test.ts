// 容缺, 告知承诺, objections, decisions taken back: what an approval meets in real life beside its common way.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { type Actor, anonymous, Problem } from '../../kernel/platform/index.ts'
import { applyForFood, PDF, type TestCity, testCity } from '../../test/city.ts'
import { revokeOnChart } from '../licences/contract.ts'
import * as c from './contract.ts'

const FOOD = '350203-01-0101'
const FIRE = '350205-01-0301'
const ROAD = '350200-01-0011'
let city: TestCity
let applicant: Actor
const as = (unit: string, role: string) => city.officer(unit, role)
const food = (role: string) => as('350203-shichang', role)
const fire = (role: string) => as('350205-xiaofang', role)
const file = { name: 'a.pdf', size: PDF.length, bytes: PDF }
beforeAll(async () => {
  city = await testCity({ items: [FOOD, FIRE, ROAD] })
  applicant = await city.citizen()
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const FOOD_FORM = {
  shopName: '鹭岛茶馆',
  uscc: '913502000000010006',
  address: '思明区中山路 1 号',
  kind: '餐饮服务经营者',
  items: ['热食类食品制售'],
  legalPerson: '王一',
  legalPersonId: '11010519491231002X',
  phone: '0592-1234567',
}
const upload = (itemCode: string, ...materials: string[]) =>
  Promise.all(materials.map((material) => city.run(c.uploadMaterial, { itemCode, material, file }, applicant)))
const view = (number: string, who: Actor = applicant) => city.run(c.getCase, { number }, who)

test('a deferred material: promised, told when it does not come, no licence before it is there', async () => {
  await upload(FOOD, 'premises', 'tenancy')
  const submit = (form: object) =>
    city.run(c.submitApplication, { itemCode: FOOD, form: { ...FOOD_FORM, ...form } }, applicant)
  expect(await code(submit({}))).toBe('MATERIALS')
  // Only what the item lets come later.
  expect(await code(submit({ deferred: ['经营场所平面图'] }))).toBe('FORM')
  const { caseId, number } = await submit({ deferred: ['食品安全管理制度'] })
  await city.run(c.acceptCase, { caseId }, await food('clerk'))
  const at = await view(number)
  const accepted = at.acts.find((a) => a.type === 'case.accepted')!
  expect(accepted.facts.deferred).toEqual([{ material: 'rules', until: '2026-03-09' }])
  await city.run(c.review, { caseId, opinion: '符合。' }, await food('reviewer'))
  await city.run(c.decide, { caseId, outcome: 'grant' }, await food('approver'))
  expect(await code(city.run(c.issueLicence, { caseId }, await food('clerk')))).toBe('DEFERRED')
  expect(await code(city.run(c.lapseDeferral, { caseId, day: '2026-03-09' }, await food('clerk')))).toBe('FORBIDDEN')
  city.clock.advance(8 * 86_400_000)
  await city.settle()
  const late = await view(number)
  expect(late.acts.at(-1)).toMatchObject({ type: 'deferral.due', facts: { missing: 1, materials: ['rules'] } })
  expect(late.documents.map((d) => d.kind)).toContain('deferral-lapsed')
  expect(late.deferred).toMatchObject([{ material: 'rules', lapsed: true, given: false }])
  // Somebody else’s hand does not give it, nor another slot.
  const paper = { caseId, slot: 'rules', file }
  expect(await code(city.run(cases.addPaper, paper, await city.citizen('citizen2')))).toBe('NO_CASE')
  expect(await code(city.run(cases.addPaper, { ...paper, slot: 'premises' }, applicant))).toBe('CLOSED')
  await city.run(cases.addPaper, paper, applicant)
  expect(await code(city.run(cases.addPaper, paper, applicant))).toBe('CLOSED')
  expect(await code(city.run(c.issueLicence, { caseId }, await food('clerk')))).toBe('OK')
})

test('what came in time lapses without a letter', async () => {
  await upload(FOOD, 'premises', 'tenancy')
  const { caseId, number } = await city.run(
    c.submitApplication,
    { itemCode: FOOD, form: { ...FOOD_FORM, deferred: ['食品安全管理制度'] } },
    applicant,
  )
  await city.run(c.acceptCase, { caseId }, await food('clerk'))
  await city.run(cases.addPaper, { caseId, slot: 'rules', file }, applicant)
  city.clock.advance(30 * 86_400_000)
  await city.settle()
  const at = await view(number)
  expect(at.acts.at(-1)).toMatchObject({ type: 'deferral.due', facts: { missing: 0 } })
  expect(at.documents.map((d) => d.kind)).not.toContain('deferral-lapsed')
})

const FIRE_FORM = {
  name: '鹭岛茶馆',
  uscc: '913502000000010006',
  address: '海沧区沧虹路 1 号',
  area: 120,
  manager: '王一',
  phone: '0592-1234567',
}
async function promised(way: object) {
  await upload(FIRE, 'installations', 'plan', 'floor')
  return city.run(c.submitApplication, { itemCode: FIRE, form: { ...FIRE_FORM, ...way } }, applicant)
}
const waits = async (number: string) => (await view(number)).work.map((w) => w.act)

/** Decided on a promise, issued and served. */
async function granted() {
  const made = await promised({ promised: true })
  const { caseId } = made
  await city.run(c.acceptCase, { caseId }, await fire('clerk'))
  // At once to the decision: nobody examines first.
  expect(await waits(made.number)).toEqual(['case.decided'])
  await city.run(c.decide, { caseId, outcome: 'grant' }, await fire('approver'))
  await city.run(c.issueLicence, { caseId }, await fire('clerk'))
  await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, await fire('clerk'))
  return made
}

test('notice and promise: decided at once, checked afterwards by a task with its limit; kept closes it', async () => {
  const common = await promised({})
  await city.run(c.acceptCase, { caseId: common.caseId }, await fire('clerk'))
  expect(await waits(common.number)).toEqual(['case.reviewed'])
  const { caseId, number } = await granted()
  const at = await view(number)
  expect(at).toMatchObject({ status: 'checking', closed: false, work: [{ act: 'promise.checked', own: true }] })
  expect(at.work[0]!.due).not.toBeNull()
  const kept = { caseId, outcome: 'kept' as const, finding: '现场与承诺一致。' }
  expect(await code(city.run(c.checkPromise, kept, await fire('clerk')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.checkPromise, { ...kept, finding: '' }, await fire('reviewer')))).toBe('INVALID')
  await city.run(c.checkPromise, kept, await fire('reviewer'))
  expect(await view(number)).toMatchObject({ status: 'closed', closed: true, work: [] })
  expect(await code(city.run(c.checkPromise, kept, await fire('reviewer')))).toBe('NOT_OPEN')
})

test('a false promise leads to revocation, and the licence is invalid at once', async () => {
  const { caseId, number } = await granted()
  const { facts } = (await view(number)).acts.find((a) => a.type === 'licence.issued')!
  await city.run(c.checkPromise, { caseId, outcome: 'broken', finding: '没有喷淋。' }, await fire('reviewer'))
  expect(await view(number)).toMatchObject({ status: 'broken', closed: false })
  const revoke = { caseId, reason: '承诺不实。' }
  expect(await code(city.run(revokeOnChart, revoke, await fire('reviewer')))).toBe('FORBIDDEN')
  await city.run(revokeOnChart, revoke, await fire('approver'))
  expect(await view(number)).toMatchObject({ status: 'closed', closed: true })
  expect(await city.run(cases.lookUpLicence, { number: String(facts.number) }, anonymous)).toMatchObject({
    ended: { said: { zh: '撤销' } },
  })
})

test('an objection is heard before it is decided; anybody concerned may raise it', async () => {
  const { caseId, number } = await applyForFood(city, applicant, FOOD)
  const object = { caseId, objection: '油烟正对我家窗户。' }
  expect(await code(city.run(c.raiseObjection, object, anonymous))).toBe('LOGIN_REQUIRED')
  await city.run(c.raiseObjection, object, await city.citizen('citizen2'))
  await city.run(c.acceptCase, { caseId }, await food('clerk'))
  await city.run(c.review, { caseId, opinion: '符合。' }, await food('reviewer'))
  expect(await code(city.run(c.decide, { caseId, outcome: 'grant' }, await food('approver')))).toBe('UNANSWERED')
  const answer = { caseId, taken: 'no' as const, answer: '油烟经净化，符合标准。' }
  expect(await code(city.run(c.answerObjection, answer, await food('clerk')))).toBe('FORBIDDEN')
  await city.run(c.answerObjection, answer, await food('reviewer'))
  expect(await code(city.run(c.answerObjection, answer, await food('reviewer')))).toBe('NOT_OPEN')
  // What the neighbour said is for the unit, not for the applicant.
  expect((await view(number)).acts.find((a) => a.type === 'objection.raised')).not.toHaveProperty('why')
  expect((await view(number, await food('reviewer'))).acts.find((a) => a.type === 'objection.raised')!.why).toContain(
    '油烟',
  )
  await city.run(c.decide, { caseId, outcome: 'grant' }, await food('approver'))
  expect(await code(city.run(c.raiseObjection, object, applicant))).toBe('DECIDED')
})

test('a decision that nobody was served with can be taken back; one that was issued cannot', async () => {
  const { caseId, number } = await applyForFood(city, applicant, FOOD)
  await city.run(c.acceptCase, { caseId }, await food('clerk'))
  await city.run(c.review, { caseId, opinion: '符合。' }, await food('reviewer'))
  const back = { caseId, reason: '决定书写错了地址。' }
  expect(await code(city.run(c.withdrawDecision, back, await food('approver')))).toBe('NOT_OPEN')
  await city.run(c.decide, { caseId, outcome: 'grant' }, await food('approver'))
  expect(await code(city.run(c.withdrawDecision, back, await food('clerk')))).toBe('FORBIDDEN')
  await city.run(c.withdrawDecision, back, await food('approver'))
  expect(await view(number)).toMatchObject({ status: 'decision-withdrawn', closed: true, work: [] })
  const { caseId: issued } = await granted()
  expect(await code(city.run(c.withdrawDecision, { ...back, caseId: issued }, await fire('approver')))).toBe('SERVED')
})

test('joint review: each unit by its own task and limit; silence is no consent, and a no is answered', async () => {
  await upload(ROAD, 'plan', 'site-plan')
  const form = {
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
  const { caseId, number } = await city.run(c.submitApplication, { itemCode: ROAD, form }, applicant)
  const road = (role: string) => as('350200-shizheng', role)
  const police = await as('350200-gongan', 'reviewer')
  await city.run(c.acceptCase, { caseId }, await road('clerk'))
  const asked = await view(number)
  expect(asked.opinions.map((o) => [o.opinion, o.late])).toEqual([
    [null, false],
    [null, false],
  ])
  // A step's own limit is its performer's: whoever is silent has the light.
  const due = asked.work.map((w) => [w.act, w.own, w.due !== null])
  expect(due).toEqual([
    ['opinion.given', true, true],
    ['opinion.given', true, true],
  ])
  const agree = { caseId, opinion: 'agree' as const, reason: '夜间施工，保留一条车道。' }
  expect(await code(city.run(c.giveOpinion, agree, await road('reviewer')))).toBe('FORBIDDEN')
  await city.run(c.giveOpinion, agree, police)
  expect(await code(city.run(c.giveOpinion, agree, police))).toBe('FORBIDDEN')
  city.clock.advance(10 * 86_400_000)
  await city.settle()
  const late = await view(number)
  expect(late.opinions).toMatchObject([{ opinion: 'agree' }, { opinion: null, late: true }])
  expect(await code(city.run(c.review, { caseId, opinion: '可以。' }, await road('reviewer')))).toBe('NOT_OPEN')
  await city.run(
    c.giveOpinion,
    { caseId, opinion: 'disagree', reason: '与地铁管线冲突。' },
    await as('350200-guihua', 'reviewer'),
  )
  await city.run(c.review, { caseId, opinion: '改线后可行。' }, await road('reviewer'))
  const grant = { caseId, outcome: 'grant' as const }
  expect(await code(city.run(c.decide, grant, await road('approver')))).toBe('AGAINST_OPINION')
  await city.run(c.decide, { ...grant, reason: '改线后不再冲突。' }, await road('approver'))
})
