// A framework on a real database: made by a sealed process, its goods and prices, a direct order out of a district's budget.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, system } from '../../kernel/platform/index.ts'
import * as pc from '../procurement/contract.ts'
import { buyingCity, onDay, USCC, wan } from '../procurement/procurement.harness.ts'
import * as s from '../suppliers/contract.ts'
import * as c from './contract.ts'
import agreements from './index.ts'
import { recorded } from './ocds.harness.ts'

let of: Awaited<ReturnType<typeof buyingCity>>
let agreement: string
beforeAll(async () => {
  of = await buyingCity([agreements])
  const t = await of.announced({ method: 'framework', ground: 'rule-110', committee: 5, ceiling: wan(1), days: 30 }, 20)
  for (const [i, price] of [0.6, 0.5, 0.7, 0.4].entries())
    await of.respond(t.number, i, { price: wan(price), domestic: 0 })
  await of.evaluated(t, await of.toEvaluation(t))
  await of.city.run(pc.send, { caseId: t.caseId }, of.agency)
  await of.city.run(pc.confirm, { caseId: t.caseId }, of.buyer)
  await of.city.run(pc.notify, { caseId: t.caseId }, of.agency)
  await of.city.settle()
  agreement = t.number
  await of.city.run(
    pc.setBudget,
    { unit: '350203-wenlv', year: 2026, line: '设备', title: '设备', amount: 1_000_000 },
    of.districtFinance,
  )
})
afterAll(() => of.city.close())
const run = ((contract: never, input: never, as?: Actor) =>
  of.city.run(contract, input, as as Actor)) as typeof of.city.run
const refused = (contract: unknown, input: unknown, as?: Actor) =>
  code(of.city.run(contract as never, input as never, as as Actor))
const good = (more: object = {}) => ({ agreement, name: '台式机', model: 'A1', measure: '台', price: 460_000, ...more })

test('a fifth is left out, one at least; the others are in for as long as it says', async () => {
  const [found] = await run(c.agreements, {})
  // 0.4 of a large one, 0.45 and 0.54 after deductions, 0.7 of a medium one: the last is out.
  expect(found!.suppliers.map((x) => x.uscc).sort()).toEqual([USCC[0], USCC[1], USCC[3]].sort())
  expect((await run(pc.process, { number: agreement })).status).toBe('effective')
  expect(await refused(c.begin, { number: agreement }, of.agency)).toBe('FORBIDDEN')
})

test('goods by those who are in, under the ceiling; a price goes down and never above its first', async () => {
  const { suppliers, agency, buyer } = of
  expect(await refused(c.offer, good(), anonymous)).toBe('LOGIN_REQUIRED')
  expect(await refused(c.offer, good(), suppliers[2])).toBe('NOT_IN')
  expect(await refused(c.offer, good({ agreement: '350200-2026-999999' }), suppliers[0])).toBe('NO_AGREEMENT')
  expect(await refused(c.offer, good({ price: wan(1) + 1 }), suppliers[0])).toBe('CEILING')
  const { id } = await run(c.offer, good(), suppliers[0]!)
  await run(c.offer, good({ model: 'B2', price: 470_000 }), suppliers[1]!)
  expect(await refused(c.reprice, { id, price: 400_000 }, suppliers[1])).toBe('OK')
  await run(c.reprice, { id, price: 450_000 }, suppliers[0]!)
  expect(await refused(c.reprice, { id, price: 460_001 }, suppliers[0])).toBe('HIGHER')
  expect((await run(c.goods, {})).map((g) => [g.model, g.price])).toEqual([
    ['A1', 450_000],
    ['B2', 470_000],
  ])
  const away = { agreement, uscc: USCC[3], reason: '无正当理由拒绝供货。' }
  expect(await refused(c.remove, away, buyer)).toBe('FORBIDDEN')
  await run(c.remove, away, agency)
  expect(await refused(c.remove, away, agency)).toBe('NOT_IN')
  expect(await refused(c.remove, { ...away, agreement: 'x' }, agency)).toBe('NO_AGREEMENT')
  expect(await refused(c.offer, good(), suppliers[3])).toBe('NOT_IN')
})

