// What goes wrong with a tender: nobody else bids, all are rejected, the documents change after the first bid, the deadline moves in its last
// hour, trustees lose their keys, a complaint after the contract; and the bonds, back with interest.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as m } from '../../kernel/money/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, type PersonActor, system } from '../../kernel/platform/index.ts'
import { contract as bonds, interestOf } from '../../trade/bond/index.ts'
import { demoKey, contract as e, releaseShares } from '../../trade/envelope/index.ts'
import { behave, pay } from '../bank/contract.ts'
import * as c from './contract.ts'
import {
  announced,
  bid,
  builders,
  by,
  city,
  closeTenders,
  DAY,
  FORM,
  keeper,
  officer,
  onDay,
  openTenders,
  overseer,
  plan,
  toEvaluation,
  trustees,
  units,
  verdicts,
} from './tenders.harness.ts'

beforeAll(openTenders, 90_000)
afterAll(closeTenders)

const seen = (number: string, as?: Actor) => city.run(c.tender, { number }, as)
type T = Awaited<ReturnType<typeof announced>>
async function awarded(t: T, seats: PersonActor[]) {
  const { bids } = await seen(t.number)
  const list = verdicts(bids.map((b) => b.bidder))
  for (const s of seats) await city.run(c.evaluate, { caseId: t.caseId, verdicts: list as never }, s)
  await city.run(c.report, { caseId: t.caseId }, seats[0]!)
  for (const s of seats) await city.run(c.sign, { caseId: t.caseId, agrees: true }, s)
  await city.run(c.publicise, { caseId: t.caseId, days: 3 }, officer)
  city.clock.advance(3 * DAY)
  const { report } = await seen(t.number)
  await city.run(c.award, { caseId: t.caseId, bidder: report!.candidates[0]! }, officer)
  return (await seen(t.number)).awarded!
}
async function payBond(t: T, i: number) {
  const { now } = await seen(t.number, builders[i])
  const { account } = await city.run(m.viewOrder, { number: now.bond!.order }, builders[i])
  const name = builders[i]!.name
  await city.run(
    pay,
    { jurisdiction: '350200', account, amount: FORM.bond, name, reference: now.bond!.order },
    builders[i],
  )
  await city.settle()
}

test('the only bidder: nothing of his is opened, his bond goes back, and it is tendered again', async () => {
  const t = await announced()
  await bid(t, 0, 980)
  await payBond(t, 0)
  const waiting = async () => (await city.run(e.boxes, {}, trustees[units[0]!])).map((b) => b.number)
  expect(await waiting()).toContain(t.number)
  expect(await code(city.run(e.shut, { number: t.number }, officer))).toBe('FORBIDDEN')
  expect(await code(city.run(e.shut, { number: t.number }, system('test')))).toBe('NOT_SEALED')
  city.clock.set(onDay(22))
  await city.settle()
  // Nobody is asked to open it any more.
  expect(await waiting()).not.toContain(t.number)
  const failed = await seen(t.number, builders[0])
  expect([failed.status, failed.bids]).toEqual(['failed', []])
  expect(await code(city.run(e.toRelease, { number: t.number }, trustees[units[0]!]))).toBe('NOT_SEALED')
  const order = await city.run(m.viewOrder, { number: failed.now.bond!.order }, builders[0])
  expect(order.state).toBe('cancelled')
  expect(await code(plan({ replaces: t.number }))).toBe('OK')
})

test('all rejected: it failed, nobody is a candidate, and a second round may follow', async () => {
  const t = await announced()
  const bidders = [await bid(t, 0, 980), await bid(t, 2, 970), await bid(t, 3, 960)]
  const seats = await toEvaluation(t)
  const out = verdicts(bidders, () => ({ reject: '6', reason: '没有响应工期要求', points: {} }))
  for (const s of seats) await city.run(c.evaluate, { caseId: t.caseId, verdicts: out as never }, s)
  await city.run(c.report, { caseId: t.caseId }, seats[0]!)
  const { status, report } = await seen(t.number)
  expect([status, report!.candidates]).toEqual(['failed', []])
  expect(await code(city.run(c.publicise, { caseId: t.caseId, days: 3 }, officer))).toBe('NOT_OPEN')
  expect(await code(plan({ replaces: t.number }))).toBe('OK')
})

