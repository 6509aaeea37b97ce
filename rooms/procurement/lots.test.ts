// Lots, consortia and bonds of procurement, on a real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import money, { contract as m } from '../../kernel/money/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, system } from '../../kernel/platform/index.ts'
import { contract as bonds } from '../../trade/bond/index.ts'
import { AGREEMENT, writeMembers } from '../../trade/entry/index.ts'
import { brokenIn, compile } from '../../trade/ocds/index.ts'
import { pay } from '../bank/contract.ts'
import bank from '../bank/index.ts'
import * as c from './contract.ts'
import { buyingCity, FORM, onDay, USCC, wan } from './procurement.harness.ts'

const ACCOUNT = '35020080001234'
let of: Awaited<ReturnType<typeof buyingCity>>
beforeAll(async () => {
  of = await buyingCity([money, bank])
  await of.city.run(
    m.openAccount,
    { jurisdiction: '350200', number: ACCOUNT, bank: 'demo', holder: '350200-caizheng', kinds: ['deposit'] },
    system('founding'),
  )
})
afterAll(() => of.city.close())
const run = ((contract: never, input: never, as?: Actor) =>
  of.city.run(contract, input, as as Actor)) as typeof of.city.run
const refused = (contract: unknown, input: unknown, as?: Actor) =>
  code(of.city.run(contract as never, input as never, as as Actor))
const seen = (number: string, as?: Actor) => run(c.process, { number }, as)

const LOT = {
  ...{ title: '台式计算机（第 2 包）', titleEn: 'Lot 2', need: '显示器二百台，送到办公地点，三年保修。' },
  ...{ budget: wan(20), ceiling: wan(20), days: 10 },
}

test('two lots: money of each its own, one approval and notice; a committee and a result each, and how many one may bid for and win', async () => {
  const { buyer, finance, agency, suppliers, plan, file, units } = of
  of.city.clock.set(onDay(0))
  const { caseId, number } = await plan({ mayBid: 2, mayWin: 1 })
  const taken = async () => (await run(c.budgets, { year: 2026 }, buyer))[0]!.taken
  const before = await taken()
  const add = (more: object = {}, as: Actor = buyer) => refused(c.addLot, { ...LOT, caseId, ...more }, as)
  expect(await add({}, agency)).toBe('FORBIDDEN')
  expect(await add({ bond: wan(20) / 50 + 1 })).toBe('BOND')
  expect(await add({ ceiling: wan(21) })).toBe('CEILING')
  expect(await add({ budget: wan(9000) })).toBe('OVER')
  expect(await add({ need: '短' })).toBe('INVALID')
  const { lot } = await run(c.addLot, { ...LOT, caseId }, buyer)
  expect(await taken()).toBe(before + wan(20))
  const second = await run(c.deskProcess, { number: lot }, buyer)
  expect(await refused(c.addLot, { ...LOT, caseId: second.id }, buyer)).toBe('NOT_FIRST')
  const byHand = { jurisdiction: '350200', unit: 'x', unitName: 'x', over: false, form: FORM }
  expect(await refused(c.openLot, byHand, buyer)).toBe('FORBIDDEN')
  await run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, finance)
  expect(await add()).toBe('NOT_NOW')
  await run(c.attach, { caseId, name: '采购文件', file: file('documents') }, buyer)
  await run(c.announce, { caseId, deadline: onDay(4), trustees: units, threshold: 2 }, agency)
  const shown = await seen(lot)
  expect([shown.status, shown.documents.length, shown.lots.map((l) => [l.no, l.number])]).toEqual([
    ...['open', 1],
    [
      [1, number],
      [2, lot],
    ],
  ])
  const { sha256 } = shown.documents[0]!
  expect((await run(c.document, { number: lot, sha256 })).name).toBe('采购文件.pdf')
  // The first supplier is cheapest in both; the notice lets him win one.
  for (const [n, prices] of [
    [number, [50, 51, 52]],
    [lot, [15, 16, 17]],
  ] as const)
    for (const [i, price] of prices.entries()) await of.respond(n, i, { price: wan(price), domestic: 0 })
  const end = { end: onDay(4) }
  const lots = [
    { caseId, number, ...end },
    { caseId: second.id, number: lot, ...end },
  ]
  for (const t of lots) {
    await of.evaluated(t, await of.toEvaluation(t))
    await run(c.send, { caseId: t.caseId }, agency)
  }
  expect(await refused(c.confirm, { caseId: second.id }, buyer)).toBe('LOT_ORDER')
  await run(c.confirm, { caseId }, buyer)
  await run(c.confirm, { caseId: second.id }, buyer)
  const [one, two] = await Promise.all([seen(number), seen(lot)])
  const best = two.ranking!.find((r) => r.rank === 1)!
  expect(one.winners.map((w) => w.uscc)).not.toEqual(two.winners.map((w) => w.uscc))
  expect(two.winners[0]!.price).not.toBe(best.price)
  await run(c.notify, { caseId: second.id }, agency)
  const compiled = compile(await run(c.releases, { number: lot }))
  expect(compiled.relatedProcesses).toMatchObject([{ relationship: ['parent'], identifier: `ocds-gnomon-${number}` }])
  expect(brokenIn(compiled)).toEqual([])
  expect((await seen(number, suppliers[0])).now.bond).toBeNull()
})

