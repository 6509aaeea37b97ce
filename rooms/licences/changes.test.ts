// 延续、变更、补证、注销: on application by the holder, and the chain of versions that they leave.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { type Actor, anonymous, Problem, system } from '../../kernel/platform/index.ts'
import { applyForFood, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'

const FOOD = '350203-01-0101'
const [RENEW, CHANGE, REPLACE, CANCEL] = [
  '350203-01-0111',
  '350203-01-0112',
  '350203-01-0113',
  '350203-01-0114',
] as const
const DAY = 86_400_000
let city: TestCity
let applicant: Actor
const as = (role: string) => city.officer('350203-shichang', role)
beforeAll(async () => {
  city = await testCity({ items: [FOOD, RENEW, CHANGE, REPLACE, CANCEL] })
  applicant = await city.citizen()
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const file = { name: 'a.pdf', size: PDF.length, bytes: PDF }
const phone = '0592-1234567'
const held = async (number: string, who = applicant) =>
  (await city.run(c.myLicences, {}, who)).find((l) => l.number === number)!
const look = (number: string) => city.run(cases.lookUpLicence, { number }, anonymous)

/** Accepted, decided and, where it yields one, issued. */
async function through(caseId: string, issues = true) {
  await city.run(approvals.acceptCase, { caseId }, await as('clerk'))
  await city.run(approvals.decide, { caseId, outcome: 'grant' }, await as('approver'))
  return issues ? (await city.run(approvals.issueLicence, { caseId }, await as('clerk'))).licence : ''
}
async function licensed() {
  const { caseId, number } = await applyForFood(city, applicant, FOOD)
  await city.run(approvals.acceptCase, { caseId }, await as('clerk'))
  await city.run(approvals.review, { caseId, opinion: '符合。' }, await as('reviewer'))
  await city.run(approvals.decide, { caseId, outcome: 'grant' }, await as('approver'))
  const { licence } = await city.run(approvals.issueLicence, { caseId }, await as('clerk'))
  return { caseId, number, licence }
}
async function ask(itemCode: string, form: object, material?: string, who = applicant) {
  if (material) await city.run(approvals.uploadMaterial, { itemCode, material, file }, who)
  return city.run(approvals.submitApplication, { itemCode, form: { phone, ...form } }, who)
}

test('a change takes the place of the licence before it, whose last day it keeps', async () => {
  const { licence, caseId: first } = await licensed()
  const before = await held(licence)
  expect(before.changes.map((x) => x.how).sort()).toEqual(['cancel', 'change', 'renew', 'replace'])
  const form = {
    licence,
    shopName: '鹭岛新茶馆',
    kind: '餐饮服务经营者',
    items: ['热食类食品制售'],
    legalPerson: '王二',
  }
  expect(await code(ask(CHANGE, { ...form, licence: 'L0000000000000000' }, 'change'))).toBe('LICENCE')
  const stranger = await city.citizen('citizen2')
  expect(await code(ask(CHANGE, form, 'change', stranger))).toBe('LICENCE')
  const { caseId } = await ask(CHANGE, form, 'change')
  // One at a time, whichever it is.
  expect(await code(ask(REPLACE, { licence, reason: '丢了' }))).toBe('LICENCE')
  const next = await through(caseId)
  expect(await held(next)).toMatchObject({ holder: '鹭岛新茶馆', replaces: licence, until: before.until, ended: null })
  expect(await held(licence)).toMatchObject({ replacedBy: next, usable: false, changes: [] })
  expect(await look(licence)).toMatchObject({ ended: { said: { zh: '已换发新证' } } })
  const end = { caseId: first, how: 'cancelled' as const, from: 'x' }
  expect(await code(city.run(c.succeedLicence, end, await as('approver')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.succeedLicence, end, system('test')))).toBe('NO_LICENCE')
  // What the change does not say anew stands as it was, and it can be changed again.
  expect((await look(next)).ended).toBeNull()
  const third = await through((await ask(REPLACE, { licence: next, reason: '丢了' })).caseId)
  expect(await held(third)).toMatchObject({ holder: '鹭岛新茶馆', replaces: next, until: before.until })
})

test('cancelled on application: no new one, and invalid with the decision', async () => {
  const { licence } = await licensed()
  const { caseId } = await ask(CANCEL, { licence, reason: '不再经营' })
  await through(caseId, false)
  expect(await held(licence)).toMatchObject({ ended: { said: { zh: '注销' } }, replacedBy: null })
  expect(await code(ask(CANCEL, { licence, reason: '不再经营' }))).toBe('LICENCE')
})

test('what was revoked meanwhile is not replaced', async () => {
  const { licence, caseId: first } = await licensed()
  const { caseId } = await ask(REPLACE, { licence, reason: '丢了' })
  await city.run(approvals.acceptCase, { caseId }, await as('clerk'))
  await city.run(approvals.decide, { caseId, outcome: 'grant' }, await as('approver'))
  await city.run(c.endLicence, { caseId: first, how: 'revoked', reason: '申请材料系伪造。' }, await as('approver'))
  expect(await code(city.run(approvals.issueLicence, { caseId }, await as('clerk')))).toBe('NO_LICENCE')
})

test('renewal: thirty days before the end; decided in time it goes on from that end', async () => {
  const { licence } = await licensed()
  const { until } = await held(licence)
  city.clock.set(new Date(Date.parse(`${until}T01:00:00Z`) - 29 * DAY))
  expect(await code(ask(RENEW, { licence, unchanged: true }, 'self-check'))).toBe('LICENCE')
  city.clock.set(new Date(Date.parse(`${until}T01:00:00Z`) - 40 * DAY))
  const next = await through((await ask(RENEW, { licence, unchanged: true }, 'self-check')).caseId)
  expect((await held(next)).until).toBe(`${Number(until!.slice(0, 4)) + 5}${until!.slice(4)}`)
  // Decided: the end of the old one rings nothing.
  city.clock.set(new Date(Date.parse(`${until}T01:00:00Z`) + 2 * DAY))
  await city.settle()
  expect((await held(next)).ended).toBeNull()
})

test('renewal: no decision before the end counts as renewed, and the licence is valid on', async () => {
  const { licence } = await licensed()
  const { until } = await held(licence)
  city.clock.set(new Date(Date.parse(`${until}T01:00:00Z`) - 40 * DAY))
  const { caseId, number } = await ask(RENEW, { licence, unchanged: true }, 'self-check')
  const silent = { caseId, until: until! }
  expect(await code(city.run(approvals.renewBySilence, silent, await as('approver')))).toBe('FORBIDDEN')
  await city.run(approvals.acceptCase, { caseId }, await as('clerk'))
  city.clock.set(new Date(Date.parse(`${until}T01:00:00Z`) + 2 * DAY))
  await city.settle()
  const at = await city.run(approvals.getCase, { number }, applicant)
  expect(at.acts.map((a) => a.type)).toContain('renewal.silent')
  expect(at).toMatchObject({ status: 'granted', outcome: 'grant', work: [{ act: 'licence.issued' }] })
  expect(await look(licence)).toMatchObject({ expired: false, ended: null })
  expect(await code(city.run(c.prolongLicence, { caseId, from: number, until: until! }, await as('approver')))).toBe(
    'FORBIDDEN',
  )
  const { licence: next } = await city.run(approvals.issueLicence, { caseId }, await as('clerk'))
  expect(await held(next)).toMatchObject({ replaces: licence })
})

test('check-change tells only who asks for himself, or a clerk', async () => {
  const { licence } = await licensed()
  const { personId } = applicant as { personId: string }
  const asked = { number: licence, person: personId, items: [FOOD], how: 'change' as const }
  expect(await code(city.run(c.checkChange, asked, await city.citizen('citizen2')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.checkChange, asked, await as('clerk')))).toBe('OK')
  expect(await code(city.run(c.checkChange, { ...asked, items: [CANCEL] }, applicant))).toBe('LICENCE')
})
