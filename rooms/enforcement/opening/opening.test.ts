// Filing and weighing an offence, by the articles that say when and by whom.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apply } from '../../../test/city.ts'
import * as c from '../contract.ts'
import {
  code,
  company,
  type EnforcementCity,
  enforcementCity,
  FOOD,
  FREIGHT,
  foodFacts,
  freightFacts,
  person,
} from '../harness.ts'

let of: EnforcementCity
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

const standard = (itemCode: string, facts: object, actOn: string, subjectCode?: string) =>
  of.city.run(c.standard, { itemCode, facts: facts as never, actOn, subjectCode }, of.freight.officers[0])
const another = { ...company, code: '91350200000001014B', name: '环岛物流有限公司（演示）' }

describe('officers (行政处罚法 arts. 42, 43, 55)', () => {
  test('art. 42, 55: two different officers of the unit with cards valid today; a card that ended yesterday opens nothing', async () => {
    const { city, food, freight, file } = of
    const now = city.clock.now()
    const [one] = food.officers
    const ending = (await of.as('enforce-siming-shichang-5', '350203-shichang/enforcement')) as typeof one
    const by = (officers: string[]) => file(food, FOOD, { officers, actOn: '2026-02-01' })
    // Its last day is 2026-02-20.
    city.clock.set('2026-02-20T02:00:00Z')
    const { caseId } = await by([one.personId, ending.personId])
    expect(
      await code(city.run(c.askMeasure, { caseId, kind: 'seizure', goods: '冰柜一台', reason: '继续使用。' }, ending)),
    ).toBe('OK')
    city.clock.set('2026-02-21T02:00:00Z')
    expect(
      await code(city.run(c.askMeasure, { caseId, kind: 'seizure', goods: '冰柜一台', reason: '继续使用。' }, ending)),
    ).toBe('UNFIT')
    expect(
      await code(city.run(c.askMeasure, { caseId, kind: 'seizure', goods: '冰柜一台', reason: '继续使用。' }, one)),
    ).toBe('OK')
    expect(await code(by([one.personId, ending.personId]))).toBe('CARDS')
    expect(await code(by([one.personId, one.personId]))).toBe('CARDS')
    expect(await code(by([one.personId, freight.officers[0].personId]))).toBe('CARDS')
    expect(await code(by([one.personId]))).toBe('INVALID')
    city.clock.set(now.toISOString())
  })
  test('art. 43: others take over, work goes on; who left does nothing more, and neither reviews, presides nor decides', async () => {
    const { city, freight, file } = of
    const { caseId, number } = await file(freight, FREIGHT, { actOn: '2026-02-02' })
    const [one, two] = freight.officers
    const third = (await of.as('enforce-jiaotong-3', '350200-jiaotong/enforcement')) as typeof one
    const change = (officers: string[], as = freight.head) =>
      code(city.run(c.changeOfficers, { caseId, officers, reason: '申请回避。' }, as))
    expect(await change([two.personId, third.personId], one)).toBe('FORBIDDEN')
    expect(await change([two.personId, two.personId])).toBe('CARDS')
    expect(await change([two.personId, third.personId])).toBe('OK')
    const report = {
      caseId,
      conclusion: 'penalise' as const,
      facts: freightFacts,
      fine: 400_000,
      reasons: '事实清楚。',
      kinds: ['fine' as const],
    }
    expect(await code(city.run(c.report, report, one))).toBe('UNFIT')
    // The same person, were he to hold the reviewer's or the head's post.
    const asReviewer = { ...freight.legal, personId: one.personId } as never
    const asHead = { ...freight.head, personId: one.personId } as never
    await city.run(c.report, { ...report, fine: 5_000_000, deviationReason: '情节特别恶劣。' }, third)
    expect(await code(city.run(c.review, { caseId, outcome: 'pass', opinion: '同意。' }, asReviewer))).toBe('UNFIT')
    expect(await code(city.run(c.suspend, { caseId, why: 'testing', reason: '检测。' }, asHead))).toBe('UNFIT')
    expect((await city.run(c.list, {}, one)).rows.map((r) => r.number)).not.toContain(number)
    expect((await city.run(c.list, {}, third)).rows.map((r) => r.number)).toContain(number)
  })
})