describe('the notice changes', () => {
  test('after the first bid: it counts as it came, and can be replaced until the new deadline', async () => {
    const t = await announced()
    const first = await bid(t, 0, 980)
    city.clock.set(onDay(10))
    const moved = { caseId: t.caseId, words: '增加一座检查井。', affects: true, deadline: onDay(26) }
    await city.run(c.clarify, moved, officer)
    city.clock.set(onDay(23))
    const later = { ...t, terms: (await city.run(e.view, { number: t.number })).terms }
    expect(later.terms.deadline).toBe(onDay(26))
    for (const i of [2, 3]) await bid(later, i, 970)
    await bid(later, 0, 975, 2)
    await bid(later, 4, 960)
    city.clock.set(onDay(26, 3000))
    await city.settle()
    const seats = await toEvaluation(later)
    expect(seats).toHaveLength(5)
    const { bids } = await seen(t.number)
    expect(bids.map((b) => b.outcome)).toEqual(['opened', 'opened', 'opened', 'opened'])
    expect(bids.find((b) => b.bidder === first)!.sheet!.price).toBe(975_000_000)
  })
  test('the deadline moves in its last hour: who came before it counts, who comes after the old one counts, too', async () => {
    const t = await announced()
    for (const i of [0, 2]) await bid(t, i, 970 + i)
    city.clock.set(onDay(21, -20 * 60_000))
    // What may affect bids would need fifteen days; time alone does not.
    const move = (deadline: string, affects = false) =>
      code(city.run(c.clarify, { caseId: t.caseId, words: '系统维护，顺延一日。', affects, deadline }, officer))
    expect(await move(onDay(22), true)).toBe('POSTPONE')
    expect(await move(onDay(22))).toBe('OK')
    city.clock.set(onDay(21, 60_000))
    await city.settle()
    expect((await seen(t.number)).status).toBe('open')
    await bid({ ...t, terms: { ...t.terms, deadline: onDay(22) } }, 3, 960)
    // Not back, and not once it has passed.
    expect(await move(onDay(21.5))).not.toBe('OK')
    city.clock.set(onDay(22, 3000))
    await city.settle()
    expect(await move(onDay(23))).toBe('NOT_NOW')
    expect((await seen(t.number)).status).toBe('sealed')
  })
})

test('trustees lose their keys: with three left it opens; with two it waits, sealed, and a new key is none to it', async () => {
  const t = await announced()
  for (const i of [0, 2, 3]) await bid(t, i, 970 + i)
  city.clock.set(onDay(21, 3000))
  await city.settle()
  await city.run(c.callOpening, { caseId: t.caseId }, keeper)
  const release = (unit: string) => releaseShares(by, { number: t.number, unit, as: trustees[unit]!, at: new Date() })
  await release(units[1]!)
  await release(units[2]!)
  // The third has lost his key, and registers another: this box was sealed to the old one.
  await city.run(e.registerKey, { key: demoKey('350200-other').key }, trustees[units[3]!])
  const { terms } = await city.run(e.view, { number: t.number })
  expect(terms.trustees.find((x) => x.unit === units[3])!.key).toBe(demoKey(units[3]!).key)
  await city.run(e.registerKey, { key: demoKey(units[3]!).key }, trustees[units[3]!])
  await city.settle()
  expect([(await seen(t.number)).status, (await seen(t.number)).bids]).toEqual(['opening', []])
  await release(units[4]!)
  await city.settle()
  expect((await seen(t.number)).bids.map((b) => b.outcome)).toEqual(['opened', 'opened', 'opened'])
})

test.each([
  ['a year at five per mille', 20_000_000, 5, 360, 100_000],
  ['twenty days at half a per mille: 555.55 分', 20_000_000, 0.5, 20, 556],
  ['the same day', 20_000_000, 0.5, 0, 0],
])('interest: %s', (_, fen, rate, days, is) => {
  const from = new Date('2026-03-02T01:00:00Z')
  expect(interestOf(fen, rate, from, new Date(from.getTime() + days * DAY))).toBe(is)
})

test('bonds go back with the contract; the clock of five days runs until the bank has shown the last of them', async () => {
  const t = await announced()
  for (const i of [0, 2, 3]) {
    await bid(t, i, 970 + i)
    await payBond(t, i)
  }
  const seats = await toEvaluation(t)
  const { price } = await awarded(t, seats)
  await city.run(c.signContract, { caseId: t.caseId, contract: 'HT-9', price }, officer)
  const earned = interestOf(FORM.bond, 0.5, new Date(onDay(0)), city.clock.now())
  expect(earned).toBeGreaterThan(0)
  expect((await seen(t.number, builders[0])).now.bond).toMatchObject({ state: 'returning', interest: earned })
  const standing = async () => {
    const [row] = await city.database.owner`select public from platform.act
      where type = 'tender.bonds-returned' and subject_id = ${t.caseId}::uuid`
    return row?.public
  }
  // The bank is away: nothing is back, and the clock of five days runs.
  await city.run(behave, { jurisdiction: '350200', mode: 'down' }, builders[0]!)
  await city.settle()
  expect(await standing()).toBeUndefined()
  await city.run(behave, { jurisdiction: '350200', mode: 'good' }, builders[0]!)
  // Its timer follows the clock of other tests: asked here.
  const { order } = (await seen(t.number, builders[0])).now.bond!
  const { account } = await city.run(m.viewOrder, { number: order }, builders[0])
  await city.run(m.askBank, { jurisdiction: '350200', account }, system('timer'))
  await city.settle()
  expect(await standing()).toMatchObject({ bonds: 3, interest: 3 * earned })
  for (const i of [0, 2, 3]) {
    const { bond } = (await seen(t.number, builders[i])).now
    expect(bond!.state).toBe('back')
    expect(await city.run(m.viewOrder, { number: bond!.order }, builders[i])).toMatchObject({
      ...{ state: 'cancelled', refunded: FORM.bond, interest: earned },
    })
  }
  expect(await code(city.run(c.bondsBack, { caseId: t.caseId }, officer))).toBe('FORBIDDEN')
})

