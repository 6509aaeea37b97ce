// Mini-tenders on a real database: sealed quotes under a framework for one order: who may, what is late, too high, or of one that left; ties,
// silence, a supplier who does not take it; the budget at each turn.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as marks } from '../../kernel/parties/index.ts'
import { codeOf as code, officer } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor, system } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as pc from '../procurement/contract.ts'
import { buyingCity, DAY, NOW, onDay, USCC, wan } from '../procurement/procurement.harness.ts'
import * as c from './contract.ts'
import agreements from './index.ts'
import { recorded } from './ocds.harness.ts'
import * as q from './quotes.contract.ts'
import { type Quoted, rank } from './quotes.rules.ts'

let of: Awaited<ReturnType<typeof buyingCity>>
let agreement: string
const goods: string[] = []
const LINE = '设备'
let day = 28
beforeAll(async () => {
  of = await buyingCity([agreements])
  const form = { method: 'framework', ground: 'rule-110', committee: 5, ceiling: wan(1), days: 300 }
  const t = await of.announced(form, 20)
  for (const [i, price] of [0.6, 0.5, 0.7, 0.4].entries())
    await of.respond(t.number, i, { price: wan(price), domestic: 0 })
  await of.evaluated(t, await of.toEvaluation(t))
  await run(pc.send, { caseId: t.caseId }, of.agency)
  await run(pc.confirm, { caseId: t.caseId }, of.buyer)
  await run(pc.notify, { caseId: t.caseId }, of.agency)
  await of.city.settle()
  agreement = t.number
  // The third is out; the others offer what is wanted.
  for (const [i, price] of [
    [0, 450_000],
    [1, 470_000],
    [3, 440_000],
  ] as const) {
    const good = { agreement, name: '台式机', model: `M${i}`, measure: '台', price }
    goods[i] = (await run(c.offer, good, of.suppliers[i]!)).id
  }
  const line = { unit: '350203-wenlv', year: 2026, line: LINE, title: '设备', amount: wan(4) }
  await run(pc.setBudget, line, of.districtFinance)
})
afterAll(() => of.city.close())
const run = ((contract: never, input: never, as?: Actor) =>
  of.city.run(contract, input, as as Actor)) as typeof of.city.run
const refused = (contract: unknown, input: unknown, as?: Actor) =>
  code(of.city.run(contract as never, input as never, as as Actor))
const taken = async () => (await run(pc.budgets, { year: 2026 }, of.districtBuyer)).find((l) => l.line === LINE)!.taken
const until = (days: number) => new Date(NOW + days * DAY).toISOString().slice(0, 10)
const want = (more: object = {}) => ({
  ...{ agreement, good: '台式机', need: '八核，16 GB，三年上门。', count: 4, year: 2026, line: LINE },
  ...{ deliver: '文化馆二楼，三日内', until: until(day + 4), ...more },
})
/** Asked for on a day of its own, so that none is in another's way. */
async function asked(more: object = {}) {
  day += 14
  of.city.clock.set(onDay(day))
  const { caseId, number } = await run(q.call, want(more) as never, of.districtBuyer)
  return { caseId, number, box: `${agreement}-${number}` }
}
const quote = (box: string, i: number, price: number, good = goods[i]!) =>
  of.submitTo(box, of.suppliers[i] as PersonActor, { price, good })
async function past(box: string, opens = true) {
  of.city.clock.set(new Date(Date.parse(`${until(day + 4)}T17:00:00+08:00`) + 3000).toISOString())
  await of.city.settle()
  if (opens) await of.release(box)
}
const seen = (number: string, as: Actor = anonymous) => run(q.quotes, { number }, as)

