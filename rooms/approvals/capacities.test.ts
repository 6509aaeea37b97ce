import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as identity } from '../../kernel/identity/index.ts'
import { codeOf } from '../../kernel/platform/harness.ts'
import { type Actor, type PersonActor, system } from '../../kernel/platform/index.ts'
import { CONSTRUCTION, CONSTRUCTION_FORM as FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'

const COMPANY = '91350200000001000X'
const AS = `org-${COMPANY}`
const file = { name: '委托书.pdf', size: PDF.length, bytes: PDF }

let city: TestCity
let organisationId: string
/** Manages the company from the founding on. */
const manager = () => city.citizen('citizen')
const other = () => city.citizen('citizen2')
const idOf = async (who: Promise<Actor>) => ((await who) as PersonActor).personId
beforeAll(async () => {
  city = await testCity()
  organisationId = ((await manager()) as PersonActor).capacities!.organisations[0]!.id
})
afterAll(() => city.close())

async function fill(who: Actor, capacity: string) {
  for (const material of ['land', 'planning', 'contract', 'drawings', 'safety'])
    await city.run(
      c.uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF }, capacity },
      who,
    )
}
const submit = async (who: Actor, capacity: string) => {
  await fill(who, capacity)
  return city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM, capacity }, who)
}
const invite = async (scopes: ('apply' | 'read' | 'manage')[]) => {
  await city.run(identity.inviteMember, { organisationId, login: ' Citizen2 ', scopes }, await manager())
  const { invitations } = await city.run(identity.myCapacities, {}, await other())
  return invitations[0]!.id
}
const numbers = async (who: Actor) => (await city.run(c.myCases, {}, who)).cases.map((r) => r.number)

test('a member is invited, accepts, applies for the company; removed, he sees none of it and keeps what he typed', async () => {
  expect(
    await codeOf(city.run(identity.inviteMember, { organisationId, login: 'x1', scopes: ['read'] }, await other())),
  ).toBe('NO_ORGANISATION')
  // Nobody learns who has an account.
  expect(
    await codeOf(
      city.run(identity.inviteMember, { organisationId, login: 'nobody', scopes: ['read'] }, await manager()),
    ),
  ).toBe('OK')
  const id = await invite(['apply', 'read'])
  expect(await codeOf(city.run(identity.answerInvitation, { id, accept: true }, await manager()))).toBe('NO_INVITATION')
  await city.run(identity.answerInvitation, { id, accept: true }, await other())
  expect(await codeOf(city.run(identity.answerInvitation, { id, accept: true }, await other()))).toBe('NO_INVITATION')
  expect(
    await codeOf(
      city.run(identity.inviteMember, { organisationId, login: 'citizen2', scopes: ['read'] }, await manager()),
    ),
  ).toBe('MEMBER')

  const { number, caseId } = await submit(await other(), AS)
  const seen = await city.run(c.getCase, { number }, await manager())
  expect(seen.parties.map((p) => [p.role, p.name, p.me])).toEqual([
    ['applicant', '鹭岛建设有限公司（演示）', true],
    ['agent', '陈海生（演示）', false],
  ])
  expect(seen.abilities.withdraw).toBe(true)
  expect(await numbers(await manager())).toContain(number)
  expect(await numbers(await other())).toContain(number)

  // Two capacities at once: each has its own draft.
  const who = await other()
  await city.run(c.saveApplicationDraft, { itemCode: CONSTRUCTION, form: { site: '公司的' }, capacity: AS }, who)
  await city.run(c.saveApplicationDraft, { itemCode: CONSTRUCTION, form: { site: '自己的' } }, who)
  await fill(who, AS)
  const drafts = (await city.run(c.myCases, {}, who)).drafts
  expect(drafts.map((d) => d.capacity).sort()).toEqual(['', AS])

  const personId = await idOf(other())
  await city.run(identity.removeMember, { organisationId, personId, reason: '离职' }, await manager())
  const removed = await other()
  expect(
    await codeOf(city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM, capacity: AS }, removed)),
  ).toBe('NO_CAPACITY')
  expect(await codeOf(city.run(c.getCase, { number }, removed))).toBe('FORBIDDEN')
  expect(await codeOf(city.run(c.withdraw, { caseId }, removed))).toBe('FORBIDDEN')
  expect(await numbers(removed)).not.toContain(number)
  // What was typed and uploaded goes on in his own name, in place of the other draft.
  const move = { itemCode: CONSTRUCTION, from: AS, to: '' }
  expect(await codeOf(city.run(c.moveDraft, { ...move, to: AS }, removed))).toBe('NO_CAPACITY')
  await city.run(c.moveDraft, move, removed)
  expect(await codeOf(city.run(c.moveDraft, move, removed))).toBe('NO_DRAFT')
  const own = await city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM }, removed)
  expect(await codeOf(city.run(c.getCase, { number: own.number }, await manager()))).toBe('FORBIDDEN')
})

