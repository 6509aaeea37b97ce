// Procurement on a real database: methods and budgets, an inquiry whole, rounds of quotes, a single source, challenges and complaints.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, system } from '../../kernel/platform/index.ts'
import { contract as e } from '../../trade/envelope/index.ts'
import { brokenIn, compile, recordOf } from '../../trade/ocds/index.ts'
import * as x from '../experts/contract.ts'
import * as s from '../suppliers/contract.ts'
import * as c from './contract.ts'
import { committeeLeast, entrants, formProblem, mustPublicise } from './method.rules.ts'
import { buyingCity, DAY, FORM, onDay, USCC, wan } from './procurement.harness.ts'

const least = { open: 5, small: 3, large: 7, from: wan(1000) }
describe('methods by their conditions', () => {
  const cases: [string, object, string | undefined, 'lowest' | 'composite' | undefined][] = [
    ['an inquiry of uniform goods', {}, undefined, 'lowest'],
    ['no ground', { ground: undefined }, 'GROUND', 'lowest'],
    ['a ground of another method', { ground: '30-1' }, 'GROUND', 'lowest'],
    ['an inquiry of services', { category: 'services' }, 'CATEGORY', 'lowest'],
    ['an inquiry by points', {}, 'SCORING', 'composite'],
    ['no such method of evaluation', {}, 'SCORING', undefined],
    ['a ceiling above the budget', { ceiling: wan(61) }, 'CEILING', 'lowest'],
    ['four on the committee', { committee: 4 }, 'COMMITTEE', 'lowest'],
    ['an open tender with a ground', { method: 'open' }, 'GROUND', 'lowest'],
    ['an open tender with three', { method: 'open', ground: undefined }, 'COMMITTEE', 'lowest'],
    ['an open tender with five', { method: 'open', ground: undefined, committee: 5 }, undefined, 'composite'],
    [
      'ten million with five',
      { method: 'open', ground: undefined, committee: 5, budget: wan(1000) },
      'COMMITTEE',
      'lowest',
    ],
    [
      'two invited',
      { method: 'invited', ground: '29-1', committee: 5, invited: [USCC[0], USCC[1]] },
      'INVITED',
      'lowest',
    ],
    ['one source', { method: 'single', ground: '31-1', invited: [USCC[0]] }, undefined, undefined],
    ['two sources', { method: 'single', ground: '31-1', invited: [USCC[0], USCC[1]] }, 'INVITED', undefined],
    ['consultation by points', { method: 'consultation', ground: 'rule-214' }, undefined, 'composite'],
    ['consultation by price', { method: 'consultation', ground: 'rule-214' }, 'SCORING', 'lowest'],
  ]
  test.each(cases)('%s', (_, more, wrong, kind) =>
    expect(formProblem({ ...FORM, ...more } as never, least, kind)).toBe(wrong),
  )
  test('committees of three, five and seven', () => {
    expect(committeeLeast({ method: 'negotiation', budget: wan(5000) }, least)).toBe(3)
    expect(committeeLeast({ method: 'open', budget: wan(999) }, least)).toBe(5)
    expect(committeeLeast({ method: 'invited', budget: wan(1000) }, least)).toBe(7)
  })
  test('publicity only from the threshold on, and only where one alone can supply', () => {
    const of = (more: object) =>
      mustPublicise({ method: 'single', ground: '31-1', budget: wan(200), ...more }, wan(200))
    expect([of({}), of({ budget: wan(199) }), of({ ground: '31-2' }), of({ method: 'open' })]).toEqual([
      ...[true, false, false, false],
    ])
  })
  test('a closed framework leaves a fifth out, one at least', () =>
    expect([1, 2, 3, 5, 6, 10].map((n) => entrants(n, 20))).toEqual([0, 1, 2, 4, 4, 8]))
})

let of: Awaited<ReturnType<typeof buyingCity>>
beforeAll(async () => {
  of = await buyingCity()
})
afterAll(() => of.city.close())
const run = ((contract: never, input: never, as?: Actor) =>
  of.city.run(contract, input, as as Actor)) as typeof of.city.run
