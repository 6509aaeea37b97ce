// Open frameworks on a real database: published, joined, ordered from at the published price, left, closed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous } from '../../kernel/platform/index.ts'
import * as pc from '../procurement/contract.ts'
import { buyingCity, onDay, USCC } from '../procurement/procurement.harness.ts'
import * as s from '../suppliers/contract.ts'
import * as c from './contract.ts'
import agreements from './index.ts'
import { recorded } from './ocds.harness.ts'
import * as o from './open.contract.ts'

let of: Awaited<ReturnType<typeof buyingCity>>
beforeAll(async () => {
  of = await buyingCity([agreements])
  await of.city.run(
    pc.setBudget,
    { unit: '350203-wenlv', year: 2026, line: '体检', title: '体检', amount: 1_000_000 },
    of.districtFinance,
  )
})
afterAll(() => of.city.close())
const run = ((contract: never, input: never, as?: Actor) =>
  of.city.run(contract, input, as as Actor)) as typeof of.city.run
const refused = (contract: unknown, input: unknown, as?: Actor) =>
  code(of.city.run(contract as never, input as never, as as Actor))
const FORM = {
  ...{ title: '职工体检', titleEn: 'Health checks', category: 'services' as const, measure: '人次', price: 50_000 },
  ...{ about: '在职职工年度体检，二级以上医疗机构，四十项以上，七日内出报告。', days: 300 },
}
const words = '二级甲等，去年体检两万人次。'
const seen = async (number: string, as?: Actor) => (await run(c.agreements, {}, as)).find((a) => a.number === number)!

test('an open framework: the centre publishes it; numbers are told apart where two are published at one time', async () => {
  expect(await refused(o.publish, FORM, of.buyer)).toBe('FORBIDDEN')
  expect(await refused(o.publish, { ...FORM, about: '短' }, of.agency)).toBe('INVALID')
  const two = await Promise.all([run(o.publish, FORM, of.agency), run(o.publish, FORM, of.agency)])
  expect(two.map((x) => x.number).sort()).toEqual(['350200-KF2026-001', '350200-KF2026-002'])
  expect((await seen(two[0]!.number)).open).toMatchObject({ price: 50_000, measure: '人次' })
})

test('a supplier joins at any time: decided within seven working days, refused with a reason, once at a time', async () => {
  const { agency, buyer, suppliers } = of
  const { number: agreement } = await run(o.publish, FORM, agency)
  const apply = (i: number) => refused(o.apply, { agreement, words, agreed: true }, suppliers[i])
  expect(await refused(o.apply, { agreement, words, agreed: true }, anonymous)).toBe('LOGIN_REQUIRED')
  expect(await refused(o.apply, { agreement: 'x', words, agreed: true }, suppliers[0])).toBe('NO_AGREEMENT')
  expect(await refused(o.apply, { agreement, words, agreed: true }, of.experts[0])).toBe('NOT_SUPPLIER')
  // Two at one time of the same company: one is taken.
  expect((await Promise.all([apply(0), apply(0)])).sort()).toEqual(['OK', 'ONCE'])
  const { waiting } = await seen(agreement, suppliers[0])
  const { id: caseId, clocks } = await run(o.deskApplication, { number: waiting! }, agency)
  expect(clocks['entry.decide']!.due).toBe('2026-03-11')
  const decide = (outcome: string, said = '', as: Actor = agency) =>
    refused(o.decide, { caseId, outcome, words: said }, as)
  expect(await decide('in', '', buyer)).toBe('FORBIDDEN')
  expect(await decide('refuse')).toBe('REASON')
  expect(await decide('refuse', '没有医疗机构执业许可。')).toBe('OK')
  expect(await decide('in')).toBe('NOT_OPEN')
  expect((await seen(agreement, suppliers[0])).mine).toBe(false)
  // The conditions met, it applies again.
  const again = await run(o.apply, { agreement, words, agreed: true }, suppliers[0]!)
  expect(await refused(o.decide, { caseId: again.caseId, outcome: 'in' }, agency)).toBe('OK')
  expect((await seen(agreement, suppliers[0])).mine).toBe(true)
  expect(await apply(0)).toBe('IN')
  // Goods with prices of one's own are for closed ones.
  const good = { agreement, name: '体检', model: 'A1', measure: '人次', price: 1 }
  expect(await refused(c.offer, good, suppliers[0])).toBe('NO_AGREEMENT')
})