test('a bid that is withdrawn: its bond goes back at once, once, and nobody learns whose; who bids again pays again', async () => {
  const t = await announced()
  for (const i of [0, 2, 3]) {
    await bid(t, i, 970 + i)
    await payBond(t, i)
  }
  const own = async (i: number) => (await seen(t.number, builders[i])).now.bond!
  const first = await own(0)
  await city.run(e.withdraw, { number: t.number }, builders[0]!)
  await city.settle()
  expect(await own(0)).toMatchObject({ order: first.order, state: 'back', interest: 0 })
  expect(await city.run(m.viewOrder, { number: first.order }, builders[0])).toMatchObject({ refunded: FORM.bond })
  const of = { jurisdiction: '350200', number: t.number, personId: builders[0]!.personId }
  expect(await code(city.run(bonds.early, of, system('test')))).toBe('NONE')
  expect(await code(city.run(bonds.early, of, officer))).toBe('FORBIDDEN')
  expect(await code(city.run(bonds.again, of, builders[0]))).toBe('FORBIDDEN')
  const told = await city.database.owner`select public from platform.act where type = 'bond.moved'`
  expect(JSON.stringify(told)).not.toContain(t.number)
  // The others’ are where they were.
  expect([(await own(2)).state, (await own(3)).state]).toEqual(['paid', 'paid'])
  await bid(t, 0, 965, 2)
  await city.settle()
  const second = await own(0)
  expect([second.state, second.order === first.order]).toEqual(['due', false])
  await payBond(t, 0)
  expect((await own(0)).state).toBe('paid')
  expect(await code(city.run(bonds.again, of, system('test')))).toBe('NONE')
})

test('complaints: one’s own answered objection first, ten days, also after the contract; the overseer stops, dismisses, voids', async () => {
  const t = await announced()
  const { caseId, number } = t
  for (const i of [0, 2, 3]) await bid(t, i, 970 + i)
  const seats = await toEvaluation(t)
  const complain = (as: Actor, objection?: number) =>
    code(city.run(c.complain, { caseId, words: '业绩证明不实，请求查处。', ...(objection ? { objection } : {}) }, as))
  const list = verdicts((await seen(number)).bids.map((b) => b.bidder))
  for (const s of seats) await city.run(c.evaluate, { caseId, verdicts: list as never }, s)
  await city.run(c.report, { caseId }, seats[0]!)
  for (const s of seats) await city.run(c.sign, { caseId, agrees: true }, s)
  await city.run(c.publicise, { caseId, days: 3 }, officer)
  await city.run(c.object, { caseId, on: 'candidates', words: '请复核业绩。' }, builders[2]!)
  expect(await complain(builders[2]!, 1)).toBe('OBJECT_FIRST')
  await city.run(c.answer, { caseId, objection: 1, words: '经复核属实。' }, officer)
  expect(await complain(builders[3]!, 1)).toBe('OBJECT_FIRST')
  expect((await seen(number, builders[2])).now.complain).toEqual([0, 1])
  expect((await seen(number, builders[3])).now.complain).toEqual([0])
  expect(await complain(builders[2]!, 1)).toBe('OK')
  const stop = (as: Actor, complaint = 1) =>
    code(city.run(c.stopForComplaint, { caseId, complaint, words: '情况需要查清。' }, as))
  expect([await stop(officer), await stop(overseer, 2), await stop(overseer)]).toEqual(['FORBIDDEN', 'NONE', 'OK'])
  city.clock.advance(3 * DAY)
  const bidder = (await seen(number)).report!.candidates[0]!
  const award = () => code(city.run(c.award, { caseId, bidder }, officer))
  expect(await award()).toBe('STANDSTILL')
  const decide = (complaint: number, outcome: 'dismiss' | 'void', as: Actor = overseer) =>
    code(city.run(c.decideComplaint, { caseId, complaint, outcome, words: '经查，业绩属实。' }, as))
  expect([await decide(1, 'dismiss', officer), await decide(1, 'dismiss'), await decide(1, 'dismiss')]).toEqual([
    'FORBIDDEN',
    'OK',
    'NONE',
  ])
  expect(await award()).toBe('OK')
  const { price } = (await seen(number)).awarded!
  await city.run(c.signContract, { caseId, contract: 'HT-8', price }, officer)
  // After the contract, within ten days.
  city.clock.advance(9 * DAY)
  expect(await complain(builders[3]!)).toBe('OK')
  expect(await decide(2, 'void')).toBe('OK')
  expect((await seen(number)).status).toBe('void')
  expect(await complain(builders[3]!)).toBe('NOT_NOW')
  expect(await code(city.run(c.fileReport, { caseId }, officer))).toBe('NOT_OPEN')
})