const refused = (contract: unknown, input: unknown, as?: Actor) =>
  code(of.city.run(contract as never, input as never, as as Actor))
const pass = (days: number) => of.city.clock.advance(days * DAY)

test('each place spends its own budget: a line holds, is given back, and nobody sees another’s', async () => {
  const { buyer, finance, agency, districtBuyer, districtFinance, plan } = of
  of.city.clock.set(onDay(0))
  const set = { unit: '350203-wenlv', year: 2026, line: '图书', title: '图书设备', amount: wan(30) }
  expect(await refused(c.setBudget, set, finance)).toBe('NO_UNIT')
  expect(await refused(c.setBudget, set, buyer)).toBe('FORBIDDEN')
  await run(c.setBudget, set, districtFinance)
  expect(await code(plan({ line: '没有的' }))).toBe('NO_LINE')
  expect(await code(plan({ line: '图书', budget: wan(31), ceiling: wan(30) }, districtBuyer))).toBe('OVER')
  const one = await plan({ line: '图书', budget: wan(20), ceiling: wan(20) }, districtBuyer)
  expect(one.number.startsWith('350203-')).toBe(true)
  expect(await code(plan({ line: '图书', budget: wan(20), ceiling: wan(20) }, districtBuyer))).toBe('OVER')
  expect(await refused(c.setBudget, { ...set, amount: wan(10) }, districtFinance)).toBe('UNDER')
  // The city's finance office does not decide a district's plan.
  const decide = { caseId: one.caseId, outcome: 'return' as const, opinion: '重新论证。' }
  expect(await refused(c.approve, decide, finance)).toBe('FORBIDDEN')
  await run(c.approve, decide, districtFinance)
  expect(await code(plan({ line: '图书', budget: wan(30), ceiling: wan(30) }, districtBuyer))).toBe('OK')
  expect((await run(c.budgets, { year: 2026 }, buyer)).map((l) => l.unit)).toEqual(['350200-zhongxin'])
  expect((await run(c.budgets, { year: 2026 }, districtFinance)).map((l) => l.taken)).toEqual([wan(30)])
  expect(await refused(c.budgets, { year: 2026 }, agency)).toBe('FORBIDDEN')
  expect(
    await refused(
      c.commit,
      { jurisdiction: '350200', number: 'x', unit: 'x', year: 2026, line: 'x', amount: 1 },
      buyer,
    ),
  ).toBe('FORBIDDEN')
})

test('a district’s process: sealed to trustees of the city, who find its box', async () => {
  const { agency, districtBuyer, districtFinance, plan, file, trustees, units, respond, release } = of
  of.city.clock.set(onDay(0))
  const line = { unit: '350203-wenlv', year: 2026, line: '设备', title: '设备', amount: wan(60) }
  await run(c.setBudget, line, districtFinance)
  const { caseId, number } = await plan({ line: '设备' }, districtBuyer)
  await run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, districtFinance)
  await run(c.attach, { caseId, name: '采购文件', file: file('documents') }, districtBuyer)
  await run(c.announce, { caseId, deadline: onDay(4), trustees: units, threshold: 2 }, agency)
  for (const [i, price] of [50, 51, 52].entries()) await respond(number, i, { price: wan(price), domestic: 0 })
  of.city.clock.set(onDay(4, 3000))
  await of.city.settle()
  await run(c.callOpening, { caseId }, agency)
  const waiting = async () => (await run(e.boxes, {}, trustees[units[0]!])).map((b) => b.number)
  expect(await waiting()).toContain(number)
  await release(number)
  expect((await run(c.process, { number })).bids.map((b) => b.price).sort()).toEqual([wan(50), wan(51), wan(52)])
  expect(await waiting()).not.toContain(number)
})

test('two plans for the last of a line at one time: one of them gets it', async () => {
  const { districtFinance, plan, districtBuyer } = of
  of.city.clock.set(onDay(0))
  await run(
    c.setBudget,
    { unit: '350203-wenlv', year: 2026, line: '争用', title: '争用', amount: wan(10) },
    districtFinance,
  )
  const want = () => code(plan({ line: '争用', budget: wan(8), ceiling: wan(8) }, districtBuyer))
  expect((await Promise.all([want(), want(), want()])).sort()).toEqual(['OK', 'OVER', 'OVER'])
})