test.each<[string, Partial<Quoted>[], (string | number | null)[]]>([
  ['the lowest first', [{ price: 9 }, { price: 7 }, { price: 8 }], [1, 2, 0]],
  [
    'of equal ones the earlier',
    [
      { price: 7, receivedAt: new Date(2) },
      { price: 7, receivedAt: new Date(1) },
    ],
    [1, 0],
  ],
  ['above the price of its own good', [{ price: 11 }, { price: 10 }], [1, 'above']],
  ['of one that is in no more', [{ price: 1, isIn: false }, { price: 2 }], [1, 'left']],
  ['of another’s good', [{ price: 1, good: 'g1' }, { price: 2 }], [1, 'unknown']],
  ['of one that cannot be read', [{ price: null }], ['unopened']],
])('%s', (_, given, order) => {
  const quotable = given.map((_, i) => ({ uscc: `u${i}`, id: `g${i}`, model: 'M', price: 10 }))
  const quoted = given.map((g, i) => ({
    ...{ uscc: `u${i}`, good: `g${i}`, price: 1, receivedAt: new Date(0), isIn: true, ...g },
  }))
  expect(rank(quoted, quotable).map((r) => r.why ?? Number(r.uscc.slice(1)))).toEqual(order)
})

test('who may ask, for what, until when, and out of which budget', async () => {
  of.city.clock.set(onDay(day))
  expect(await refused(q.call, want(), anonymous)).toBe('LOGIN_REQUIRED')
  expect(await refused(q.call, want(), of.suppliers[0])).toBe('FORBIDDEN')
  expect(await refused(q.call, want({ agreement: '350200-2026-999999' }), of.districtBuyer)).toBe('NO_AGREEMENT')
  expect(await refused(q.call, want({ good: '打印机' }), of.districtBuyer)).toBe('NO_GOODS')
  expect(await refused(q.call, want({ until: until(day) }), of.districtBuyer)).toBe('TOO_SOON')
  expect(await refused(q.call, want({ until: until(day - 3) }), of.districtBuyer)).toBe('TOO_SOON')
  expect(await refused(q.call, want({ until: 'tomorrow' }), of.districtBuyer)).toBe('INVALID')
  expect(await refused(q.call, want({ line: '没有' }), of.districtBuyer)).toBe('NO_LINE')
  expect(await refused(q.call, want({ count: 9 }), of.districtBuyer)).toBe('OVER')
  expect(await run(q.calls, {})).toEqual([])
  expect(await taken()).toBe(0)
})

test('quotes are nobody’s to read before the deadline; the lowest gets it at its price; the rest of the money goes back', async () => {
  const t = await asked()
  expect(t.number.startsWith('350203-')).toBe(true)
  expect(await taken()).toBe(4 * 470_000)
  expect((await seen(t.number)).goods.map((g) => g.uscc).sort()).toEqual([USCC[0], USCC[1], USCC[3]].sort())
  await quote(t.box, 0, 440_000)
  await quote(t.box, 1, 430_000)
  // Replaced while there is time: the last one counts.
  await quote(t.box, 0, 420_000)
  // Who is in no framework is no bidder of its box.
  expect(await code(quote(t.box, 2, 400_000))).not.toBe('OK')
  const before = JSON.stringify([await seen(t.number), await run(envelope.view, { number: t.box })])
  for (const price of ['420000', '430000']) expect(before).not.toContain(price)
  expect((await seen(t.number)).received).toBeNull()
  expect(await refused(envelope.record, { number: t.box })).toBe('NOT_OPENED')
  for (const as of [of.districtBuyer, of.agency, of.suppliers[0]]) {
    expect(await refused(q.closeQuotes, { caseId: t.caseId, count: 2 }, as)).toBe('FORBIDDEN')
    expect(await refused(q.openQuotes, { caseId: t.caseId }, as)).toBe('FORBIDDEN')
  }
  expect(await refused(q.award, { caseId: t.caseId, outcome: 'award' }, of.districtBuyer)).toBe('NOT_OPEN')
  await past(t.box, false)
  expect(await code(quote(t.box, 3, 300_000))).toBe('LATE')
  expect((await seen(t.number)).received).toBe(2)
  expect((await seen(t.number)).ranking).toBeNull()
  await of.release(t.box)
  const after = await seen(t.number)
  expect(after.ranking!.map((r) => [r.uscc, r.price, r.rank])).toEqual([
    [USCC[0], 420_000, 1],
    [USCC[1], 430_000, 2],
  ])
  expect(after.status).toBe('opened')
  expect(await refused(q.award, { caseId: t.caseId, outcome: 'award' }, of.buyer)).toBe('FORBIDDEN')
  expect(await refused(q.award, { caseId: t.caseId, outcome: 'end' }, of.districtBuyer)).toBe('REASON')
  await run(q.award, { caseId: t.caseId, outcome: 'award' }, of.districtBuyer)
  expect(await taken()).toBe(4 * 420_000)
  expect((await seen(t.number)).deal).toEqual({ uscc: USCC[0], supplier: '公司0', amount: 4 * 420_000 })
  expect(await refused(c.take, { caseId: t.caseId, outcome: 'take' }, of.suppliers[1])).toBe('FORBIDDEN')
  await run(c.take, { caseId: t.caseId, outcome: 'take' }, of.suppliers[0]!)
  await run(c.accept, { caseId: t.caseId, grade: 5, words: '合格。' }, of.districtBuyer)
  await run(c.pay, { caseId: t.caseId, voucher: 'ZF-9' }, of.districtFinance)
  expect((await seen(t.number)).status).toBe('paid')
  const acts = await of.city.database
    .owner`select public from platform.act where type = 'order.paid' order by number desc limit 1`
  expect(acts[0]!.public.amount).toBe(4 * 420_000)
  expect((await run(q.calls, {})).map((x) => x.number)).toEqual([t.number])
  const record = await recorded(of, t.number)
  expect(record.relatedProcesses).toMatchObject([
    { relationship: ['framework'], identifier: `ocds-gnomon-${agreement}` },
  ])
  expect(record.tender).toMatchObject({
    ...{ status: 'complete', procurementMethod: 'selective', numberOfTenderers: 2, value: { amount: 18_800 } },
    procuringEntity: { id: '350203-wenlv' },
  })
  expect(record.bids!.details!.map((b) => [b.id, b.rank, b.status, b.value!.amount])).toEqual([
    [USCC[0], 1, 'valid', 16_800],
    [USCC[1], 2, 'valid', 17_200],
  ])
  expect(record.contracts).toMatchObject([{ id: t.number, status: 'terminated', value: { amount: 16_800 } }])
  // Before the opening the feed says no more than everybody knows.
  const early = (await run(c.releases, { number: t.number })).filter((r) => r.tag[0] === 'tender')
  expect(JSON.stringify(early)).not.toContain(USCC[0])
})