test('a unit orders from whom it chooses at the published price and grades it; one leaves, one is removed, it is closed', async () => {
  const { agency, districtBuyer, districtFinance, suppliers } = of
  const { number: agreement } = await run(o.publish, FORM, agency)
  const join = async (i: number) => {
    const { caseId } = await run(o.apply, { agreement, words, agreed: true }, suppliers[i]!)
    await run(o.decide, { caseId, outcome: 'in' }, agency)
  }
  for (const i of [0, 1]) await join(i)
  const want = { agreement, uscc: USCC[0], count: 10, price: 50_000, year: 2026, line: '体检', deliver: '四月内' }
  const order = (more: object = {}, as: Actor = districtBuyer) => refused(o.orderOpen, { ...want, ...more }, as)
  expect(await order({}, suppliers[0])).toBe('FORBIDDEN')
  expect(await order({ agreement: 'x' })).toBe('NO_AGREEMENT')
  expect(await order({ uscc: USCC[2] })).toBe('NOT_SUPPLIER')
  expect(await order({ price: 49_999 })).toBe('PRICE_MOVED')
  expect(await order({ line: '没有' })).toBe('NO_LINE')
  expect(await order({ count: 0 })).toBe('INVALID')
  // Half of the line each, and a bit: two at one time are one too many.
  const both = await Promise.all([order({ count: 11 }), order({ count: 11 })])
  expect(both.sort()).toEqual(['OK', 'OVER'])
  const [standing] = await of.city.database
    .owner`select number from cases.case where kind = 'framework-order' order by number desc limit 1`
  const { id: caseId, form } = await run(c.deskOrder, { number: standing!.number as string }, districtBuyer)
  expect(form).toMatchObject({ good: '职工体检', price: 50_000, amount: 550_000, uscc: USCC[0] })
  await run(c.take, { caseId, outcome: 'take' }, suppliers[0]!)
  expect(await refused(o.leave, { agreement, words: '退出。' }, suppliers[2])).toBe('NOT_IN')
  expect(await refused(o.leave, { agreement: 'x', words: '退出。' }, suppliers[0])).toBe('NO_AGREEMENT')
  await run(o.leave, { agreement, words: '业务调整，退出。' }, suppliers[0]!)
  expect(await order()).toBe('NOT_SUPPLIER')
  // What was taken is performed and graded all the same.
  await run(c.accept, { caseId, grade: 4, words: '按时完成。' }, districtBuyer)
  await run(c.pay, { caseId, voucher: 'ZF-3' }, districtFinance)
  expect((await run(s.suppliers, {})).find((x) => x.uscc === USCC[0])!.grade).toBe(4)
  expect((await seen(agreement)).suppliers.map((x) => [x.uscc, x.left])).toEqual(
    [
      [USCC[0], true],
      [USCC[1], false],
    ].sort(),
  )
  // Who left may come back, who was removed may not.
  await join(0)
  expect((await seen(agreement, suppliers[0])).mine).toBe(true)
  await run(c.remove, { agreement, uscc: USCC[1], reason: '无正当理由拒绝供货。' }, agency)
  expect(await refused(o.apply, { agreement, words, agreed: true }, suppliers[1])).toBe('REMOVED')
  const close = (as: Actor) => refused(o.close, { agreement, reason: '改用公开招标。' }, as)
  expect(await close(of.buyer)).toBe('FORBIDDEN')
  const late = await run(o.apply, { agreement, words, agreed: true }, suppliers[2]!)
  expect(await close(agency)).toBe('OK')
  expect(await close(agency)).toBe('ENDED')
  expect(await refused(o.close, { agreement: 'x', reason: '终止。' }, agency)).toBe('NO_AGREEMENT')
  expect(await order({ count: 1 })).toBe('ENDED')
  expect(await refused(o.decide, { caseId: late.caseId, outcome: 'in' }, agency)).toBe('ENDED')
  expect(await refused(o.apply, { agreement, words, agreed: true }, suppliers[3])).toBe('ENDED')
  // No process of procurement made it: open data has it from its publication to its end, each supplier's award, each order.
  const record = await recorded(of, agreement)
  expect(record.tender).toMatchObject({ status: 'complete', procurementMethod: 'open', title: '职工体检' })
  expect(record.awards!.map((a) => a.suppliers![0]!.name).sort()).toEqual(['公司0', '公司1'])
  expect(record.contracts!.map((x) => [x.awardID, x.status, x.value!.amount])).toEqual([
    [`${agreement}-award-${USCC[0]}`, 'terminated', 5500],
  ])
  of.city.clock.set(onDay(1))
})
