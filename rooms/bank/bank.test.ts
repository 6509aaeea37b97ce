// The demonstration bank against the city: good, late, wrong, double, down.
import { afterAll, beforeAll, expect, test } from 'vitest'
import kernel, { KINDS, contract as m } from '../../kernel/money/index.ts'
import { citizen, codeOf as code, officer, testWorld, type World } from '../../kernel/platform/harness.ts'
import { anonymous, putSetting, system } from '../../kernel/platform/index.ts'
import { behave, type Mode, pay } from './contract.ts'
import bank from './index.ts'

const PLACE = '350200'
const ACCOUNT = '35020080001234'
let world: World
const treasury = officer('revenue')
const payer = citizen()
beforeAll(async () => {
  world = await testWorld([kernel, bank])
  await world.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const account = { jurisdiction: PLACE, number: ACCOUNT, bank: 'demo', holder: '350200-caizheng', kinds: [...KINDS] }
  await world.run(m.openAccount, account, system('founding'))
})
afterAll(() => world.close())

const day = (n: number) => world.clock.set(new Date(Date.parse('2026-03-02T01:00:00Z') + n * 86_400_000))
const issue = (due: string) =>
  world.run(
    m.issueOrder,
    {
      jurisdiction: PLACE,
      kind: 'fine',
      unit: '350200-jianshe',
      payer: { name: '甲公司', personId: payer.personId },
      purpose: { zh: '罚款', en: 'Fine' },
      amount: 10_000,
      due,
    },
    system('room'),
  )
const put = (mode: Mode) => world.run(behave, { jurisdiction: PLACE, mode }, payer)
const pays = async (number: string) => {
  await world.run(
    pay,
    { jurisdiction: PLACE, account: ACCOUNT, amount: 10_000, name: '甲公司', reference: `缴 ${number}` },
    payer,
  )
  await world.settle()
}
const view = (number: string) => world.run(m.viewOrder, { number }, payer)
const books = () => world.run(m.reconcile, { jurisdiction: PLACE }, treasury)

test('good: the city knows at once', async () => {
  const { number } = await issue('2026-03-17')
  await put('good')
  await pays(number)
  expect(await view(number)).toMatchObject({ state: 'paid', owed: 0, payer: '甲公司' })
})
test('late: the city finds it when it asks in the morning, with the day on which it was paid', async () => {
  const { number } = await issue('2026-03-17')
  await put('late')
  await pays(number)
  expect(await view(number)).toMatchObject({ state: 'open' })
  day(1)
  await world.settle()
  expect(await view(number)).toMatchObject({ state: 'paid', payments: [{ on: '2026-03-02', late: false }] })
})
test('wrong: the notice is one 分 short; the statement contradicts it, and an officer is shown so', async () => {
  const { number } = await issue('2026-03-17')
  await put('wrong')
  await pays(number)
  expect(await view(number)).toMatchObject({ state: 'partly', owed: 1 })
  day(2)
  await world.settle()
  expect(await view(number)).toMatchObject({ state: 'partly', owed: 1 })
  expect((await books()).rows.filter((r) => r.contradicted).map((r) => r.amount)).toEqual([9999])
})
test('double: both came in, the second is not owed and goes back by the bank', async () => {
  const { number } = await issue('2026-03-18')
  await put('double')
  await pays(number)
  const { state, excess, payments } = await view(number)
  expect([state, excess, payments.map((p) => p.as)]).toEqual(['over', 10_000, ['full', 'double']])
  const { rows } = await world.run(m.linesOfOrder, { number }, treasury)
  await put('good')
  await world.run(m.returnLine, { id: rows[1]!.id, amount: 10_000, reason: '重复入账' }, treasury)
  await world.settle()
  expect(await view(number)).toMatchObject({ state: 'paid', refunded: 10_000, excess: 0 })
})
test('down: it is said so; paid all the same, and seen when the bank is back', async () => {
  const { number } = await issue('2026-03-30')
  await put('down')
  await pays(number)
  day(4)
  await world.settle()
  expect((await books()).accounts[0]).toMatchObject({ awayWhy: expect.stringContaining('没有应答') })
  expect(await view(number)).toMatchObject({ state: 'open' })
  await put('good')
  day(5)
  await world.settle()
  expect(await view(number)).toMatchObject({ state: 'paid', payments: [{ on: '2026-03-04', late: false }] })
  expect((await books()).accounts[0]).toMatchObject({ awaySince: null })
})
test('out again, with interest: late, wrong, double, down: back once, and what the bank paid beyond it is shown', async () => {
  const at = world.clock.now()
  let n = 0
  for (const mode of ['good', 'late', 'wrong', 'double', 'down'] as const) {
    await put('good')
    const { number } = await issue('2026-12-17')
    await pays(number)
    await put(mode)
    await world.run(m.returnOrder, { number, keep: 'nothing', reason: '退还', interest: 7 }, system('room'))
    await world.settle()
    const told = mode === 'good' || mode === 'double'
    expect((await view(number)).refunded, mode).toBe(told ? 10_000 : 0)
    await put('good')
    world.clock.set(new Date(at.getTime() + ++n * 86_400_000))
    await world.settle()
    expect(await view(number), mode).toMatchObject({ state: 'cancelled', refunded: 10_000, interest: 7 })
    const beyond = (await books()).rows.filter((r) => r.direction === 'out' && r.amount === 10_007)
    expect(beyond.length, mode).toBe(n >= 4 ? 1 : 0)
  }
  expect((await books()).refunds).toEqual([])
})
test('nobody unknown, and not in a city that is no demonstration', async () => {
  expect(await code(world.run(behave, { jurisdiction: PLACE, mode: 'down' }, anonymous))).toBe('LOGIN_REQUIRED')
  await world.db.transaction().execute((tx) => putSetting(tx, 'demonstration', false))
  expect(await code(world.run(behave, { jurisdiction: PLACE, mode: 'down' }, payer))).toBe('NOT_HERE')
  expect(
    await code(world.run(pay, { jurisdiction: PLACE, account: ACCOUNT, amount: 1, name: 'x', reference: '' }, payer)),
  ).toBe('NOT_HERE')
})

test('the bank is asked by the system alone, for an account that there is; a payer finds his own orders, nobody else’s', async () => {
  await world.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const { number } = await issue('2026-12-17')
  const ask = { jurisdiction: PLACE, account: ACCOUNT }
  expect(await code(world.run(m.askBank, ask, treasury))).toBe('FORBIDDEN')
  expect(await code(world.run(m.askBank, { ...ask, account: '35020080009999' }, system('timer')))).toBe('NO_ACCOUNT')
  await put('down')
  expect(await world.run(m.askBank, ask, system('timer'))).toMatchObject({ away: true })
  await put('good')
  expect(await world.run(m.askBank, ask, system('timer'))).toMatchObject({ away: false })
  expect((await world.run(m.myOrders, {}, payer)).map((o) => o.number)).toContain(number)
  expect(await world.run(m.myOrders, {}, citizen())).toEqual([])
  expect(await code(world.run(m.myOrders, {}, anonymous))).not.toBe('OK')
})
