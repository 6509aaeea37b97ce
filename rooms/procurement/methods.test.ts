// The further methods to their end: an open tender by points, a competitive consultation with its final quotes; from notice to payment.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import type { PersonActor } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'
import { buyingCity, onDay, USCC, wan } from './procurement.harness.ts'

let of: Awaited<ReturnType<typeof buyingCity>>
beforeAll(async () => {
  of = await buyingCity()
})
afterAll(() => of.city.close())

type T = { caseId: string; number: string; end: string }
/** Points of a bidder: the dearest one is the best by quality. */
async function toTheEnd(t: T, seats: PersonActor[], contract: string) {
  const { city, agency, buyer, finance, evaluated, file } = of
  const { bids } = await city.run(c.committee, { number: t.number }, seats[0])
  const dearest = bids.reduce((a, b) => ((b.price ?? 0) > (a.price ?? 0) ? b : a)).bidder
  const after = await evaluated(t, seats, (b) => ({
    points: { technical: b === dearest ? '50' : '30', commercial: b === dearest ? '20' : '10' },
  }))
  const { caseId, number } = t
  await city.run(c.send, { caseId }, agency)
  await city.run(c.confirm, { caseId }, buyer)
  await city.run(c.notify, { caseId }, agency)
  const [winner] = (await city.run(c.process, { number })).winners!
  await city.run(c.signContract, { caseId, contract, price: winner!.price }, buyer)
  await city.run(c.publishContract, { caseId, file: file('contract') }, buyer)
  await city.run(c.accept, { caseId, grade: 4, words: '符合合同。' }, buyer)
  await city.run(c.pay, { caseId, voucher: 'ZF-7' }, finance)
  expect((await city.run(c.process, { number })).status).toBe('paid')
  return { winner: winner!, ranking: after.ranking! }
}

test('an open tender: twenty days, five experts, points for price and quality', async () => {
  const form = { method: 'open', ground: undefined, committee: 5, scoring: 'procurement-composite' }
  expect(await code(of.plan({ ...form, committee: 3 }))).toBe('COMMITTEE')
  expect(await code(of.plan({ ...form, ground: '32' }))).toBe('GROUND')
  const t = await of.announced(form, 21)
  for (const [i, price] of [
    [0, 54],
    [2, 52],
    [3, 50],
  ] as const)
    await of.respond(t.number, i, { price: wan(price), domestic: 0 })
  const seats = await of.toEvaluation(t)
  expect(seats).toHaveLength(5)
  const { winner, ranking } = await toTheEnd(t, seats, 'CG-O')
  // 54 of a small one is compared as 48.6, the lowest: 30 points for the price, 70 for the rest.
  expect(winner).toEqual({ uscc: USCC[0], name: '公司0', price: wan(54) })
  expect(ranking[0]!.total).toBe('100.00')
})

test('a competitive consultation: responses, the final quotes, points; who did not quote is out', async () => {
  const form = { method: 'consultation', ground: 'rule-214', scoring: 'procurement-composite' }
  expect(await code(of.plan({ ...form, scoring: 'procurement-lowest' }))).toBe('SCORING')
  const t = await of.announced(form, 11)
  const { caseId, number } = t
  for (const i of [0, 1, 2, 3]) await of.respond(number, i, { statement: '响应', domestic: 0 })
  const seats = await of.toEvaluation(t)
  expect(seats).toHaveLength(3)
  const end = new Date(of.city.clock.now().getTime() + 3_600_000).toISOString()
  await of.city.run(c.callRound, { caseId, deadline: end, words: '请密封最后报价。', last: true }, of.agency)
  for (const [i, price] of [
    [0, 55],
    [2, 54],
    [3, 53],
  ] as const)
    await of.submitTo(`${number}-R1`, of.suppliers[i]!, { price: wan(price) })
  of.city.clock.set(new Date(Date.parse(end) + 3000).toISOString())
  await of.city.settle()
  await of.release(`${number}-R1`)
  const { winner, ranking } = await toTheEnd(t, seats, 'CG-X')
  expect(ranking.filter((r) => r.rank !== null)).toHaveLength(3)
  expect(winner.uscc).toBe(USCC[0])
  expect(onDay(0) < end).toBe(true)
})
