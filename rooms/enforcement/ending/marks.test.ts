// What a decision in force makes of its party by its item's data, and what an annulment takes back: publication, mark, statistics at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as lists } from '../../../kernel/parties/index.ts'
import { codeOf as code } from '../../../kernel/platform/harness.ts'
import { statisticsRoom, contract as totals } from '../../../kernel/statistics/index.ts'
import * as c from '../contract.ts'
import { company, type EnforcementCity, enforcementCity, FOOD, foodFacts, person } from '../harness.ts'
import enforcement from '../index.ts'
import { ownOf } from '../item.rules.ts'
import { marksBy } from './mark.ts'

const FINE = 6_500_000
let of: EnforcementCity
let n = 0
beforeAll(async () => {
  of = await enforcementCity([statisticsRoom([enforcement])])
})
afterAll(() => of.city.close())

const decided = (more: object = {}) =>
  of.decided(
    of.food,
    FOOD,
    { facts: foodFacts, fine: FINE },
    { actOn: `2026-01-${String(++n).padStart(2, '0')}`, ...more },
  )
const marks = async () =>
  (await of.city.run(lists.marksOf, { subject: { uscc: company.code } })).map((m) => [m.list, m.to])
const asHead = (contract: unknown, input: object) => code(of.city.run(contract as never, input as never, of.food.head))
const annul = (caseId: string, what: string, more: object = {}) =>
  asHead(c.annul, { caseId, by: 'review', what, reason: '主要证据不足。', ...more })
const shown = async (number: string) =>
  (await of.city.run(c.published, { text: company.code })).rows.some((r) => r.number === number)
const total = async () =>
  (await of.city.run(totals.readStatistic, { id: 'penalties-decided', from: '2026-01-01', to: '2028-12-31' })).total

test('an annulment reaches publication, mark and statistics by the same act', async () => {
  const before = await total()
  const { caseId, number } = await decided()
  // Decided and served is not enough: the head's act sets it.
  expect(await marks()).toEqual([])
  expect(await asHead(c.publish, { caseId })).toBe('OK')
  await of.heard()
  expect(await marks()).toEqual([['food-credit-file', '2029-03-11']])
  expect([await shown(number), await total()]).toEqual([true, before! + FINE])
  const v = await of.city.run(c.view, { number }, of.food.head)
  expect(v.marks).toMatchObject([{ title: { en: 'Food safety credit file' }, to: '2029-03-11', confirmed: false }])
  expect(await annul(caseId, 'upheld')).toBe('OK')
  expect(await marks()).toHaveLength(1)
  expect(await annul(caseId, 'annulled')).toBe('OK')
  await of.heard()
  expect(await marks()).toEqual([])
  expect([await shown(number), await total()]).toEqual([false, before])
  expect((await of.city.run(c.view, { number }, of.food.head)).marks).toEqual([])
})

test('withheld from the public it is marked all the same; changed, it is marked anew with the new decision', async () => {
  const { caseId } = await decided()
  expect(await asHead(c.withhold, { caseId, reason: '没有社会影响。' })).toBe('OK')
  expect(await marks()).toHaveLength(1)
  expect(await annul(caseId, 'changed', { fine: FINE - 100_000 })).toBe('OK')
  expect(await marks()).toEqual([])
  expect(await asHead(c.publish, { caseId })).toBe('OK')
  expect(await marks()).toHaveLength(1)
  expect(await annul(caseId, 'void')).toBe('OK')
  expect(await marks()).toEqual([])
})

test('once on a list: the longer term stands; when it is annulled the earlier penalty still counts', async () => {
  const one = await decided()
  await asHead(c.publish, { caseId: one.caseId })
  await of.heard()
  const [[, first]] = (await marks()) as [[string, string]]
  of.later(50)
  const two = await decided()
  await asHead(c.publish, { caseId: two.caseId })
  await of.heard()
  const now = await marks()
  expect(now).toHaveLength(1)
  expect(now[0]![1]! > first).toBe(true)
  expect(await annul(two.caseId, 'annulled')).toBe('OK')
  expect(await marks()).toEqual([['food-credit-file', first]])
  // The one that stands by the earlier penalty goes with it, whoever's annulment set it.
  await of.heard()
  expect(await annul(one.caseId, 'annulled')).toBe('OK')
  expect(await marks()).toEqual([])
})

test('a person is named on no published list', async () => {
  const { caseId, number } = await decided({ subject: person })
  expect(await asHead(c.publish, { caseId })).toBe('OK')
  expect((await of.city.run(c.view, { number }, of.food.head)).marks).toEqual([])
})

describe('by kind and amount, as data', () => {
  const rule = { list: 'x', atLeast: 100, kinds: ['revocation'] } as never
  test.each([
    [['revocation'], 100, 1],
    [['revocation', 'fine'], 99, 0],
    [['fine'], 100, 0],
  ])('%s of %i: %i', (kinds, amount, most) => expect(marksBy([rule], kinds, amount)).toHaveLength(most))
  test('an item without such data marks nobody', () => {
    const bare = { content: { own: undefined } }
    expect(() => ownOf(bare as never)).toThrow()
    expect(marksBy([], ['fine'], 1)).toEqual([])
  })
})
