// The library of experts on a real database: who is in it and can be drawn, what is kept of a service and by whom it is graded.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, type PersonActor, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import experts from './index.ts'

let city: TestCity
let librarian: Actor
let buyer: Actor
let other: Actor
let expert: PersonActor
const set = system('founding')
const NUMBER = '350200-2026-000077'

beforeAll(async () => {
  city = await testCity({ more: [experts] })
  city.clock.set('2026-03-02T01:00:00Z')
  const person = async (login: string) => {
    await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    return (await city.citizen(login)) as PersonActor
  }
  const post = async (login: string, unit: string, role: string) => {
    const postCode = `${unit}/${login}`
    await city.run(identity.definePost, { code: postCode, unit, title: text('岗', 'Post'), role }, set)
    const { personId } = await person(login)
    await city.run(identity.appoint, { personId, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  librarian = await post('lib', '350200-fagai', 'expert-librarian')
  buyer = await post('buyer', '350200-jianshe', 'approver')
  other = await post('other', '350200-caizheng', 'approver')
  expert = await person('expert')
})
afterAll(() => city.close())
const pool = async (specialty = 'software') =>
  (await city.run(c.pool, { jurisdiction: '350203', specialty: specialty as 'software' }, system('t'))).map(
    (e) => e.personId,
  )

test('enrolled by the librarian alone; declares whom he keeps away from; out of the draw for a while', async () => {
  const of = { personId: expert.personId, name: '程量', specialties: ['software' as const], interests: [] }
  expect(await code(city.run(c.enrol, of, buyer))).toBe('FORBIDDEN')
  expect(await code(city.run(c.declareInterests, { interests: 'x公司' }, expert))).toBe('NO_EXPERT')
  expect(await code(city.run(c.mine, {}, expert))).toBe('NO_EXPERT')
  await city.run(c.enrol, of, librarian)
  // One library for the city and its districts.
  expect(await pool()).toEqual([expert.personId])
  expect(await pool('municipal')).toEqual([])
  expect(await code(city.run(c.pool, { jurisdiction: '350200', specialty: 'software' }, librarian))).toBe('FORBIDDEN')
  await city.run(c.declareInterests, { interests: '甲公司\n乙公司，甲公司' }, expert)
  expect((await city.run(c.mine, {}, expert)).interests).toEqual(['甲公司', '乙公司'])
  const until = { personId: expert.personId, until: '2026-03-09', reason: '无故缺席' }
  expect(await code(city.run(c.suspend, until, buyer))).toBe('FORBIDDEN')
  expect(await code(city.run(c.suspend, { ...until, personId: NOBODY }, librarian))).toBe('NO_EXPERT')
  await city.run(c.suspend, until, librarian)
  expect(await pool()).toEqual([])
  city.clock.set('2026-03-10T01:00:00Z')
  expect(await pool()).toEqual([expert.personId])
  expect(await city.run(c.library, {}, librarian)).toMatchObject([{ name: '程量', interests: 2, drawn: 0 }])
  expect(await code(city.run(c.library, {}, buyer))).toBe('FORBIDDEN')
})

const NOBODY = '01900000-0000-7000-8000-000000000000'
test('a service stands here once it is public; the fee, and grades by both sides, each once', async () => {
  const drawnAt = '2026-03-05T01:00:00Z'
  const of = { jurisdiction: '350200', number: NUMBER, unit: '350200-jianshe', drawnAt }
  expect(
    await code(city.run(c.serve, { ...of, people: [{ personId: expert.personId, attended: true }] }, librarian)),
  ).toBe('FORBIDDEN')
  await city.run(c.serve, { ...of, people: [{ personId: expert.personId, attended: true }] }, system('t'))
  expect(await city.run(c.names, { jurisdiction: '350200', people: [expert.personId] }, system('t'))).toEqual(['程量'])
  const fee = { number: NUMBER, personId: expert.personId, fee: 80_000 }
  expect(await code(city.run(c.payFee, fee, buyer))).toBe('FORBIDDEN')
  await city.run(c.payFee, fee, librarian)
  expect(await code(city.run(c.payFee, { ...fee, number: '350200-2026-000001' }, librarian))).toBe('NO_SERVICE')
  const grade = { number: NUMBER, personId: expert.personId, grade: 5, words: '认真' }
  expect(await code(city.run(c.gradeExpert, grade, other))).toBe('NO_SERVICE')
  expect(await code(city.run(c.gradeExpert, { ...grade, grade: 6 }, buyer))).toBe('INVALID')
  await city.run(c.gradeExpert, grade, buyer)
  expect(await code(city.run(c.gradeExpert, grade, librarian))).toBe('ONCE')
  await city.run(c.gradeHost, { number: NUMBER, grade: 4, words: '' }, expert)
  expect(await code(city.run(c.gradeHost, { number: NUMBER, grade: 4, words: '' }, expert))).toBe('ONCE')
  expect((await city.run(c.mine, {}, expert)).services).toMatchObject([
    { number: NUMBER, attended: true, fee: 80_000, grade: 5, gradeBack: 4 },
  ])
  expect(await city.run(c.services, { number: NUMBER }, buyer)).toHaveLength(1)
  expect(await code(city.run(c.services, { number: NUMBER }, other))).toBe('FORBIDDEN')
})