test('an order of a district: at the price that was seen, out of its own line, taken, accepted, graded, paid', async () => {
  const { districtBuyer, districtFinance, finance, buyer, suppliers } = of
  const [one] = await run(c.goods, {})
  const want = { good: one!.id, count: 2, price: 450_000, year: 2026, line: '设备', deliver: '文化馆二楼，三日内' }
  expect(await refused(c.order, want, suppliers[0])).toBe('FORBIDDEN')
  expect(await refused(c.order, { ...want, price: 449_999 }, districtBuyer)).toBe('PRICE_MOVED')
  expect(await refused(c.order, { ...want, line: '没有' }, districtBuyer)).toBe('NO_LINE')
  expect(await refused(c.order, { ...want, count: 3 }, districtBuyer)).toBe('OVER')
  const first = await run(c.order, want, districtBuyer)
  expect(first.number.startsWith('350203-')).toBe(true)
  expect(await refused(c.take, { caseId: first.caseId, outcome: 'take' }, suppliers[1])).toBe('FORBIDDEN')
  expect(await refused(c.take, { caseId: first.caseId, outcome: 'decline' }, suppliers[0])).toBe('REASON')
  await run(c.take, { caseId: first.caseId, outcome: 'decline', words: '缺货。' }, suppliers[0]!)
  // What was not taken is free again: twice as much at one time is not.
  const both = await Promise.all([refused(c.order, want, districtBuyer), refused(c.order, want, districtBuyer)])
  expect(both.sort()).toEqual(['OK', 'OVER'])
  const standing = await of.city.database
    .owner`select number from cases.case where kind = 'framework-order' order by number desc limit 1`
  const number = standing[0]!.number as string
  const { id: caseId } = await run(c.deskOrder, { number }, districtBuyer)
  await run(c.take, { caseId, outcome: 'take' }, suppliers[0]!)
  expect(await refused(c.accept, { caseId, grade: 4, words: '合格。' }, buyer)).toBe('FORBIDDEN')
  await run(c.accept, { caseId, grade: 4, words: '合格。' }, districtBuyer)
  expect(await refused(c.pay, { caseId, voucher: 'ZF-2' }, finance)).toBe('FORBIDDEN')
  await run(c.pay, { caseId, voucher: 'ZF-2' }, districtFinance)
  expect((await run(c.deskOrder, { number }, districtBuyer)).closed).toBe(true)
  expect((await run(s.suppliers, {})).find((x) => x.uscc === USCC[0])!.grade).toBe(4)
  // In open data an order is a contract of its framework's process, under the award of its supplier; a declined one is told too.
  const record = await recorded(of, agreement)
  const award = record.awards!.find((a) => a.suppliers![0]!.id === `CN-USCC-${USCC[0]}`)!
  expect(record.contracts!.map((x) => [x.id, x.awardID, x.status, x.value!.amount])).toEqual([
    [first.number, award.id, 'cancelled', 9000],
    [number, award.id, 'terminated', 9000],
  ])
  expect(record.parties!.filter((x) => x.roles.includes('buyer')).map((x) => x.id)).toEqual([
    '350200-zhongxin',
    '350203-wenlv',
  ])
  expect(await run(c.releases, { number })).toEqual([])
  await run(c.reprice, { id: one!.id, price: 0 }, suppliers[0]!)
  expect(await refused(c.order, want, districtBuyer)).toBe('NO_GOOD')
  expect(await refused(c.reprice, { id: one!.id, price: 1 }, suppliers[0])).toBe('NO_GOOD')
  of.city.clock.set(onDay(60))
  expect(await refused(c.offer, good(), suppliers[0])).toBe('OVER')
  expect(await run(c.goods, {})).toEqual([])
  const [other] = (await of.city.database.owner`select id from agreements.good where model = 'B2'`) as unknown as {
    id: string
  }[]
  expect(await refused(c.order, { ...want, good: other!.id, price: 470_000, count: 1 }, districtBuyer)).toBe('ENDED')
  expect(await refused(c.deskOrder, { number: 'x' }, system('t'))).toBe('FORBIDDEN')
})