test('an inquiry whole: sealed quotes, three experts, deductions in the score alone, contract, acceptance, payment', async () => {
  const { buyer, finance, agency, suppliers, file, announced, respond, toEvaluation, evaluated } = of
  of.city.clock.set(onDay(0))
  const { caseId: early } = await of.plan()
  const say = (more: object = {}, as = agency) =>
    refused(c.announce, { caseId: early, deadline: onDay(3), trustees: of.units, threshold: 2, ...more }, as)
  expect(await say()).toBe('FORBIDDEN')
  await run(c.approve, { caseId: early, outcome: 'approve', opinion: '同意。' }, finance)
  expect(await say()).toBe('NO_DOCUMENTS')
  expect(
    await refused(
      c.attach,
      { caseId: early, name: '文件', file: { name: 'x', size: 3, bytes: new Uint8Array(3) } },
      buyer,
    ),
  ).toBe('FILE')
  expect(await refused(c.attach, { caseId: early, name: '文件', file: file('d') }, finance)).toBe('FORBIDDEN')
  await run(c.attach, { caseId: early, name: '文件', file: file('d') }, buyer)
  expect(await say({}, buyer)).toBe('FORBIDDEN')
  expect(await say({ deadline: onDay(2) })).toBe('TOO_SOON')
  expect(await say({ threshold: 1 })).toBe('INVALID')
  expect(await say({ trustees: [...of.units.slice(1), '350200-caizheng'] })).toBe('NO_KEY')
  expect(await say()).toBe('OK')

  const t = await announced()
  const { caseId, number } = t
  expect(await refused(c.register, { number, agreed: true }, anonymous)).toBe('LOGIN_REQUIRED')
  expect(await refused(c.register, { number, agreed: true }, buyer)).toBe('OWN')
  expect(await refused(c.register, { number, agreed: true }, of.experts[5])).toBe('NOT_SUPPLIER')
  // 98 of a large one for a foreign product, 100 of a micro one, 103 of a small one for a domestic product.
  await respond(number, 3, { price: wan(49), domestic: 0 })
  await respond(number, 1, { price: wan(50), domestic: 0 })
  await respond(number, 0, { price: wan(54), domestic: 1 })
  expect(await refused(c.register, { number, agreed: true }, suppliers[0])).toBe('ONCE')
  const before = await run(c.process, { number }, suppliers[2])
  expect([before.bids, before.now.bidder, before.now.register]).toEqual([[], false, true])
  for (const [contract, input] of [
    [c.close, { caseId, count: 9 }],
    [c.opened, { caseId }],
  ] as const)
    expect(await refused(contract, input, agency)).toBe('FORBIDDEN')
  expect(await refused(c.callOpening, { caseId }, agency)).toBe('NOT_OPEN')
  const seats = await toEvaluation(t)
  expect(seats).toHaveLength(3)
  // Who has an interest in a supplier that quoted is not drawn.
  expect(seats.some((w) => w.personId === of.experts[0]!.personId)).toBe(false)
  const desk = await run(c.committee, { number }, seats[0])
  expect(desk.bids.map((b) => [b.price, b.flags.join()]).sort()).toEqual(
    [
      [wan(49), ''],
      [wan(50), 'sme'],
      [wan(54), 'sme,domestic'],
    ].sort(),
  )
  expect(await refused(c.committee, { number }, suppliers[0])).toBe('FORBIDDEN')
  const [first] = desk.bids
  expect((await run(c.bidFile, { number, bidder: first!.bidder, nth: 0 }, seats[0])).bytes.length).toBeGreaterThan(100)
  expect(await refused(c.bidFile, { number, bidder: first!.bidder, nth: 0 }, suppliers[3])).toBe('FORBIDDEN')
  expect(await refused(c.ask, { caseId, bidder: 1, words: '请说明。' }, seats[0])).toBe('NO_BIDDER')
  const micro = desk.bids.find((b) => b.price === wan(50))!.bidder
  await run(c.ask, { caseId, bidder: micro, words: '请说明保修。' }, seats[0]!)
  expect((await run(c.process, { number }, suppliers[1])).now.asked).toBe('请说明保修。')
  expect(await refused(c.explain, { caseId, words: '说明。' }, suppliers[0])).toBe('NONE')
  await run(c.explain, { caseId, words: '原厂三年。' }, suppliers[1]!)
  expect(await refused(c.evaluate, { caseId, verdicts: [{ bidder: micro }] }, seats[0])).toBe('ALL')
  expect(await refused(c.report, { caseId }, seats[0])).toBe('WAITING')
  const after = await evaluated(t, seats)
  // Small and domestic: 54 less 30 per cent is compared as 37.8, so it comes first; the contract stays at 54.
  expect(after.ranking!.map((r) => [r.rank, r.price])).toEqual([
    [1, wan(54)],
    [2, wan(50)],
    [3, wan(49)],
  ])
  expect(await refused(c.confirm, { caseId }, buyer)).toBe('NOT_OPEN')
  expect(await refused(c.send, { caseId }, buyer)).toBe('FORBIDDEN')
  await run(c.send, { caseId }, agency)
  expect(await refused(c.confirm, { caseId }, agency)).toBe('FORBIDDEN')
  await run(c.confirm, { caseId }, buyer)
  expect((await run(c.process, { number })).names).toEqual([])
  await run(c.notify, { caseId }, agency)
  const told = await run(c.process, { number })
  expect(told.winners).toEqual([{ uscc: USCC[0], name: '公司0', price: wan(54) }])
  expect(told.names).toHaveLength(3)
  expect((await run(x.services, { number }, buyer)).every((r) => r.attended)).toBe(true)
  const contract = { caseId, contract: 'CG-1' }
  expect(await refused(c.signContract, { ...contract, price: 3_780_000_000 }, buyer)).toBe('PRICE')
  await run(c.signContract, { ...contract, price: wan(54) }, buyer)
  await run(c.publishContract, { caseId, file: file('contract') }, buyer)
  const shown = await run(c.process, { number })
  expect((await run(c.document, { number, sha256: shown.contract!.sha256! })).name).toBe('CG-1.pdf')
  expect(await refused(c.accept, { caseId, grade: 6, words: '合格。' }, buyer)).toBe('INVALID')
  await run(c.accept, { caseId, grade: 5, words: '数量、质量符合合同。' }, buyer)
  expect(await refused(c.pay, { caseId, voucher: 'ZF-1' }, buyer)).toBe('FORBIDDEN')
  await run(c.pay, { caseId, voucher: 'ZF-1' }, finance)
  expect((await run(c.process, { number })).status).toBe('paid')
  expect((await run(s.suppliers, {})).find((r) => r.uscc === USCC[0])).toMatchObject({ graded: 1, grade: 5 })
  const releases = await run(c.releases, { number })
  expect(releases.map((r) => r.tag[0])).toEqual([
    ...['tender', 'tenderUpdate', 'tenderUpdate', 'tenderUpdate', 'award', 'contract'],
  ])
  const said = { uri: 'https://x.example/r', at: new Date(onDay(1)), publisher: 'x', site: 'https://x.example' }
  const { compiledRelease } = recordOf(said, releases).records[0]!
  expect(compiledRelease.bids!.details).toHaveLength(3)
  expect(compiledRelease.awards).toMatchObject([{ status: 'active', value: { amount: 540_000 } }])
  expect(brokenIn(compiledRelease)).toEqual([])
})