test('whom a list bars when his turn comes is passed over in public, and his check recorded; with nobody else he is refused', async () => {
  const t = await asked({ count: 1 })
  await quote(t.box, 3, 400_000)
  await quote(t.box, 1, 410_000)
  await past(t.box)
  const lister = officer('list-keeper')
  const bar = (i: number) =>
    run(
      marks.mark,
      {
        ...{ subject: { uscc: USCC[i]! }, name: `公司${i}`, list: 'procurement-serious', purposes: ['procurement'] },
        ...{ level: 'bar', basis: [{ law: '政府采购法', article: 77 }], from: '2026-01-01', to: '2027-12-31' },
        ...{ repair: { zh: '满一年后可以申请修复。', en: 'May be repaired after a year.' }, reason: '提供虚假材料。' },
      },
      lister,
    )
  const ids = [await bar(3), await bar(1)].map((m) => m.id)
  const award = { caseId: t.caseId, outcome: 'award' as const }
  expect(await refused(q.award, award, of.districtBuyer)).toBe('MARKED')
  await run(marks.lift, { id: ids[1]!, reason: '期限届满。' }, lister)
  const recordedRefusals = async () =>
    (
      await of.city.database
        .owner`select 1 from parties.check where effect = 'refuse' and subject = ${`uscc:${USCC[3]}`}`
    ).length
  const before = await recordedRefusals()
  await run(q.award, award, of.districtBuyer)
  const after = await seen(t.number)
  expect(after.deal!.uscc).toBe(USCC[1])
  expect(after.ranking!.map((r) => [r.uscc, r.rank, r.passed])).toEqual([
    [USCC[3], 1, true],
    [USCC[1], 2, false],
  ])
  expect(await recordedRefusals()).toBe(before + 1)
  expect((await recorded(of, t.number)).awards).toMatchObject([{ relatedBid: USCC[1], status: 'active' }])
  await run(marks.lift, { id: ids[0]!, reason: '期限届满。' }, lister)
  await run(c.take, { caseId: t.caseId, outcome: 'decline', words: '缺货。' }, of.suppliers[1]!)
  // No list bars him any more: it is his turn again.
  await run(q.award, award, of.districtBuyer)
  const last = await seen(t.number)
  expect([last.deal!.uscc, last.ranking!.some((r) => r.passed)]).toEqual([USCC[3], false])
})