test('scopes: who only reads does not apply; the last who manages stays', async () => {
  const id = await invite(['read'])
  await city.run(identity.answerInvitation, { id, accept: true }, await other())
  expect(
    await codeOf(city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM, capacity: AS }, await other())),
  ).toBe('NO_CAPACITY')
  const made = await submit(await manager(), AS)
  const read = await city.run(c.getCase, { number: made.number }, await other())
  expect(read.abilities.withdraw).toBe(false)
  expect(await codeOf(city.run(c.withdraw, { caseId: made.caseId }, await other()))).toBe('FORBIDDEN')
  const personId = await idOf(manager())
  expect(
    await codeOf(city.run(identity.removeMember, { organisationId, personId, reason: '退出' }, await manager())),
  ).toBe('LAST')
  expect(
    await codeOf(city.run(identity.changeMember, { organisationId, personId, scopes: ['apply'] }, await manager())),
  ).toBe('LAST')
  const two = { organisationId, personId: await idOf(other()) }
  expect(await codeOf(city.run(identity.changeMember, { ...two, scopes: ['manage'] }, await other()))).toBe(
    'NO_ORGANISATION',
  )
  await city.run(identity.changeMember, { ...two, scopes: ['read', 'manage'] }, await manager())
  // Both remove each other at once: one stays.
  const [a, b] = await Promise.all([
    codeOf(city.run(identity.removeMember, { ...two, reason: '相互' }, await manager())),
    codeOf(city.run(identity.removeMember, { organisationId, personId, reason: '相互' }, await other())),
  ])
  expect([a, b].filter((x) => x === 'OK')).toHaveLength(1)
})

test('by a written authority: the paper is in the file, the principal sees the case, the end is at once', async () => {
  const agent = await city.citizen('citizen2')
  const register = (over: object) =>
    city.run(
      identity.registerAuthority,
      { principalName: '林晓岚', residentId: '350200190001010018', until: '2027-12-31', file, ...over },
      agent,
    )
  expect(await codeOf(register({ until: '2026-03-02' }))).toBe('PERIOD')
  expect(await codeOf(register({ until: '2040-01-01' }))).toBe('PERIOD')
  expect(await codeOf(register({ residentId: '350200190001010019' }))).toBe('BAD_NUMBER')
  expect(await codeOf(register({ residentId: '350200190001010026' }))).toBe('ONESELF')
  expect(await codeOf(register({ file: { ...file, bytes: new TextEncoder().encode('MZ') } }))).toBe('BAD_FILE')
  const { id } = await register({})
  const { number, caseId } = await submit(await other(), `auth-${id}`)
  const seen = await city.run(c.getCase, { number }, await manager())
  expect(seen.parties.map((p) => [p.role, p.me])).toEqual([
    ['applicant', true],
    ['agent', false],
  ])
  expect(seen.papers.filter((p) => p.slot === 'authority')).toHaveLength(1)
  // The paper itself is asked for by the system alone.
  expect(await codeOf(city.run(identity.authorityPaper, { id }, await other()))).toBe('FORBIDDEN')
  expect(await city.run(identity.authorityStands, { id }, system('test'))).toBe(true)
  // An agent sees what he handed in, and nothing else that is the principal's.
  expect(await numbers(await other())).toContain(number)
  const own = await submit(await manager(), '')
  expect(await codeOf(city.run(c.getCase, { number: own.number }, await other()))).toBe('FORBIDDEN')
  expect(await codeOf(city.run(identity.endAuthority, { id, reason: '不用了' }, await city.citizen('nobody')))).toBe(
    'LOGIN_REQUIRED',
  )
  await city.run(identity.endAuthority, { id, reason: '不再委托' }, await manager())
  expect(await city.run(identity.authorityStands, { id }, system('test'))).toBe(false)
  expect(await codeOf(city.run(c.withdraw, { caseId }, await other()))).toBe('FORBIDDEN')
  expect(await numbers(await other())).not.toContain(number)
  expect(await codeOf(city.run(identity.endAuthority, { id, reason: '再来' }, await manager()))).toBe('NO_AUTHORITY')
})

test('the profile: what is verified is not typed over', async () => {
  const save = (over: object) =>
    manager().then((who) => city.run(identity.saveProfile, { phone: '13800000000', address: '思明区', ...over }, who))
  await save({})
  expect((await city.run(identity.myCapacities, {}, await manager())).profile).toMatchObject({
    phone: '13800000000',
    address: '思明区',
  })
  expect(await codeOf(save({ residentId: '11010519491231002X' }))).toBe('VERIFIED')
  expect(await codeOf(save({ phone: 'abc' }))).toBe('INVALID')
})