test('fewer than three fail it, the next round takes the same money; reserved and invited ones stay closed to others', async () => {
  const { announced, respond, suppliers, plan } = of
  const t = await announced({ reserved: true })
  expect(await refused(c.register, { number: t.number, agreed: true }, suppliers[3])).toBe('RESERVED')
  await respond(t.number, 0, { price: wan(50), domestic: 1 })
  await respond(t.number, 1, { price: wan(51), domestic: 1 })
  of.city.clock.set(onDay(4, 3000))
  await of.city.settle()
  expect((await run(c.process, { number: t.number })).status).toBe('failed')
  expect(await refused(e.toRelease, { number: t.number }, of.trustees[of.units[0]!])).toBe('NOT_SEALED')
  expect((await run(e.boxes, {}, of.trustees[of.units[0]!])).map((b) => b.number)).not.toContain(t.number)
  const [line] = await run(c.budgets, { year: 2026 }, of.buyer)
  expect(await code(plan({ replaces: '350200-2026-999999' }))).toBe('NOT_FAILED')
  await plan({ replaces: t.number })
  expect((await run(c.budgets, { year: 2026 }, of.buyer))[0]!.taken).toBe(line!.taken)
  const i = await announced({ method: 'invited', ground: '29-1', committee: 5, invited: USCC.slice(0, 3) }, 20)
  expect(await refused(c.register, { number: i.number, agreed: true }, suppliers[3])).toBe('NOT_INVITED')
  expect(await refused(c.register, { number: i.number, agreed: true }, suppliers[0])).toBe('OK')
})