describe('one act, one fine (art. 29) and prescription (art. 36)', () => {
  test('art. 29: the same act of the same subject is not filed twice; another unit’s case is shown before', async () => {
    const { city, food, freight, file } = of
    const subject = another
    const { number } = await file(freight, FREIGHT, { subject, actOn: '2026-02-10' })
    await of.heard()
    expect(await code(file(freight, FREIGHT, { subject, actOn: '2026-02-10' }))).toBe('SAME_ACT')
    expect(await code(file(freight, FREIGHT, { subject, actOn: '2026-02-11' }))).toBe('OK')
    const seen = await city.run(c.history, { code: subject.code }, food.officers[0])
    expect(seen.map((s) => [s.number, s.unit, s.closed])).toContainEqual([number, '350200-jiaotong', false])
    expect(await code(city.run(c.history, { code: subject.code }, await city.citizen()))).toBe('FORBIDDEN')
  })
  test('art. 29: two that were filed in the same moment end in one penalty', async () => {
    const { city, freight } = of
    const more = { actOn: '2026-02-12' }
    const twin = await of.noticed(freight, FREIGHT, { facts: freightFacts, fine: 400_000 }, more)
    await of.decided(freight, FREIGHT, { facts: freightFacts, fine: 400_000 }, more)
    await of.heard()
    await city.run(c.weigh, { caseId: twin.caseId, adopted: 'none-made', opinion: '没有意见。' }, twin.one)
    const decide = { caseId: twin.caseId, fine: 400_000, reasons: '事实清楚。' }
    expect(await code(city.run(c.decide, { ...decide, outcome: 'penalise' }, freight.head))).toBe('SAME_ACT')
    // The standard would penalise: nobody is spared without a review, so it is reported and reviewed anew.
    expect(await code(city.run(c.decide, { ...decide, outcome: 'spare' }, freight.head))).toBe('NOT_REVIEWED')
    expect(await code(city.run(c.decide, { ...decide, outcome: 'return' }, freight.head))).toBe('OK')
  })
  test('art. 36: two years, five where life and health are at stake; to the day; not of tomorrow', async () => {
    const { city, food, freight, file, today } = of
    const year = (n: number, day = today()) => `${Number(day.slice(0, 4)) - n}${day.slice(4)}`
    const dayBefore = (day: string) =>
      new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)
    expect(await code(file(freight, FREIGHT, { actOn: year(2) }))).toBe('OK')
    expect(await code(file(freight, FREIGHT, { actOn: dayBefore(year(2)) }))).toBe('PRESCRIBED')
    expect(await code(file(food, FOOD, { actOn: year(5) }))).toBe('OK')
    expect(await code(file(food, FOOD, { actOn: dayBefore(year(5)) }))).toBe('PRESCRIBED')
    expect(await code(file(food, FOOD, { actOn: year(-1) }))).toBe('LAW')
    expect(await code(file(food, FOOD, { subject: { ...company, code: '91350200000001007A' } }))).toBe('CODE')
    expect(await code(file(food, '350200-01-0001'))).toBe('NO_ITEM')
    const input = { itemCode: FOOD, subject: company, actOn: today(), place: '思明区', source: 'inspection' }
    const officers = food.officers.map((o) => o.personId)
    expect(await code(city.run(c.file, { ...input, officers }, food.head))).toBe('FORBIDDEN')
  })
})

