// 简易程序: 行政处罚法 arts. 51, 52, 68.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as c from '../contract.ts'
import { code, company, type EnforcementCity, enforcementCity, FIRE, FREIGHT, person } from '../harness.ts'

let of: EnforcementCity
let n = 0
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

const input = (given: object = {}) => ({
  itemCode: FIRE,
  subject: person,
  actOn: `2026-01-${String(++n).padStart(2, '0')}`,
  place: '莲花新村消防车通道',
  facts: { minutes: 90, correction: '及时改正' },
  kind: 'fine',
  fine: 15_000,
  second: of.fire.officers[1].personId,
  signed: 'signed',
  reasons: '有照片。',
  ...given,
})
const spot = (given: object = {}, as: unknown = of.fire.officers[0]) =>
  of.city.run(c.spot, input(given) as never, as as never)

describe('on the spot', () => {
  test('arts. 51, 52: numbered and handed over at once, served that day; the unit puts it on record, it is paid and closed', async () => {
    const { city, fire } = of
    const { caseId, number, document } = await spot()
    expect(document).toMatch(/2026/)
    const v = await of.standing(number, fire.head)
    expect(v.acts.map((a) => a.type)).toEqual(['spot.decided'])
    expect(v.acts[0]!.facts).toMatchObject({
      fine: 15_000,
      deviation: false,
      band: { from: 10_000, to: 20_000 },
      position: 5000,
    })
    expect(v.mine).toEqual(['penalty.recorded'])
    // The fifteen days run from the day on which it was handed over, not from the act's.
    expect(v.clocks['penalty.pay']!.due).toBe('2026-03-17')
    expect(v.clocks['penalty.decide']).toBeUndefined()
    expect(await code(city.run(c.recordSpot, { caseId }, fire.officers[0]))).toBe('FORBIDDEN')
    expect(await code(city.run(c.recordSpot, { caseId }, fire.head))).toBe('OK')
    expect(await code(city.run(c.settle, { caseId, outcome: 'paid' }, fire.officers[0]))).toBe('UNPAID')
    await of.pay(caseId, 15_000)
    await city.run(c.settle, { caseId, outcome: 'paid' }, fire.officers[0])
    expect(await code(city.run(c.close, { caseId }, fire.head))).toBe('OK')
  })
  test('art. 51: at most 200 yuan for a person, 3,000 for an organisation, to the 分; what is more takes the ordinary procedure', async () => {
    const heavy = { facts: { minutes: 90, correction: '拒不改正' } }
    expect(await code(spot({ ...heavy, fine: 20_000 }))).toBe('OK')
    expect(await code(spot({ ...heavy, fine: 20_001 }))).toBe('TOO_MUCH')
    expect(await code(spot({ ...heavy, fine: 30_000, subject: company }))).toBe('OK')
    expect(await code(spot({ ...heavy, fine: 300_001, subject: company }))).toBe('TOO_MUCH')
    // Within that limit, and above the statute's 500 yuan.
    expect(await code(spot({ ...heavy, fine: 50_001, subject: company }))).toBe('LAW')
    expect(await code(spot({ fine: 9_999 }))).toBe('REASONS')
    expect(await code(spot({ fine: 0 }))).toBe('LAW')
    expect(await code(spot({ fine: -100 }))).toBe('INVALID')
    expect(await code(spot({ fine: 100.5 }))).toBe('INVALID')
    expect(await code(spot({ facts: { minutes: 5, correction: '及时改正' }, kind: 'warning', fine: 999 }))).toBe('OK')
  })
  test('art. 42, 52: a second officer, another than the first, of the unit, with a card; an item of the simple procedure', async () => {
    const [one] = of.fire.officers
    expect(await code(spot({ second: one.personId }))).toBe('CARDS')
    expect(await code(spot({ second: of.food.officers[0].personId }))).toBe('CARDS')
    expect(await code(spot({}, of.food.officers[0]))).toBe('NOT_SIMPLE')
    expect(await code(spot({ itemCode: FREIGHT }, of.freight.officers[0]))).toBe('NOT_SIMPLE')
    expect(await code(spot({}, of.fire.head))).toBe('FORBIDDEN')
    expect(await code(spot({}, await of.city.citizen()))).toBe('FORBIDDEN')
    expect(await code(spot({ reasons: '' }))).toBe('INVALID')
    expect(await code(spot({ subject: { ...person, code: '350200190001010019' } }))).toBe('CODE')
    expect(await code(spot({ actOn: '2022-01-01' }))).toBe('PRESCRIBED')
    expect(await code(spot({ actOn: '2027-01-01' }))).toBe('LAW')
  })
  test('art. 68: collected on the spot up to 100 yuan, and then nothing is open', async () => {
    const slight = { facts: { minutes: 30, correction: '及时改正' }, collected: true }
    expect(await code(spot({ ...slight, fine: 10_001, facts: { minutes: 90, correction: '及时改正' } }))).toBe(
      'NOT_COLLECTED',
    )
    const { caseId, number } = await spot({ ...slight, fine: 10_000 })
    await of.city.run(c.recordSpot, { caseId }, of.fire.head)
    expect(await code(of.city.run(c.settle, { caseId, outcome: 'paid' }, of.fire.officers[0]))).toBe('OK')
    expect((await of.city.run(c.view, { number }, of.fire.head)).due).toMatchObject({ paid: 10_000, balance: 0 })
    const { orders } = await of.withBank('350203')
    await of.heard()
    expect(await orders(caseId)).toEqual([])
  })
  test('art. 29: one act is penalised on the spot once', async () => {
    const day = '2026-02-20'
    await spot({ actOn: day })
    await of.heard()
    expect(await code(spot({ actOn: day }))).toBe('SAME_ACT')
  })
})
