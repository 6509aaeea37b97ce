import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf } from '../../kernel/platform/harness.ts'
import { contract as s, statisticsRoom } from '../../kernel/statistics/index.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import approvals from './index.ts'

const UNIT = '350200-jianshe'
let city: TestCity
let numbers: string[]
beforeAll(async () => {
  city = await testCity({ more: [statisticsRoom([approvals])] })
  const citizen = await city.citizen()
  const [clerk, reviewer, approver] = await Promise.all(
    ['clerk', 'reviewer', 'approver'].map((r) => city.officer(UNIT, r)),
  )
  numbers = []
  for (const days of [0, 30]) {
    city.clock.set('2026-03-02T01:00:00Z')
    const { caseId, number } = await apply(city, citizen)
    numbers.push(number)
    await city.run(c.acceptCase, { caseId }, clerk!)
    city.clock.advance(days * 86_400_000)
    await city.run(c.review, { caseId, opinion: '符合条件。' }, reviewer!)
    await city.run(c.decide, { caseId, outcome: 'grant' }, approver!)
    await city.run(c.issueLicence, { caseId }, clerk!)
    await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, clerk!)
    if (days === 0) await city.run(c.rate, { caseId, score: 2 }, citizen)
  }
  await city.settle()
})
afterAll(() => city.close())

const period = { from: '2026-03-01', to: '2026-04-30' }
const read = async (id: string, by?: string) =>
  (await city.run(s.readStatistic, { id, ...period, ...(by ? { by } : {}) })).rows.map((r) => [r.name.zh, r.n, r.total])

test('received, accepted, decided in time or late, by district; time used against the promise; ratings', async () => {
  expect(await read('approvals-received', 'place')).toEqual([['市级', 2, 0]])
  expect(await read('approvals-accepted', 'unit')).toMatchObject([[expect.any(String), 2, 0]])
  expect((await read('approvals-decided', 'timely')).sort()).toEqual([
    ['承诺期限内', 1, 0],
    ['超过承诺', 1, 0],
  ])
  const [[, n, used]] = (await read('approvals-days-used', 'item')) as [[string, number, number]]
  const [[, , promised]] = (await read('approvals-days-promised', 'item')) as [[string, number, number]]
  expect(n).toBe(2)
  expect(used).toBeGreaterThan(promised / 2)
  expect(await read('approvals-rated', 'score')).toEqual([['满意', 1, 2]])
})

test('each number opens its acts', async () => {
  const behind = (value: string, by?: string) =>
    city.run(s.actsBehind, { id: 'approvals-decided', ...period, value, ...(by ? { by } : {}) })
  const late = await behind('no', 'timely')
  expect(late.acts).toHaveLength(1)
  expect(late.acts[0]!.title.zh).toBe('决定')
  expect((await behind('2026-03', undefined)).acts.length + (await behind('2026-04', undefined)).acts.length).toBe(2)
  expect((await behind('nothing', 'unit')).acts).toEqual([])
  expect(await codeOf(behind('x', 'officer'))).toBe('NO_STATISTIC')
  expect(await codeOf(city.run(s.actsBehind, { id: 'x', ...period, value: '' }))).toBe('NO_STATISTIC')
})
