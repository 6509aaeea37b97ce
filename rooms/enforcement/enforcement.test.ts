import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as c from './contract.ts'
import { company, type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from './harness.ts'

let of: EnforcementCity
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

describe('ordinary procedure (行政处罚法 arts. 54–61)', () => {
  test('from filing to closing, each step by its performer', async () => {
    const { city, freight } = of
    const { caseId, number, one } = await of.decided(freight, FREIGHT, { facts: freightFacts, fine: 400_000 })
    await city.run(c.publish, { caseId }, freight.head)
    await of.pay(caseId, 400_000)
    await city.run(c.settle, { caseId, outcome: 'paid' }, one)
    await city.run(c.close, { caseId, opinion: '同意结案。' }, freight.head)
    const v = await of.standing(number, freight.head)
    expect([v.status, v.closed]).toEqual(['closed', true])
    expect(v.acts.map((a) => a.type)).toEqual([
      'penalty.filed',
      'penalty.reported',
      'penalty.noticed',
      'document.served',
      'penalty.weighed',
      'penalty.decided',
      'document.served',
      'penalty.published',
      'fine.paid',
      'penalty.settled',
      'penalty.closed',
    ])
    const decided = v.acts.find((a) => a.type === 'penalty.decided')!.facts
    expect(decided).toMatchObject({
      fine: 400_000,
      band: { from: 300_000, to: 600_000 },
      position: 3333,
      deviation: false,
      rule: 'fine_r3',
    })
  })
})

test('art. 33: a first offence is looked up by the code alone, also where a credit code is all digits', async () => {
  const { city, freight } = of
  const subject = { ...company, code: '913502000000010213' }
  const ask = () =>
    city.run(
      c.standard,
      { itemCode: FREIGHT, subjectCode: subject.code, actOn: of.today(), facts: freightFacts },
      freight.officers[0],
    )
  expect((await ask()).looked).toEqual({ first: true })
  await of.decided(freight, FREIGHT, { facts: freightFacts, fine: 400_000 }, { subject })
  await of.heard()
  expect((await ask()).looked).toEqual({ first: false })
  const known = await city.run(c.history, { code: subject.code }, freight.officers[0])
  expect(known.map((h) => [h.itemCode, h.fine])).toEqual([[FREIGHT, 400_000]])
})