test('a negotiation: the responses, two rounds of sealed quotes that nobody else learns, the last one counts', async () => {
  const { agency, announced, respond, toEvaluation, evaluated, submitTo, suppliers, release } = of
  const t = await announced({ method: 'negotiation', ground: '30-2' })
  const { caseId, number } = t
  for (const i of [0, 1, 2, 3]) await respond(number, i, { statement: '响应', domestic: 0 })
  const seats = await toEvaluation(t)
  expect((await run(c.process, { number })).bids.map((b) => b.price)).toEqual([null, null, null, null])
  expect(await refused(c.evaluate, { caseId, verdicts: [{ bidder: 1 }] }, seats[0])).toBe('NOT_OPEN')
  const at = of.city.clock.now().getTime()
  const end = (h: number) => new Date(at + h * 3_600_000).toISOString()
  const call = (h: number, last: boolean, as = agency) =>
    refused(c.callRound, { caseId, deadline: end(h), words: '请按变更后的需求报价。', last }, as)
  expect(await call(-1, false)).toBe('TIMES')
  expect(await call(2, false, of.buyer)).toBe('FORBIDDEN')
  expect(await call(2, false)).toBe('OK')
  expect(await call(2, false)).toBe('NOT_OPEN')
  expect((await run(c.process, { number }, suppliers[1])).now.round).toBe(1)
  for (const [i, price] of [55, 56, 54].entries()) await submitTo(`${number}-R1`, suppliers[i]!, { price: wan(price) })
  of.city.clock.set(new Date(Date.parse(end(2)) + 3000).toISOString())
  await of.city.settle()
  await release(`${number}-R1`)
  // Opened for the committee alone.
  expect(await refused(e.record, { number: `${number}-R1` })).toBe('NOT_OPENED')
  const seen = await run(c.process, { number }, suppliers[0])
  expect([seen.status, seen.bids.every((b) => b.price === null), seen.rounds[0]!.count]).toEqual([
    'evaluating',
    true,
    3,
  ])
  expect(await refused(c.evaluate, { caseId, verdicts: [{ bidder: 1 }] }, seats[0])).toBe('NOT_OPEN')
  expect(await call(5, true)).toBe('OK')
  // The fourth did not quote: he is out.
  expect((await run(c.process, { number }, suppliers[3])).now.round).toBeNull()
  for (const [i, price] of [52, 50, 51].entries()) await submitTo(`${number}-R2`, suppliers[i]!, { price: wan(price) })
  of.city.clock.set(new Date(Date.parse(end(5)) + 3000).toISOString())
  await of.city.settle()
  await release(`${number}-R2`)
  expect((await run(c.committee, { number }, seats[0])).bids.map((b) => b.quotes).sort()).toEqual(
    [
      [wan(54), wan(51)],
      [wan(55), wan(52)],
      [wan(56), wan(50)],
    ].sort(),
  )
  const after = await evaluated(t, seats)
  // 52 of a small one is compared as 46.8, 50 of a micro one as 45, 51 as it is.
  expect(after.ranking!.map((r) => r.price)).toEqual([wan(50), wan(52), wan(51)])
  expect((await run(e.record, { number: `${number}-R2` })).envelopes).toHaveLength(3)
  for (const [contract, input] of [
    [c.closeRound, { caseId, count: 9 }],
    [c.roundOpened, { caseId }],
    [e.disclose, { number }],
  ] as const)
    expect(await refused(contract, input, agency)).toBe('FORBIDDEN')
})