test('how many lots one may bid for holds also where two registrations come at one time; one lot fails, the other goes on', async () => {
  const { buyer, finance, agency, suppliers, plan, file, units, respond } = of
  of.city.clock.set(onDay(0))
  const { caseId, number } = await plan({ mayBid: 1 })
  const { lot } = await run(c.addLot, { ...LOT, caseId }, buyer)
  await run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, finance)
  await run(c.attach, { caseId, name: '采购文件', file: file('documents') }, buyer)
  await run(c.announce, { caseId, deadline: onDay(4), trustees: units, threshold: 2 }, agency)
  const both = await Promise.all(
    [number, lot].map((n) => refused(c.register, { number: n, agreed: true }, suppliers[3])),
  )
  expect(both.sort()).toEqual(['LOTS', 'OK'])
  for (const i of [0, 1, 2]) await respond(number, i, { price: wan(50 + i), domestic: 0 })
  of.city.clock.set(onDay(4, 3000))
  await of.city.settle()
  expect([(await seen(number)).status, (await seen(lot)).status]).toEqual(['sealed', 'failed'])
})

test('lots cannot make a project small: all of them count for the committee; a single source has none, and no bond', async () => {
  const { buyer, plan } = of
  of.city.clock.set(onDay(0))
  const big = { method: 'open', ground: undefined, committee: 5, budget: wan(300), ceiling: wan(300) }
  const { caseId } = await plan(big)
  expect(await refused(c.addLot, { ...LOT, caseId, budget: wan(700) }, buyer)).toBe('COMMITTEE')
  const single = { method: 'single', ground: '31-1', invited: [USCC[3]] }
  expect(await code(plan({ ...single, bond: wan(1) }))).toBe('SINGLE')
  expect(await code(plan({ bond: wan(60) / 50 + 1 }))).toBe('BOND')
  const one = await plan(single)
  expect(await refused(c.addLot, { ...LOT, caseId: one.caseId }, buyer)).toBe('SINGLE')
})