describe('which law, which rule (arts. 33, 37; 裁量基准)', () => {
  test('art. 37: an act under the old regulation is judged by the milder new one, whose range the act says', async () => {
    const found = await standard(FREIGHT, freightFacts, '2023-07-19')
    expect(found.range).toEqual({ from: 300_000, to: 5_000_000 })
    expect([found.confirmed, found.law.zh]).toEqual([true, expect.stringContaining('较轻')])
    const gains = { ...freightFacts, gains: 15_000 }
    // 15,000 yuan of gains: the old up to 100,000, the new up to five times, 75,000.
    expect((await standard(FREIGHT, gains, '2023-07-19')).range).toEqual({ from: 1_500_000, to: 7_500_000 })
    // 22,000 yuan: old 44,000 to 220,000; new 22,000 to 110,000: milder again.
    expect((await standard(FREIGHT, { ...freightFacts, gains: 22_000 }, '2023-07-19')).range.to).toBe(11_000_000)
    // 20,000: old 30,000 to 100,000; new 20,000 to 100,000: the same end, a lower beginning.
    expect((await standard(FREIGHT, { ...freightFacts, gains: 20_000 }, '2023-07-19')).range).toEqual({
      from: 2_000_000,
      to: 10_000_000,
    })
    expect(await code(standard(FREIGHT, freightFacts, '2004-06-30'))).toBe('LAW')
    expect(await code(standard(FREIGHT, { ...freightFacts, vehicles: 0 }, '2026-02-25'))).toBe('FACTS')
    expect(await code(standard(FREIGHT, { gains: 1 }, '2026-02-25'))).toBe('FACTS')
  })
  test('art. 33: whether it is the first offence is looked up, not ticked; annulled ones do not count, spared ones do', async () => {
    const { city, freight, today } = of
    const subject = person
    const slight = { ...freightFacts, harm: '轻微' }
    const ask = async (actOn: string) => {
      const found = await standard(FREIGHT, slight, actOn, subject.code)
      return [found.looked.first, found.band.to]
    }
    expect(await ask(today())).toEqual([true, 0])
    // Ticked in the facts: what the system looks up stands.
    expect(await code(standard(FREIGHT, { ...slight, first: false }, today(), subject.code))).toBe('OK')
    expect((await standard(FREIGHT, { ...slight, first: false }, today(), subject.code)).looked.first).toBe(true)
    const { caseId } = await of.file(freight, FREIGHT, { subject, actOn: '2026-03-01' })
    const [one] = freight.officers
    await city.run(c.report, { caseId, conclusion: 'spare', facts: slight, reasons: '首次、轻微、及时改正。' }, one)
    await city.run(c.decide, { caseId, outcome: 'spare', reasons: '不予处罚。' }, freight.head)
    await of.heard()
    const day = today()
    of.later(1)
    expect(await ask(today())).toEqual([false, 600_000])
    // Of an act before it, it is still the first; two years later it is so again.
    expect(await ask('2026-03-01')).toEqual([true, 0])
    expect((await ask(`2028${day.slice(4)}`))[0]).toBe(false)
    const penalised = await of.decided(
      freight,
      FREIGHT,
      { facts: freightFacts, fine: 400_000 },
      { actOn: '2026-02-20' },
    )
    await of.heard()
    of.later(1)
    expect((await standard(FREIGHT, freightFacts, today(), company.code)).looked.first).toBe(false)
    for (const what of ['upheld', 'unlawful'] as const)
      await city.run(c.annul, { caseId: penalised.caseId, by: 'review', what, reason: '复议决定。' }, freight.head)
    await of.heard()
    expect((await standard(FREIGHT, freightFacts, today(), company.code)).looked.first).toBe(false)
    expect(await code(of.file(freight, FREIGHT, { actOn: '2026-02-20' }))).toBe('SAME_ACT')
  })
  test('facts of a form that nobody may leave or invent', async () => {
    expect(await code(standard(FOOD, { ...foodFacts, value: -1 }, '2026-02-25'))).toBe('FACTS')
    expect(await code(standard(FOOD, { ...foodFacts, harm: '无' }, '2026-02-25'))).toBe('FACTS')
    expect(await code(standard('350299-02-0001', foodFacts, '2026-02-25'))).toBe('NO_ITEM')
  })
})

test('an act of this room never comes to stand on another kind’s case', async () => {
  const { city, building } = of
  const { caseId } = await apply(city, await city.citizen())
  for (const run of [
    () => city.run(c.extend, { caseId, reason: '案情复杂。' }, building.head),
    () => city.run(c.suspend, { caseId, why: 'testing', reason: '检测。' }, building.head),
    () =>
      city.run(
        c.changeOfficers,
        { caseId, officers: building.officers.map((o) => o.personId), reason: '更换。' },
        building.head,
      ),
  ])
    expect(await code(run())).toBe('NO_CASE')
})