test('a single source: publicity from the threshold on, objected to, then a price within the ceiling', async () => {
  const { buyer, finance, suppliers, plan } = of
  of.city.clock.set(onDay(0))
  const form = { method: 'single', ground: '31-1', budget: wan(210), ceiling: wan(205), invited: [USCC[3]] }
  const { caseId, number } = await plan(form)
  await run(c.approve, { caseId, outcome: 'approve', opinion: '同意公示。' }, finance)
  const negotiate = (price = wan(200)) => refused(c.negotiate, { caseId, price, words: '参照市场价商定。' }, buyer)
  expect(await negotiate()).toBe('NOT_OPEN')
  expect(await refused(c.process, { number })).toBe('NO_PROCESS')
  await run(c.publicise, { caseId, words: '专有接口，只有原厂能供应。' }, buyer)
  expect((await run(c.process, { number })).publicised!.until.toISOString().slice(0, 10)).toBe('2026-03-09')
  expect(await negotiate()).toBe('TOO_SOON')
  await run(c.challenge, { caseId, on: 'publicity', words: '我公司也能供应。' }, suppliers[0]!)
  expect(await refused(c.challenge, { caseId, on: 'publicity', words: '再说一次。' }, suppliers[0])).toBe('ONCE')
  pass(8)
  expect(await negotiate()).toBe('STANDSTILL')
  await run(c.answer, { caseId, challenge: 1, words: '经论证不成立。' }, buyer)
  expect(await negotiate(wan(206))).toBe('CEILING')
  expect(await negotiate()).toBe('OK')
  expect((await run(c.process, { number })).winners).toMatchObject([{ uscc: USCC[3], price: wan(200) }])
  // Under the threshold, or in an emergency, there is no publicity.
  const small = await plan({ ...form, budget: wan(60), ceiling: wan(60) })
  await run(c.approve, { caseId: small.caseId, outcome: 'approve', opinion: '同意。' }, finance)
  expect(await refused(c.publicise, { caseId: small.caseId, words: '不用。' }, buyer)).toBe('NOT_OPEN')
  expect(await refused(c.negotiate, { caseId: small.caseId, price: wan(50), words: '商定。' }, buyer)).toBe('OK')
  await run(c.notify, { caseId: small.caseId }, of.agency)
  expect(brokenIn(compile(await run(c.releases, { number: small.number })))).toEqual([])
})