test('a consortium that wins signs with all members; bonds come in time or the bid is void, go back with result and contract, and one is kept', async () => {
  const { buyer, agency, finance, suppliers, announced, respond, toEvaluation, evaluated } = of
  const t = await announced({ bond: wan(1), consortium: true, scoring: 'procurement-lowest' })
  const { caseId, number } = t
  const joint = {
    identity: { members: writeMembers([{ name: '公司9', uscc: '913502000000020095', part: '安装' }]) },
    files: [AGREEMENT, '响应.pdf'],
  }
  const orders: (string | null)[] = []
  for (const i of [0, 1, 2, 3])
    orders.push(await respond(number, i, { price: wan(50 + i), domestic: 0 }, i === 0 ? joint : {}))
  expect((await seen(number, suppliers[0])).now.bond).toMatchObject({ order: orders[0], state: 'due' })
  const paid = (i: number) =>
    run(
      pay,
      { jurisdiction: '350200', account: ACCOUNT, amount: wan(1), name: `公司${i}`, reference: orders[i]! },
      suppliers[i]!,
    )
  // The last one never pays.
  for (const i of [0, 1, 2]) await paid(i)
  await of.city.settle()
  expect((await seen(number, suppliers[0])).now.bond!.state).toBe('paid')
  // Nothing that is published says who, or how many.
  const said = await of.city.database.owner`select public::text as said from platform.act where published`
  expect(said.some((r) => r.said.includes('公司9'))).toBe(false)
  expect(await refused(c.keepBond, { caseId, bidder: 1, reason: 'revoked', words: '撤销。' }, buyer)).toBe('NOT_OPEN')
  const seats = await toEvaluation(t)
  const { bids } = await run(c.committee, { number }, seats[0])
  const by = (price: number) => bids.find((b) => b.price === wan(price))!
  expect(by(50).members).toEqual([{ name: '公司9', part: '安装' }])
  // Its member is not known to be small: no deduction, though the leading one is.
  expect([by(50).flags, by(51).flags]).toEqual([[], ['sme']])
  expect(bids.map((b) => [b.price, b.bond, b.faults.length])).toContainEqual([wan(53), false, 1])
  const all = bids.map((b) => ({ bidder: b.bidder }))
  expect(await refused(c.evaluate, { caseId, verdicts: all }, seats[0])).toBe('VOID')
  const late = by(53).bidder
  const out = (b: number) =>
    b === late
      ? { reject: '1', reason: '保证金没有到账。' }
      : b === by(51).bidder || b === by(52).bidder
        ? { reject: '3', reason: '不具备资格。' }
        : {}
  await evaluated(t, seats, out)
  await run(c.send, { caseId }, agency)
  await run(c.confirm, { caseId }, buyer)
  const keep = (bidder: number, reason: string, as: Actor = buyer) =>
    refused(c.keepBond, { caseId, bidder, reason, words: '有书面记录。' }, as)
  expect(await keep(late, 'documents')).toBe('NO_BOND')
  expect(await keep(by(51).bidder, 'documents', finance)).toBe('FORBIDDEN')
  expect(await keep(by(51).bidder, 'no-contract')).toBe('NOT_WINNER')
  expect(await keep(by(51).bidder, 'documents')).toBe('OK')
  expect(await keep(by(51).bidder, 'documents')).toBe('NO_BOND')
  await run(c.notify, { caseId }, agency)
  const state = async (i: number) => (await seen(number, suppliers[i])).now.bond!.state
  expect(await Promise.all([0, 1, 2].map(state))).toEqual(['paid', 'kept', 'returning'])
  const clock = async () => (await run(c.deskProcess, { number }, buyer)).clocks['procurement.refund']
  expect((await clock())!.allowed).toBe(5)
  const back = (i: number) =>
    run(bonds.hear, { jurisdiction: '350200', order: orders[i]!, what: 'refunded' }, system('test'))
  expect(await refused(bonds.hear, { jurisdiction: '350200', order: 'x', what: 'paid' }, buyer)).toBe('FORBIDDEN')
  await back(2)
  await of.city.settle()
  expect(await state(2)).toBe('back')
  const returned = () =>
    of.city.database
      .owner`select public from platform.act where type = 'procurement.bonds-returned' and subject_id = ${caseId}::uuid`
  expect(await returned()).toHaveLength(1)
  expect(await refused(c.bondsBack, { caseId }, buyer)).toBe('FORBIDDEN')

  const contract = { caseId, contract: 'LH-1', price: wan(50) }
  expect(await refused(c.signContract, { ...contract, performance: wan(5) + 1 }, buyer)).toBe('PERFORMANCE')
  await run(c.signContract, { ...contract, performance: wan(5) }, buyer)
  expect(await state(0)).toBe('returning')
  const after = await seen(number, suppliers[0])
  expect(after.contract).toMatchObject({ parties: ['公司0', '公司9'], performance: wan(5) })
  expect(after.winners[0]!.members).toEqual([{ name: '公司9', uscc: '913502000000020095' }])
  const { order } = after.now.performance!
  expect((await seen(number, suppliers[1])).now.performance).toBeNull()
  await run(
    pay,
    { jurisdiction: '350200', account: ACCOUNT, amount: wan(5), name: '公司0', reference: order },
    suppliers[0]!,
  )
  await of.city.settle()
  expect((await seen(number, suppliers[0])).now.performance).toEqual({ order, paid: true })
  await back(0)
  await of.city.settle()
  expect(await returned()).toHaveLength(2)
  await run(c.publishContract, { caseId, file: of.file('contract') }, buyer)
  await run(c.accept, { caseId, grade: 5, words: '合格。' }, buyer)
  expect((await run(m.viewOrder, { number: order }, suppliers[0]!)).state).toBe('cancelled')
  const compiled = compile(await run(c.releases, { number }))
  expect(compiled.awards![0]!.suppliers).toHaveLength(2)
  expect(brokenIn(compiled)).toEqual([])
})

