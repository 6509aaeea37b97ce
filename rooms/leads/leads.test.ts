import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, readersOf } from '../../kernel/platform/index.ts'
import { company, type EnforcementCity, enforcementCity, FOOD } from '../enforcement/harness.ts'
import * as c from './contract.ts'
import leads from './index.ts'

let of: EnforcementCity
let citizen: Actor
beforeAll(async () => {
  of = await enforcementCity([leads])
  citizen = await of.city.citizen()
})
afterAll(() => of.city.close())

const told = { what: '无证经营餐饮。', place: '思明区莲花路 8 号', about: { name: company.name, code: company.code } }
const found = (caseId: string, more = {}) => ({
  caseId,
  outcome: 'file' as const,
  opinion: '现场核实。',
  itemCode: FOOD,
  subject: company,
  actOn: '2026-02-25',
  place: company.address,
  ...more,
})

describe('leads 案源 (行政处罚法 arts. 22, 25, 39, 54)', () => {
  test('art. 54: registered, checked, filed by the head with two officers; the case knows its lead', async () => {
    const { city, food } = of
    const [one, two] = food.officers
    const { caseId, number } = await city.run(c.register, { ...told, source: 'inspection' }, one)
    expect(await code(city.run(c.settle, { caseId, outcome: 'file', opinion: '同意立案。' }, food.head))).toBe(
      'NOT_OPEN',
    )
    expect(await code(city.run(c.check, { caseId, outcome: 'file', opinion: '核实。' }, one))).toBe('INCOMPLETE')
    expect(
      await code(city.run(c.check, found(caseId, { subject: { ...company, code: '91350200000001007A' } }), one)),
    ).toBe('CODE')
    await city.run(c.check, found(caseId), one)
    expect(await code(city.run(c.settle, { caseId, outcome: 'file', opinion: '同意。' }, one))).toBe('FORBIDDEN')
    expect(
      await code(
        city.run(c.settle, { caseId, outcome: 'file', opinion: '同意。', officers: [one.personId] }, food.head),
      ),
    ).toBe('OFFICERS')
    const { opened } = await city.run(
      c.settle,
      { caseId, outcome: 'file', opinion: '同意立案。', officers: [one.personId, two.personId] },
      food.head,
    )
    const v = await of.standing(opened!, one)
    expect([v.parent, v.acts[0]!.facts.lead]).toEqual([number, number])
    await city.settle()
    // 行政处罚法 art. 29: another lead of the same act is not filed a second time.
    const again = await city.run(c.register, { ...told, source: 'complaint' }, one)
    expect(again.similar).toEqual([number])
    await city.run(c.check, found(again.caseId), one)
    expect(
      await code(
        city.run(
          c.settle,
          { caseId: again.caseId, outcome: 'file', opinion: '同意。', officers: [one.personId, two.personId] },
          food.head,
        ),
      ),
    ).toBe('SAME_ACT')
    await city.run(c.settle, { caseId: again.caseId, outcome: 'decline', opinion: '同一行为已经立案。' }, food.head)
  })

  test('arts. 22, 25: transferred with a letter, disputed, assigned by the common superior', async () => {
    const { city, food, freight } = of
    const [one] = food.officers
    const { caseId, number } = await city.run(
      c.register,
      { ...told, place: '港中路', source: 'media', informant: { name: '王某', contact: '139' } },
      one,
    )
    expect(
      await code(city.run(c.check, { caseId, outcome: 'transfer', opinion: '不归我管。', to: '350203-shichang' }, one)),
    ).toBe('NO_UNIT')
    await city.run(c.check, { caseId, outcome: 'transfer', opinion: '属交通。', to: freight.unit }, one)
    const { document } = await city.run(c.transfer, { caseId, reason: '属交通运输。' }, food.head)
    expect(document).toMatch(/线移〔2026〕\d+号/)
    await city.run(c.receive, { caseId, outcome: 'dispute', opinion: '应由市场监管管辖。' }, freight.head)
    const superior = await city.officer('350200-zhengfuban', 'approver')
    expect(await code(city.run(c.assign, { caseId, unit: freight.unit, reason: '指定。' }, freight.head))).toBe(
      'FORBIDDEN',
    )
    await city.run(c.assign, { caseId, unit: freight.unit, reason: '以行为地为准。' }, superior)
    const v = await of.standing(number, freight.officers[0])
    expect(v.mine).toEqual(['lead.checked'])
    // art. 39: who informed is not told to the unit that got it.
    expect(JSON.stringify(v)).not.toContain('王某')
  })

  test('who informs reads what becomes of it, and is hidden from everybody else', async () => {
    const { city, food } = of
    const { caseId, number } = await city.run(
      c.inform,
      { what: '夜里加工熟食。', place: '莲花路 9 号', unit: food.unit },
      citizen,
    )
    const officer = await of.standing(number, food.officers[0])
    expect(officer.parties.map((p) => p.name)).toEqual(['（身份保密）'])
    expect(readersOf('lead.registered', 'informant').to).toEqual(['actor', 'party:informant'])
    await city.run(c.check, { caseId, outcome: 'decline', opinion: '没有发现违法。' }, food.officers[0])
    await city.run(c.settle, { caseId, outcome: 'decline', opinion: '经核查没有违法事实。' }, food.head)
    const mine = await of.standing(number, citizen)
    expect(mine.acts.at(-1)!.why).toBe('经核查没有违法事实。')
    expect(mine.acts.find((a) => a.type === 'lead.checked')!.why).toBeUndefined()
    expect(await code(city.run(c.inform, { what: '没有人管。', place: '某处', unit: '350200-fazhi' }, citizen))).toBe(
      'NO_UNIT',
    )
  })

  test('extend: once, by the head, before the check; a list for the desk', async () => {
    const { city, food } = of
    const { caseId } = await city.run(c.register, { ...told, place: '远处', source: 'assigned' }, food.officers[0])
    expect(await code(city.run(c.extend, { caseId, reason: '需要检测。' }, food.officers[0]))).toBe('FORBIDDEN')
    await city.run(c.extend, { caseId, reason: '需要检测。' }, food.head)
    expect(await code(city.run(c.extend, { caseId, reason: '还要。' }, food.head))).toBe('EXTENDED')
    expect((await city.run(c.list, { closed: false }, food.officers[0])).rows.length).toBeGreaterThan(0)
  })
})