test('challenge and complaint: in time, by whom it concerns, and what comes after stands still', async () => {
  const { buyer, finance, agency, suppliers, announced, respond, toEvaluation, evaluated } = of
  const t = await announced()
  const { caseId, number } = t
  for (const [i, price] of [50, 51, 52].entries()) await respond(number, i, { price: wan(price), domestic: 0 })
  const challenge = (on: string, as: Actor | undefined) =>
    refused(c.challenge, { caseId, on, words: '理由和事实。' }, as)
  expect(await challenge('documents', anonymous)).toBe('LOGIN_REQUIRED')
  expect(await challenge('result', suppliers[1])).toBe('NOT_NOW')
  expect(await challenge('documents', suppliers[3])).toBe('OK')
  await evaluated(t, await toEvaluation(t))
  await run(c.send, { caseId }, agency)
  // A challenge of the documents alone does not hold the result.
  await run(c.confirm, { caseId }, buyer)
  await run(c.notify, { caseId }, agency)
  expect(await challenge('result', suppliers[1])).toBe('OK')
  const sign = () => refused(c.signContract, { caseId, contract: 'CG-2', price: wan(50) }, buyer)
  expect(await sign()).toBe('STANDSTILL')
  expect(await refused(c.answer, { caseId, challenge: 2, words: '答复。' }, finance)).toBe('FORBIDDEN')
  expect(await refused(c.complain, { caseId, challenge: 2, words: '不服。' }, suppliers[1])).toBe('NOT_NOW')
  await run(c.answer, { caseId, challenge: 2, words: '评审无误。' }, buyer)
  expect(await refused(c.answer, { caseId, challenge: 2, words: '再答。' }, buyer)).toBe('NONE')
  expect(await refused(c.complain, { caseId, challenge: 2, words: '不服。' }, suppliers[0])).toBe('NOT_YOURS')
  const suspend = (days: number, as = finance) => refused(c.suspend, { caseId, complaint: 2, days }, as)
  expect(await suspend(10)).toBe('NONE')
  await run(c.complain, { caseId, challenge: 2, words: '不服。' }, suppliers[1]!)
  expect(await refused(c.complain, { caseId, challenge: 2, words: '不服。' }, suppliers[1])).toBe('ONCE')
  expect(await suspend(10, of.districtFinance)).toBe('FORBIDDEN')
  expect(await suspend(31)).toBe('TOO_LONG')
  expect(await suspend(10)).toBe('OK')
  expect(await sign()).toBe('STANDSTILL')
  const decide = (outcome: string, complaint = 2, as = finance) =>
    refused(c.decide, { caseId, complaint, outcome, words: '决定。' }, as)
  expect(await decide('annul', 1)).toBe('NONE')
  expect(await decide('annul', 2, buyer)).toBe('FORBIDDEN')
  expect(await decide('annul')).toBe('OK')
  const after = await run(c.process, { number })
  expect([after.status, after.closed]).toEqual(['annulled', true])
  expect(await sign()).toBe('NOT_OPEN')
  expect((await run(c.releases, { number })).at(-1)!.tender!.status).toBe('cancelled')
  // A challenge that nobody answers can be taken to finance once its time is over, and not for ever.
  const u = await announced()
  await run(c.challenge, { caseId: u.caseId, on: 'documents', words: '参数只有一家。' }, suppliers[0]!)
  const late = () => refused(c.complain, { caseId: u.caseId, challenge: 1, words: '没有答复。' }, suppliers[0])
  pass(8)
  expect(await late()).toBe('NOT_NOW')
  pass(40)
  expect(await late()).toBe('NOT_NOW')
  of.city.clock.set(onDay(12))
  expect(await late()).toBe('OK')
})

test('what only the officers see, and what nobody may ask as he is', async () => {
  const { buyer, suppliers } = of
  const { number } = await of.announced()
  expect((await run(c.deskProcess, { number }, buyer)).leads).toBe(true)
  expect(await refused(c.deskProcess, { number }, suppliers[0])).toBe('FORBIDDEN')
  expect((await run(c.processes, {})).rows.some((r) => r.number === number)).toBe(true)
  expect(await refused(c.outcome, { number }, buyer)).toBe('FORBIDDEN')
  expect((await run(c.outcome, { number }, system('t'))).winners).toEqual([])
  expect(await refused(s.of, { people: [] }, buyer)).toBe('FORBIDDEN')
  expect(await refused(s.byCode, { uscc: USCC[0] }, buyer)).toBe('FORBIDDEN')
  const grade = { jurisdiction: '350200', number, uscc: USCC[0], unit: 'x', grade: 1, words: '' }
  expect(await refused(s.grade, grade, buyer)).toBe('FORBIDDEN')
  const register = { name: '别人', uscc: USCC[0], size: 'small' as const, contact: '0592-1', agreed: true as const }
  expect(await refused(s.register, register, of.experts[5])).toBe('TAKEN')
  expect(await refused(s.register, register, anonymous)).toBe('LOGIN_REQUIRED')
  expect((await run(s.mine, {}, suppliers[1]))!.size).toBe('micro')
})