test('who declines is passed over, who left or was sent away does not count; nobody left, and it ends', async () => {
  const free = await taken()
  const t = await asked({ count: 2 })
  await quote(t.box, 0, 430_000)
  await quote(t.box, 1, 410_000)
  await quote(t.box, 3, 400_000)
  await past(t.box)
  const award = { caseId: t.caseId, outcome: 'award' as const }
  await run(q.award, award, of.districtBuyer)
  await run(c.take, { caseId: t.caseId, outcome: 'decline', words: '缺货。' }, of.suppliers[3]!)
  expect(await taken()).toBe(free)
  // The second is sent away between the opening and the choice: it is the first’s.
  await run(c.remove, { agreement, uscc: USCC[1], reason: '拒绝供货。' }, of.agency)
  await run(q.award, award, of.districtBuyer)
  expect((await seen(t.number)).deal!.uscc).toBe(USCC[0])
  // The one that declined is a party still, and the order is not his any more.
  expect(await refused(c.take, { caseId: t.caseId, outcome: 'take' }, of.suppliers[3])).toBe('FORBIDDEN')
  await run(c.take, { caseId: t.caseId, outcome: 'decline', words: '缺货。' }, of.suppliers[0]!)
  expect(await refused(q.award, award, of.districtBuyer)).toBe('NOBODY')
  expect((await seen(t.number)).ranking!.map((r) => r.declined)).toEqual([true, false, true])
  await run(q.award, { ...award, outcome: 'end', reason: '改为另行采购。' }, of.districtBuyer)
  const after = await seen(t.number)
  expect([after.status, after.ended, await taken()]).toEqual(['ended', '改为另行采购。', free])
  const record = await recorded(of, t.number)
  expect(record.tender!.status).toBe('cancelled')
  expect(record.awards!.map((a) => [a.suppliers![0]!.name, a.status])).toEqual([
    ['公司3', 'cancelled'],
    ['公司0', 'cancelled'],
  ])
  expect(record.contracts).toBeUndefined()
})

test('one removed before the opening: its quote is void, and so is one above its price', async () => {
  const free = await taken()
  const t = await asked({ count: 1 })
  await quote(t.box, 3, 100_000)
  await quote(t.box, 0, 450_001)
  await run(c.remove, { agreement, uscc: USCC[3], reason: '提供虚假材料。' }, of.agency)
  await past(t.box)
  const after = await seen(t.number)
  expect(after.status).toBe('void')
  expect(after.ranking!.map((r) => [r.uscc, r.why]).sort()).toEqual(
    [
      [USCC[3], 'left'],
      [USCC[0], 'above'],
    ].sort(),
  )
  expect(await taken()).toBe(free)
  const record = await recorded(of, t.number)
  expect(record.tender!.status).toBe('unsuccessful')
  expect(record.bids!.details!.map((b) => b.statusDetails).sort()).toEqual(['高于协议价格', '已不在协议里'].sort())
})

test('nobody quotes: nothing is opened, the money is free, and it can be asked anew', async () => {
  const free = await taken()
  const t = await asked({ count: 1 })
  await past(t.box, false)
  expect([(await seen(t.number)).status, await taken()]).toEqual(['silent', free])
  expect((await run(envelope.view, { number: t.box })).state).toBe('shut')
  expect(await refused(q.award, { caseId: t.caseId, outcome: 'award' }, of.districtBuyer)).toBe('NOT_OPEN')
  await asked({ count: 1 })
  expect(await refused(q.quotes, { number: 'x' }, system('t'))).toBe('NO_CASE')
})

test('two units for the last of the money at one time: one gets it', async () => {
  day += 14
  of.city.clock.set(onDay(day))
  const both = await Promise.all([1, 2].map(() => refused(q.call, want({ count: 3 }), of.districtBuyer)))
  expect(both.sort()).toEqual(['OK', 'OVER'])
})
