import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import appointments from './index.ts'
import { inOrder, labelOf, type Ticket } from './queue.rules.ts'

const UNIT = '350200-jianshe'
let city: TestCity
let clerk: Actor
let citizen: Actor
beforeAll(async () => {
  // A Monday, ten past nine.
  city = await testCity({ more: [appointments], start: '2026-03-02T01:10:00Z' })
  clerk = await city.officer(UNIT, 'clerk')
  citizen = await city.citizen()
})
afterAll(() => city.close())

describe('the order', () => {
  const ticket = (n: number, due: string | null = null, state: Ticket['state'] = 'waiting') =>
    ({ n, due: due && new Date(`2026-03-02T${due}:00Z`), state }) as Ticket
  test.each([
    ['as they came', [ticket(2), ticket(1)], 'A001 A002'],
    ['a booked slot that has begun goes first', [ticket(1), ticket(2, '02:00')], 'B002 A001'],
    ['one that has not begun waits for its turn', [ticket(1), ticket(2, '04:00')], 'A001 B002'],
    ['of two that have begun the earlier slot', [ticket(1, '02:30'), ticket(2, '02:00')], 'B002 B001'],
    ['who was called waits no more', [ticket(1, null, 'called'), ticket(2, null, 'absent'), ticket(3)], 'A003'],
  ])('%s', (_, tickets, order) => {
    expect(inOrder(tickets, new Date('2026-03-02T03:00:00Z')).map(labelOf).join(' ')).toBe(order)
  })
})

const take = (as: Actor = clerk) => city.run(c.takeNumber, {}, as)
const call = (counter: string, as: Actor = clerk) => city.run(c.callNext, { counter }, as)

test('taken, called, called again, served, absent; a booked one whose time has come first', async () => {
  expect([await take(), await take()].map((t) => [t.number, t.ahead])).toEqual([
    ['A001', 0],
    ['A002', 1],
  ])
  const { id } = await city.run(c.hold, { unit: UNIT, day: '2026-03-02', time: '09:30' }, citizen)
  await city.run(c.confirm, { id }, citizen)
  await city.run(c.arrive, { id }, clerk)
  expect((await call('1')).number).toBe('A001')
  city.clock.set('2026-03-02T01:31:00Z')
  expect(await call('2')).toMatchObject({ number: 'B003', counter: '2' })
  expect(await code(city.run(c.endCall, { number: 'A002', outcome: 'served' }, clerk))).toBe('NOT_CALLED')
  await city.run(c.callAgain, { number: 'B003' }, clerk)
  await city.run(c.endCall, { number: 'B003', outcome: 'absent' }, clerk)
  expect(await code(city.run(c.callAgain, { number: 'B003' }, clerk))).toBe('NOT_CALLED')
  // What the window had is served with the next call.
  expect((await call('1')).number).toBe('A002')
  expect(await code(city.run(c.callAgain, { number: 'A001' }, clerk))).toBe('NOT_CALLED')
  expect(await code(call('1'))).toBe('NOBODY')
})

test('two windows at once never call the same number; each unit has its own', async () => {
  for (let i = 0; i < 6; i++) await take()
  const called = await Promise.all(['1', '2', '3', '4', '5', '6'].map((w) => call(w)))
  expect(new Set(called.map((t) => t.number)).size).toBe(6)
  const elsewhere = await city.officer('350200-guihua', 'clerk')
  expect(await code(call('1', elsewhere))).toBe('NOBODY')
  expect((await take(elsewhere)).number).toBe('A001')
})

test('tomorrow begins at one; forbidden and invalid', async () => {
  city.clock.set('2026-03-03T01:10:00Z')
  expect(await code(call('1'))).toBe('NOBODY')
  expect((await take()).number).toBe('A001')
  expect(await code(take(citizen))).toBe('FORBIDDEN')
  expect(await code(take(anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(call('', clerk))).toBe('INVALID')
  expect(await code(call('1', await city.officer(UNIT, 'reviewer')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.endCall, { number: 'x', outcome: 'served' }, clerk))).toBe('INVALID')
})