test('the winner refuses the contract: his bond is kept, the next of the report takes his place with a notice of its own', async () => {
  const { buyer, agency, suppliers, announced, respond, toEvaluation, evaluated } = of
  const t = await announced({ bond: wan(1) })
  const { caseId, number } = t
  for (const i of [0, 1, 2]) {
    const order = await respond(number, i, { price: wan(50 + i), domestic: 0 })
    const by = { jurisdiction: '350200', account: ACCOUNT, amount: wan(1), name: `公司${i}`, reference: order! }
    await run(pay, by, suppliers[i]!)
  }
  await of.city.settle()
  await evaluated(t, await toEvaluation(t))
  await run(c.send, { caseId }, agency)
  await run(c.confirm, { caseId }, buyer)
  const next = (as: Actor = buyer) => refused(c.passOn, { caseId, words: '书面表示不签合同。' }, as)
  expect(await next()).toBe('NOT_OPEN')
  await run(c.notify, { caseId }, agency)
  const first = (await seen(number)).winners[0]!
  const { bids } = await seen(number)
  const bidder = bids.find((b) => b.price === first.price)!.bidder
  const keep = { caseId, bidder, reason: 'no-contract', words: '书面表示不签合同。' } as const
  expect(await refused(c.keepBond, keep, buyer)).toBe('OK')
  expect(await next(agency)).toBe('FORBIDDEN')
  expect(await next()).toBe('OK')
  const second = (await seen(number)).winners[0]!
  expect(second.uscc).not.toBe(first.uscc)
  expect((await seen(number)).ranking!.find((r) => r.rank === 2)!.price).toBe(second.price)
  expect(await next()).toBe('OK')
  expect(await next()).toBe('NOBODY')
  const third = (await seen(number)).winners[0]!
  await run(c.signContract, { caseId, contract: 'HX-3', price: third.price }, buyer)
  const compiled = compile(await run(c.releases, { number }))
  expect(compiled.awards!.map((a) => a.status)).toEqual(['cancelled', 'cancelled', 'active'])
  expect(compiled.contracts![0]!.awardID).toBe(compiled.awards![2]!.id)
  expect(brokenIn(compiled)).toEqual([])
})
