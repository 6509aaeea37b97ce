// Levies from the declaration to the treasury, on a real database with the demonstration bank.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import money, { contract as m, REVENUE } from '../../kernel/money/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor, putSetting, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import { pay } from '../bank/contract.ts'
import bank from '../bank/index.ts'
import { relieved } from './amount.rules.ts'
import { HEAD, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'
import levies from './index.ts'
import { ITEMS } from './items.ts'

let city: TestCity
let [officer, head]: Actor[] = []
let payer: PersonActor
beforeAll(async () => {
  city = await testCity({ more: [money, bank, levies] })
  const set = system('founding')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const post = async (login: string, of: string, role: string) => {
    const postCode = `${of}/${role}`
    await city.run(identity.definePost, { code: postCode, unit: of, title: text('岗', 'Post'), role }, set)
    const { id } = await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    await city.run(identity.appoint, { personId: id, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  officer = await post('levyo', '350200-guotu', OFFICER)
  head = await post('levyh', '350200-guotu', HEAD)
  await post('treasury', '350200-caizheng', REVENUE)
  payer = (await city.citizen()) as PersonActor
})
afterAll(() => city.close())
const account = () =>
  city.run(
    m.openAccount,
    { jurisdiction: '350200', number: '35020080001234', bank: 'demo', holder: '350200-caizheng', kinds: ['fee'] },
    system('founding'),
  )
const declare = (item = 'farmland-reclamation', quantity = 10, as: Actor = payer) =>
  city.run(c.declare, { item, quantity, said: '按批文申报。' }, as)
const assess = (caseId: string, quantity = 10, as = officer!) =>
  city.run(c.assess, { caseId, quantity, said: '与勘测图一致。' }, as)
const decide = (caseId: string, outcome: 'levy' | 'return' | 'none' = 'levy', as = head!) =>
  city.run(c.decide, { caseId, outcome, said: '符合条件。' }, as)
const status = async (number: string) => (await city.run(cases.viewCase, { number }, payer)).status

test('declared by the payer, of an item in force, to the unit that levies it', async () => {
  expect(await code(declare('farmland-reclamation', 10, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(declare('road-toll'))).toBe('NO_ITEM')
  expect(await code(declare('social-maintenance'))).toBe('CANCELLED')
  expect(await code(declare('idle-land', 0))).toBe('INVALID')
  const { number } = await declare()
  expect((await city.run(cases.viewCase, { number }, officer!)).unit).toBe('350200-guotu')
  expect(await code(city.run(cases.viewCase, { number }, citizen()))).toBe('FORBIDDEN')
})
test('assessed by one post, decided by another; without an account of the treasury nothing is levied', async () => {
  const { caseId, number } = await declare()
  expect(await code(assess(caseId, 10, head!))).toBe('FORBIDDEN')
  expect(await code(decide(caseId))).toBe('NOT_OPEN')
  await assess(caseId)
  expect(await code(decide(caseId, 'levy', officer!))).toBe('FORBIDDEN')
  expect(await code(decide(caseId))).toBe('NO_ACCOUNT')
  await account()
  await decide(caseId, 'return')
  await assess(caseId, 12)
  const { document, order } = await decide(caseId)
  expect(document).toMatch(/^厦国土房征〔2026〕1号$/)
  expect((await city.run(m.viewOrder, { number: order! }, payer)).amount).toBe(12 * 3000)
  expect(await status(number)).toBe('owed')
  const none = await declare()
  await assess(none.caseId)
  expect(await decide(none.caseId, 'none')).toMatchObject({ order: null, document: null })
  expect(await status(none.number)).toBe('none')
})
async function owed(item = 'farmland-reclamation', quantity = 10) {
  const made = await declare(item, quantity)
  await assess(made.caseId, quantity)
  const { order } = await decide(made.caseId)
  return { ...made, order: order! }
}
const pays = async (order: string, amount?: number) => {
  const seen = await city.run(m.viewOrder, { number: order }, payer)
  await city.run(
    pay,
    {
      jurisdiction: '350200',
      account: seen.account,
      amount: amount ?? seen.amount,
      name: payer.name,
      reference: order,
    },
    payer,
  )
  await city.settle()
}
test('paid at the bank it is over, with the treasury’s receipt; part of it is not enough', async () => {
  const { caseId, number, order } = await owed()
  expect(await code(city.run(c.receive, { caseId, order, amount: 1, on: '2026-03-02' }, head!))).toBe('FORBIDDEN')
  await pays(order, 29_999)
  expect(await status(number)).toBe('owed')
  await pays(order, 1)
  expect(await status(number)).toBe('paid')
  const paid = (await city.run(cases.viewCase, { number }, payer)).acts.at(-1)!
  expect(paid.facts).toMatchObject({ amount: 30_000, treasury: true, receipt: '厦国土房征据〔2026〕1号' })
  // Who pays is published nowhere.
  const rows = await city.database
    .owner`select public::text as p from platform.act where published and type ~ '^levy[.]'`
  expect(rows.map((r) => r.p).join()).not.toContain(payer.name)
})
test('relieved on a listed ground, once: the old order is cancelled, the new one is owed', async () => {
  const { caseId, number, order } = await owed()
  const relieve = (ground = 'public-school', as = head!) =>
    city.run(c.relieve, { caseId, ground, said: '公办幼儿园。' }, as)
  expect(await code(relieve('public-school', officer!))).toBe('FORBIDDEN')
  expect(await code(relieve('a-friend'))).toBe('NO_GROUND')
  expect(await code(relieve('restored'))).toBe('NO_GROUND')
  const { order: next } = await relieve()
  expect(await code(relieve())).toBe('NOT_NOW')
  expect((await city.run(m.viewOrder, { number: next! }, payer)).amount).toBe(15_000)
  // Who pays the old one all the same has not paid this one.
  await pays(order)
  expect(await status(number)).toBe('owed')
  await pays(next!)
  expect(await status(number)).toBe('paid')
})
test('waived: nothing is owed, and the case ends', async () => {
  const { caseId, number, order } = await owed('land-restoration')
  expect(await city.run(c.relieve, { caseId, ground: 'restored', said: '已自行复垦。' }, head!)).toMatchObject({
    order: null,
  })
  const seen = await city.run(cases.viewCase, { number }, payer)
  expect([seen.status, seen.closed, seen.work]).toEqual(['waived', true, []])
  await pays(order)
  expect(await status(number)).toBe('waived')
})
test('the list says basis, standard, what is abolished, and what came in', async () => {
  const all = await city.run(c.items, {}, anonymous)
  expect(all.map((i) => i.inForce)).toEqual([true, true, true, false])
  expect(all[0]).toMatchObject({ confirmed: false, cases: 3, paid: 45_000 })
  for (const i of ITEMS.filter((x) => x.standard > 0)) expect(i.basis.length, i.id).toBeGreaterThan(0)
})
test.each([
  [100, 50, 50],
  [101, 50, 50],
  [100, 100, 0],
  [999, 1, 989],
])('%i 分 less %i%% is %i', (amount, percent, wanted) => expect(relieved(amount, percent)).toBe(wanted))
