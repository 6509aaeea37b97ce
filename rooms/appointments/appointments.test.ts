import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous, Problem, system } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import { icsOf } from './ics.rules.ts'
import appointments from './index.ts'
import { isOpen, openDays, TIMES } from './slots.rules.ts'

const UNIT = '350200-jianshe'
let city: TestCity
let [one, two]: Actor[] = []
beforeAll(async () => {
  // A Monday, nine o'clock.
  city = await testCity({ more: [appointments], start: '2026-03-02T01:00:00Z' })
  one = await city.citizen()
  two = await city.citizen('citizen2')
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const hold = (who: Actor, day: string, time: string, unit = UNIT) => city.run(c.hold, { unit, day, time }, who)
const book = async (who: Actor, day: string, time: string) => {
  const held = await hold(who, day, time)
  await city.run(c.confirm, { id: held.id }, who)
  return held
}

describe('slots', () => {
  test.each([
    ['a working day', '2026-03-03', '09:30', true],
    ['a Saturday', '2026-03-07', '09:30', false],
    ['a holiday: 国庆节', '2026-10-01', '09:30', false],
    ['yesterday', '2026-03-01', '09:30', false],
    ['an hour ago', '2026-03-02', '09:00', false],
    ['lunch', '2026-03-03', '12:30', false],
    ['too far ahead', '2026-05-20', '09:30', false],
  ])('%s', (_, day, time, open) => {
    const today = day === '2026-10-01' ? '2026-09-30' : '2026-03-02'
    expect(isOpen(day, time, today, new Date(`${today}T02:00:00Z`))).toBe(open)
  })
  test('ten working days; half hours of the sessions', () => {
    expect(openDays('2026-03-02')).toHaveLength(10)
    expect([TIMES[0], TIMES.at(-1), TIMES.length]).toEqual(['09:00', '16:30', 13])
  })
  test('a calendar file: CRLF, UTC, folded lines', () => {
    const b = { id: 'x', day: '2026-03-03', time: '09:30', number: '0930-1' } as never
    const file = icsOf(b, {
      title: '窗口预约，'.repeat(9),
      place: '市建设局;一楼',
      stamp: new Date('2026-03-02T01:00:00Z'),
    })
    expect(file).toContain('DTSTART:20260303T013000Z\r\nDTEND:20260303T020000Z\r\n')
    expect(file).toContain('LOCATION:市建设局\\;一楼')
    expect(file.split('\r\n').every((l) => Buffer.byteLength(l) <= 75)).toBe(true)
  })
})

describe('taking one', () => {
  test('held, confirmed, come', async () => {
    const held = await hold(one!, '2026-03-02', '10:00')
    expect(await code(city.run(c.confirm, { id: held.id }, two))).toBe('NO_BOOKING')
    await city.run(c.confirm, { id: held.id }, one)
    const clerk = await city.officer(UNIT, 'clerk')
    expect(await code(city.run(c.arrive, { id: held.id }, one))).toBe('FORBIDDEN')
    expect(await code(city.run(c.arrive, { id: held.id }, await city.officer('350200-guihua', 'clerk')))).toBe(
      'NO_BOOKING',
    )
    expect(await code(city.run(c.arrive, { id: held.id }, clerk))).toBe('OK')
    expect(await code(city.run(c.cancel, { id: held.id }, one))).toBe('NO_BOOKING')
  })
  test('twice on one day is told; cancelling frees the seat', async () => {
    const first = await book(one!, '2026-03-03', '09:00')
    expect(await code(hold(one!, '2026-03-03', '14:00'))).toBe('TWICE')
    await book(two!, '2026-03-03', '09:00')
    const third = await city.officer('350200-guihua', 'clerk')
    expect(await code(hold(third, '2026-03-03', '09:00'))).toBe('FULL')
    await city.run(c.cancel, { id: first.id }, one)
    expect(await code(hold(third, '2026-03-03', '09:00'))).toBe('OK')
    expect(await code(hold(one!, '2026-03-03', '14:00'))).toBe('OK')
  })
  test('what is held lapses by itself, and then cannot be confirmed', async () => {
    const held = await hold(one!, '2026-03-04', '09:00')
    city.clock.advance(11 * 60_000)
    expect(await code(city.run(c.confirm, { id: held.id }, one))).toBe('LAPSED')
    expect(await code(hold(one!, '2026-03-04', '09:00'))).toBe('OK')
  })
  test('many at once: as many as there are seats, no more', async () => {
    const officers = await Promise.all(
      ['clerk', 'reviewer', 'approver', 'drafter'].map((role) => city.officer(UNIT, role)),
    )
    const all = [one!, two!, ...officers]
    const results = await Promise.all(all.map((who) => code(hold(who, '2026-03-05', '15:00'))))
    expect(results.filter((r) => r === 'OK')).toHaveLength(2)
    expect(results.filter((r) => r === 'FULL')).toHaveLength(4)
  })
  test('invalid and forbidden', async () => {
    expect(await code(hold(anonymous, '2026-03-05', '10:00'))).toBe('LOGIN_REQUIRED')
    expect(await code(hold(one!, 'tomorrow', '10:00'))).toBe('INVALID')
    expect(await code(hold(one!, '2026-03-05', '10:00', '350200-nobody'))).toBe('NO_SLOT')
    expect(await code(hold(one!, '2026-03-05', '10:00', '350200-xinxi'))).toBe('NO_SLOT')
    expect(await code(city.run(c.cancel, { id: '018f0000-0000-7000-8000-000000000000' }, one))).toBe('NO_BOOKING')
  })
})

describe('going out', () => {
  const [A, B] = ['350200-jianshe', '350200-guihua']
  const me = system('test')
  const case1 = '350200-2026-000901'
  const case2 = '350200-2026-000902'
  const at = { day: '2026-03-12', time: '10:30' }
  const hold = (unit: string, number: string, when = at) => code(city.run(c.holdOuting, { unit, number, ...when }, me))
  const free = async (units: string[], number?: string) =>
    (await city.run(c.outingTimes, { units, ...(number ? { number } : {}) }, me)).some(
      (t) => t.day === at.day && t.time === at.time,
    )
  test('held and lapsed, kept and freed; a time that suits one unit suits both only where both are in', async () => {
    expect(await free([A, B])).toBe(true)
    expect(await hold(A, case1)).toBe('OK')
    expect([await free([A]), await free([B]), await free([A, B]), await free([A, B], case1)]).toEqual([
      false,
      true,
      false,
      true,
    ])
    expect(await hold(A, case2)).toBe('FULL')
    expect(await hold(A, case1)).toBe('OK')
    city.clock.advance(11 * 60_000)
    expect(await hold(A, case2)).toBe('OK')
    await city.run(c.keepOuting, { unit: A, number: case2, ...at }, me)
    city.clock.advance(11 * 60_000)
    expect(await hold(A, case1)).toBe('FULL')
    // Held at another time, it keeps the one before until that is kept.
    const later = { day: '2026-03-12', time: '15:00' }
    expect(await hold(A, case2, later)).toBe('OK')
    expect(await hold(A, case1)).toBe('FULL')
    await city.run(c.keepOuting, { unit: A, number: case2, ...later }, me)
    expect(await hold(A, case1)).toBe('OK')
    await city.run(c.freeOuting, { unit: A, number: case2 }, me)
    expect(await city.run(c.outings, { unit: A, from: '2026-03-01' }, me)).toEqual([{ number: case1, ...at }])
  })
  test('many at once: one party of officers, and no more', async () => {
    const when = { day: '2026-03-13', time: '09:00' }
    const all = await Promise.all([1, 2, 3, 4].map((n) => hold(B, `350200-2026-00091${n}`, when)))
    expect(all.sort()).toEqual(['FULL', 'FULL', 'FULL', 'OK'])
  })
  test('no such time, and nobody’s to ask but the room’s whose case it is', async () => {
    expect(await hold(A, case1, { day: '2026-03-14', time: '10:30' })).toBe('NO_SLOT')
    expect(await hold(A, case1, { day: '2026-03-12', time: '12:30' })).toBe('NO_SLOT')
    expect(await hold(A, case1, { day: '2026-02-02', time: '10:30' })).toBe('NO_SLOT')
    expect(await code(city.run(c.outingTimes, { units: [A] }, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(city.run(c.outingTimes, { units: [A] }, one!))).toBe('FORBIDDEN')
    for (const contract of [c.holdOuting, c.keepOuting] as const)
      expect(await code(city.run(contract, { unit: A, number: case1, ...at }, one!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.freeOuting, { unit: A, number: case1 }, one!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.outings, { unit: A, from: '2026-03-01' }, one!))).toBe('FORBIDDEN')
  })
})
