import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../../kernel/platform/harness.ts'
import * as c from '../contract.ts'
import { type EnforcementCity, enforcementCity, FOOD, foodFacts } from '../harness.ts'

let of: EnforcementCity
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

test('处罚法 art. 74, 强制法 arts. 27, 28: nothing stays seized when a case ends', async () => {
  const { city, food } = of
  const fine = 6_500_000
  const { caseId, one } = await of.noticed(food, FOOD, { facts: foodFacts, fine })
  await city.run(c.askMeasure, { caseId, kind: 'seizure', goods: '冷藏柜一台', reason: '可能继续使用。' }, one)
  await city.run(c.orderMeasure, { caseId, measure: 1 }, food.head)
  of.later(9)
  await city.run(c.weigh, { caseId, adopted: 'none-made', opinion: '没有意见。' }, one)
  const { document } = await city.run(c.decide, { caseId, outcome: 'penalise', fine, reasons: '处罚适当。' }, food.head)
  await of.serve(caseId, document!, of.today(), one)
  await of.pay(caseId, fine)
  await city.run(c.settle, { caseId, outcome: 'paid' }, one)
  const goods = { caseId, outcome: 'returned' as const, record: '清点后退还。' }
  expect(await code(city.run(c.settleGoods, goods, food.head))).toBe('FORBIDDEN')
  expect(await code(city.run(c.settleGoods, goods, one))).toBe('MEASURES_OPEN')
  await city.run(c.endMeasure, { caseId, measure: 1, outcome: 'returned', reason: '已履行。' }, one)
  await city.run(c.settleGoods, goods, one)
  expect(await code(city.run(c.close, { caseId }, food.head))).toBe('NOT_PUBLIC')
  await city.run(c.withhold, { caseId, reason: '没有社会影响。' }, food.head)
  expect(await code(city.run(c.close, { caseId }, food.head))).toBe('OK')
})

test('after an annulment nothing waits in anybody’s inbox', async () => {
  const { city, food } = of
  const { caseId, number } = await of.decided(
    food,
    FOOD,
    { facts: foodFacts, fine: 6_500_000 },
    { actOn: '2026-02-20' },
  )
  await city.run(c.annul, { caseId, by: 'court', what: 'annulled', reason: '主要证据不足。' }, food.head)
  const v = await of.standing(number, food.head)
  expect([v.status, v.closed, v.work]).toEqual(['annulled', true, []])
})
