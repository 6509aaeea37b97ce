// The bank is not the unit (行政处罚法 art. 67): orders, what comes in, and what an annulment reaches (arts. 48, 75).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as money } from '../../../kernel/money/index.ts'
import { statisticsRoom, contract as totals } from '../../../kernel/statistics/index.ts'
import * as c from '../contract.ts'
import { code, company, type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from '../harness.ts'
import enforcement from '../index.ts'
import { registerCheck } from '../register/checks.ts'

let of: EnforcementCity
let bank: Awaited<ReturnType<EnforcementCity['withBank']>>
let n = 0
beforeAll(async () => {
  of = await enforcementCity([statisticsRoom([enforcement])])
  bank = await of.withBank()
})
afterAll(() => of.city.close())

const FINE = 400_000
async function decided(confiscate = 0) {
  const more = { actOn: `2026-01-${String(++n).padStart(2, '0')}` }
  const { city, freight } = of
  const made = await of.noticed(
    freight,
    FREIGHT,
    { facts: freightFacts, fine: FINE, confiscate, kinds: ['fine', 'confiscation'] },
    more,
  )
  of.later(14)
  await city.run(c.weigh, { caseId: made.caseId, adopted: 'none-made', opinion: '没有意见。' }, made.one)
  const { document } = await city.run(
    c.decide,
    { caseId: made.caseId, outcome: 'penalise', fine: FINE, confiscate, reasons: '清楚。' },
    freight.head,
  )
  await of.serve(made.caseId, document!, of.today(), made.one)
  await of.heard()
  const orders = await bank.orders(made.caseId)
  const find = (kind: string) => orders.find((o) => o.kind === kind)!.number
  return { ...made, document: document!, fine: find('fine'), find, orders }
}
const due = async (number: string) => (await of.city.run(c.view, { number }, of.freight.head)).due!
const annul = (caseId: string, given: object) =>
  code(of.city.run(c.annul, { caseId, by: 'review', reason: '复议决定。', ...given } as never, of.freight.head))
const order = (number: string) => of.city.run(money.viewOrder, { number }, of.freight.head)
const settled = (caseId: string) => code(of.city.run(c.settle, { caseId, outcome: 'paid' }, of.freight.officers[0]))
const total = async () => {
  const { n, total } = await of.city.run(totals.readStatistic, {
    id: 'penalties-decided',
    from: '2026-01-01',
    to: '2028-12-31',
  })
  return [n, total]
}

describe('payment', () => {
  test('ordered when served, to the collecting bank, fine and gains apart; nobody enters a payment by hand', async () => {
    const { caseId, number, orders } = await decided(80_000)
    expect(orders.map((o) => [o.kind, o.amount]).sort()).toEqual([
      ['confiscation', 80_000],
      ['fine', FINE],
    ])
    expect(orders[0]!.account).toBe('35020012345678')
    const pay = { caseId, amount: 1, on: of.today(), order: 'x', as: 'full', other: false }
    for (const who of [of.freight.head, of.freight.officers[0], await of.city.citizen()])
      expect(await code(of.city.run(c.pay, pay, who))).toBe('FORBIDDEN')
    expect(await code(of.city.run(c.pay, pay))).toBe('LOGIN_REQUIRED')
    expect(await due(number)).toMatchObject({ fine: FINE + 80_000, paid: 0 })
  })
  test('too little, then twice; the gains do not pay the fine', async () => {
    const { caseId, number, fine, find } = await decided(80_000)
    await bank.came(find('confiscation'), 80_000)
    await bank.came(fine, 150_000)
    expect(await due(number)).toMatchObject({ paid: 230_000, balance: 250_000 })
    expect(await settled(caseId)).toBe('UNPAID')
    await bank.came(fine, 250_000)
    expect((await due(number)).balance).toBe(0)
    await bank.came(fine, 250_000)
    expect((await due(number)).balance).toBe(-250_000)
    expect(await order(fine)).toMatchObject({ state: 'over', excess: 250_000 })
    const { acts } = await of.standing(number, of.freight.head)
    expect(acts.filter((a) => a.type === 'fine.paid').map((a) => [a.facts.kind, a.facts.as])).toEqual([
      ['confiscation', 'full'],
      ['fine', 'part'],
      ['fine', 'full'],
      ['fine', 'double'],
    ])
    expect(await settled(caseId)).toBe('OK')
  })
  test('by a stranger: it counts, and says so; to no order: it waits with the treasury, not here', async () => {
    const { caseId, number, fine } = await decided()
    await bank.came('没有单号', FINE)
    expect((await due(number)).paid).toBe(0)
    await bank.came(fine, FINE, { name: '王某' })
    const { acts } = await of.standing(number, of.freight.head)
    expect(acts.at(-1)).toMatchObject({ type: 'fine.paid', facts: { amount: FINE, other: true } })
    expect(JSON.stringify(acts.at(-1)!.facts)).not.toContain('王某')
    expect(await settled(caseId)).toBe('OK')
  })
  test('too late: the fine came, the surcharge is open', async () => {
    const { caseId, number, fine } = await decided()
    of.later(20)
    await bank.came(fine, FINE)
    const { surcharge, balance } = await due(number)
    expect(surcharge).toBeGreaterThan(0)
    expect(balance).toBe(surcharge)
    expect(await settled(caseId)).toBe('UNPAID')
    // Nobody urged: what the delay came to has its order at once, grows no more, and is asked for once.
    const asked = (await bank.orders(caseId)).filter((o) => o.kind === 'surcharge')
    expect(asked.map((o) => o.amount)).toEqual([surcharge])
    expect((await due(number)).orders.map((o) => [o.kind.en, o.amount])).toContainEqual(['Surcharge', surcharge])
    of.later(10)
    expect((await due(number)).surcharge).toBe(surcharge)
    await bank.came(asked[0]!.number, surcharge)
    expect((await bank.orders(caseId)).filter((o) => o.kind === 'surcharge')).toHaveLength(1)
    expect(await settled(caseId)).toBe('OK')
  })
  test('too late, and the surcharge along with it on one order: nothing more is asked for', async () => {
    const { caseId, number, fine } = await decided(80_000)
    of.later(20)
    const { surcharge } = await due(number)
    await bank.came(fine, FINE + surcharge)
    expect((await bank.orders(caseId)).filter((o) => o.kind === 'surcharge')).toEqual([])
    expect((await due(number)).balance).toBe(80_000)
  })
  test('art. 66: a deferral moves the order, by its parts', async () => {
    const { caseId, number, fine } = await decided()
    const citizen = await of.city.citizen()
    const { code: word } = await of.city.run(c.view, { number }, of.freight.head)
    await of.city.run(c.join, { number, code: word! }, citizen)
    await bank.came(fine, 100_000)
    await of.city.run(c.askDeferral, { caseId, reason: '经济困难。' }, citizen)
    await of.city.run(c.grantDeferral, { caseId, parts: 2, first: '2026-12-31', reason: '同意。' }, of.freight.head)
    await of.heard()
    expect(await order(fine)).toMatchObject({ owed: 300_000, due: '2027-01-31' })
    expect((await order(fine)).parts).toEqual([
      { due: '2026-12-31', amount: 150_000 },
      { due: '2027-01-31', amount: 150_000 },
    ])
  })
})

describe('arts. 48, 75: what an annulment reaches', () => {
  test('annulled: publication, first offence, totals and order; once; its history stays', async () => {
    const { city, freight } = of
    const before = await total()
    const { caseId, number, fine } = await decided()
    await city.run(c.publish, { caseId }, freight.head)
    await of.heard()
    expect(await total()).toEqual([before[0]! + 1, before[1]! + FINE])
    const shown = async () =>
      (await city.run(c.published, { text: company.code })).rows.some((r) => r.number === number)
    expect(await shown()).toBe(true)
    expect(
      await code(
        city.run(c.annul, { caseId, by: 'own', what: 'annulled', reason: '主要证据不足。' }, freight.officers[0]),
      ),
    ).toBe('FORBIDDEN')
    expect(await annul(caseId, { what: 'annulled', by: 'own' })).toBe('OK')
    await of.heard()
    expect(await shown()).toBe(false)
    expect(await total()).toEqual(before)
    expect(await order(fine)).toMatchObject({ state: 'cancelled', owed: 0 })
    expect((await due(number)).balance).toBe(0)
    const found = (await city.run(c.history, { code: company.code }, freight.head)).find((h) => h.number === number)!
    expect(found).toMatchObject({ annulled: 'annulled', fine: FINE })
    expect(await annul(caseId, { what: 'void' })).toBe('NOT_DECIDED')
    expect(await code(city.run(c.publish, { caseId }, freight.head))).toBe('NOT_DECIDED')
    // Art. 29 does not stand in the way of the act being judged anew.
    const { facts } = (await of.standing(number, freight.head)).acts[0]!
    expect(await code(of.file(freight, FREIGHT, { actOn: String(facts.actOn) }))).toBe('OK')
  })
  test('upheld and found unlawful leave totals and order as they are; changed: the new fine, never a heavier one', async () => {
    const { city, freight } = of
    const before = await total()
    const { caseId, number, fine } = await decided()
    await city.run(c.publish, { caseId }, freight.head)
    expect(await annul(caseId, { what: 'upheld' })).toBe('OK')
    await of.heard()
    expect(await total()).toEqual([before[0]! + 1, before[1]! + FINE])
    expect((await city.run(c.published, { text: company.code })).rows.some((r) => r.number === number)).toBe(true)
    await bank.came(fine, 100_000)
    expect(await annul(caseId, { what: 'changed', fine: FINE + 1 })).toBe('HEAVIER')
    expect(await annul(caseId, { what: 'changed' })).toBe('HEAVIER')
    expect(await annul(caseId, { what: 'changed', fine: 300_000 })).toBe('OK')
    await of.heard()
    expect(await total()).toEqual([before[0]! + 1, before[1]! + 300_000])
    expect(await order(fine)).toMatchObject({ state: 'cancelled', excess: 100_000 })
    const now = (await bank.orders(caseId)).find((o) => !o.cancelledAt)!
    expect(now.amount).toBe(200_000)
    // As changed it may be published again.
    expect(await code(city.run(c.publish, { caseId }, freight.head))).toBe('OK')
    await of.heard()
    const rows = (await city.run(c.published, { text: company.code })).rows
    expect(rows.find((r) => r.number === number)!.fine).toBe(300_000)
    await bank.came(now.number, 200_000)
    expect((await due(number)).balance).toBe(0)
    // And then annulled after all: of all orders only what stands is cancelled.
    expect(await annul(caseId, { by: 'court', what: 'annulled' })).toBe('OK')
    await of.heard()
    expect(await total()).toEqual(before)
    expect((await bank.orders(caseId)).every((o) => o.cancelledAt)).toBe(true)
  })
  test('before a decision there is nothing to annul', async () => {
    const { caseId } = await of.file(of.freight, FREIGHT, { actOn: '2025-12-01' })
    expect(await annul(caseId, { what: 'annulled' })).toBe('NOT_DECIDED')
    expect(await code(of.city.run(c.correct, { caseId, what: '笔误。' }, of.freight.head))).toBe('NOT_DECIDED')
  })
})

test('no consumer of the room set an act aside', async () => {
  const aside = await of.city.database
    .owner`select consumer, error from platform.set_aside where consumer like 'enforcement.%'`
  expect([...aside]).toEqual([])
})

test('the register is what the acts make of it: a fine, a publication, an annulment changed by hand, or a line gone, shows', async () => {
  const { city } = of
  const check = () => city.db.transaction().execute((tx) => registerCheck.piece(tx, '', 500))
  const { caseId } = await decided()
  await city.run(c.publish, { caseId }, of.freight.head)
  await of.heard()
  expect((await check()).found).toEqual([])
  const { owner } = city.database
  const [one] =
    await owner`select number, fine, published from enforcement.register where published is not null limit 1`
  const [gone] = await owner`select number from enforcement.register where annulled is not null limit 1`
  const names = async () => (await check()).found.map((f) => f.name)
  await owner`update enforcement.register set fine = fine - 1 where number = ${one!.number}`
  expect(await names()).toEqual([one!.number])
  await owner`update enforcement.register set fine = fine + 1, published = null where number = ${one!.number}`
  expect(await names()).toEqual([one!.number])
  await owner`update enforcement.register set published = ${owner.json(one!.published)} where number = ${one!.number}`
  expect(await names()).toEqual([])
  await owner`update enforcement.register set annulled = null where number = ${gone!.number}`
  expect(await names()).toEqual([gone!.number])
  await owner`update enforcement.register set annulled = 'annulled', subject = 'uscc:91350200000001014B' where number = ${gone!.number}`
  expect(await names()).toEqual([gone!.number])
  await owner`delete from enforcement.register where number = ${gone!.number}`
  await owner`update platform.act set recorded_at = recorded_at - interval '1 hour' where subject_id = (select id from cases.case where number = ${gone!.number})`
  expect(await names()).toEqual([gone!.number])
})
