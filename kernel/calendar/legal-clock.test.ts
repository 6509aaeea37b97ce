import chineseDays from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { text } from '../platform/text.ts'
import { dueOf, parseTimer } from '../procedure/timer.rules.ts'
import { limitOn, runClock } from './clock.rules.ts'
import type { Clock, ClockEvent, ClockLimit, ClockUnit } from './clock.shape.ts'
import { count } from './count.rules.ts'
import { addDays, dayOf, endOfDay, isWorkingDay, kindOf, PUBLISHED_THROUGH } from './working-days.rules.ts'

const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+08:00`)
const limit = (n: number, unit: ClockUnit, roll = true): ClockLimit => ({ count: n, unit, roll, basis: [] })
const why = { reason: text('因故', 'for a reason'), basis: [{ law: '行政许可法', article: 45 }] }
const start = (day: string, time?: string): ClockEvent => ({ what: 'start', at: at(day, time) })
const suspend = (day: string, id?: string): ClockEvent => ({
  what: 'suspend',
  at: at(day),
  ...(id ? { id } : {}),
  ...why,
})
const resume = (day: string, id?: string): ClockEvent => ({ what: 'resume', at: at(day), ...(id ? { id } : {}) })
const extend = (day: string, n: number, unit?: ClockUnit): ClockEvent => ({
  what: 'extend',
  at: at(day),
  count: n,
  ...(unit ? { unit } : {}),
  ...why,
})
const restart = (day: string): ClockEvent => ({ what: 'restart', at: at(day), ...why })

describe('the same limit by the calendar of approvals', () => {
  const rows: [string, number, 'working-day' | 'calendar-day', string, string, string, boolean][] = [
    ['calendar days that end in a holiday', 15, 'calendar-day', '2026-02-03', '2026-02-24', '2026-02-24', false],
    ['calendar days that end on a Sunday', 90, 'calendar-day', '2026-03-02', '2026-06-01', '2026-06-01', false],
    ['the day after that is late', 90, 'calendar-day', '2026-03-02', '2026-06-02', '2026-06-01', true],
    ['a limit of 0 is due the same day', 0, 'working-day', '2026-03-02', '2026-03-10', '2026-03-02', true],
    ['a limit of 0, on its day', 0, 'working-day', '2026-03-02', '2026-03-02', '2026-03-02', false],
    ['a limit of 0 that begins on a Saturday', 0, 'working-day', '2026-03-07', '2026-03-07', '2026-03-09', false],
    ['0 calendar days on a holiday', 0, 'calendar-day', '2026-10-01', '2026-10-01', '2026-10-08', false],
    ['New Year of an unpublished year', 20, 'working-day', '2026-12-10', '2026-12-10', '2027-01-08', false],
  ]
  test.each(rows)('%s', (_, value, unit, begun, now, due, overdue) => {
    const c = count({ limit: { value, unit, basis: [] }, start: at(begun), at: at(now) })
    expect(c).toMatchObject({ overdue, suspended: false, dueAt: endOfDay(c.due!) })
    expect(c.due).toBe(due)
  })
  test('every limit has a due day, however long', () => {
    const c = count({
      limit: { value: 3000, unit: 'working-day', basis: [] },
      start: at('2026-03-02'),
      at: at('2026-03-02'),
    })
    expect(c.steps.filter((s) => s.what === 'counted').at(-1)).toMatchObject({ day: c.due, ordinal: 3000 })
  })
  test('a row may say that its end does not move', () => {
    const c = count({
      limit: { value: 15, unit: 'calendar-day', basis: [], roll: false },
      start: at('2026-02-03'),
      at: at('2026-02-19'),
    })
    expect(c).toMatchObject({ due: '2026-02-18', overdue: true, used: 16 })
  })
  test('days between the end and the working day to which it moves count for nothing, and say why', () => {
    const c = count({
      limit: { value: 15, unit: 'calendar-day', basis: [] },
      start: at('2026-02-03'),
      at: at('2026-02-25'),
    })
    expect(c).toMatchObject({ due: '2026-02-24', used: 16, allowed: 15, remaining: -1, overdue: true })
    const rolled = c.steps.filter((s) => s.what === 'rolled')
    expect(rolled.map((s) => s.day)).toEqual([19, 20, 21, 22, 23, 24].map((d) => `2026-02-${d}`))
    expect(rolled.every((s) => s.name!.zh.includes('第二百零三条'))).toBe(true)
  })
  test('a suspension or an extension that is ordered later is not known yet; one ordered before the start holds from it', () => {
    const five = { limit: { value: 5, unit: 'working-day' as const, basis: [] }, start: at('2026-03-02') }
    const later = count({ ...five, at: at('2026-03-03'), suspensions: [{ from: at('2026-03-04'), ...why }] })
    expect(later).toMatchObject({ due: '2026-03-09', suspended: false })
    const earlier = count({
      ...five,
      at: at('2026-03-05'),
      suspensions: [{ from: at('2026-02-20'), to: at('2026-03-04'), ...why }],
    })
    expect(earlier).toMatchObject({ due: '2026-03-11', used: 1 })
  })
})

describe('every unit', () => {
  const rows: [string, ClockLimit, ClockEvent[], Date, Partial<Clock>][] = [
    [
      'hours run at night and on Sundays',
      limit(24, 'hours', false),
      [start('2026-03-07', '15:30')],
      at('2026-03-08'),
      { dueAt: at('2026-03-08', '15:30'), used: 18.5, overdue: false },
    ],
    [
      'an hour late',
      limit(24, 'hours', false),
      [start('2026-03-07', '15:30')],
      at('2026-03-08', '15:31'),
      { overdue: true },
    ],
    [
      'hours, suspended for two of them',
      limit(4, 'hours', false),
      [start('2026-03-02', '09:00'), suspend('2026-03-02'), { what: 'resume', at: at('2026-03-02', '12:00') }],
      at('2026-03-02', '13:00'),
      { dueAt: at('2026-03-02', '15:00'), used: 2, remaining: 2 },
    ],
    [
      'hours, suspended still',
      limit(4, 'hours', false),
      [start('2026-03-02', '09:00'), suspend('2026-03-02')],
      at('2026-03-03'),
      { dueAt: undefined, used: 1, suspended: true, overdue: false },
    ],
    [
      'hours that were over before the suspension stay over',
      limit(1, 'hours', false),
      [start('2026-03-02', '08:00'), suspend('2026-03-02')],
      at('2026-03-03'),
      { dueAt: at('2026-03-02', '09:00'), overdue: true },
    ],
    [
      'hours that end on a Sunday, with a roll',
      limit(48, 'hours'),
      [start('2026-03-06', '15:00')],
      at('2026-03-08'),
      { due: '2026-03-09', dueAt: endOfDay('2026-03-09') },
    ],
    ['working days', limit(7, 'working-days'), [start('2026-02-12')], at('2026-02-27'), { due: '2026-02-28', used: 6 }],
    [
      'the 31st in a month without one',
      limit(1, 'months', false),
      [start('2026-01-31')],
      at('2026-02-01'),
      { due: '2026-02-28' },
    ],
    [
      'the same, with a roll over the make-up Saturday',
      limit(1, 'months'),
      [start('2026-01-31')],
      at('2026-02-01'),
      { due: '2026-02-28' },
    ],
    [
      'three months',
      limit(3, 'months'),
      [start('2026-03-16')],
      at('2026-03-17'),
      { due: '2026-06-16', used: 1, allowed: 92, remaining: 91 },
    ],
    [
      'six months that end on a Sunday',
      limit(6, 'months'),
      [start('2026-05-22')],
      at('2026-05-22'),
      { due: '2026-11-23' },
    ],
    [
      'a year from 29 February',
      limit(1, 'years', false),
      [start('2024-02-29')],
      at('2024-03-01'),
      { due: '2025-02-28' },
    ],
    ['twenty years', limit(20, 'years', false), [start('2026-03-02')], at('2026-03-02'), { due: '2046-03-02' }],
    [
      'months, suspended for four days',
      limit(1, 'months', false),
      [start('2026-03-02'), suspend('2026-03-09'), resume('2026-03-13')],
      at('2026-03-20'),
      { due: '2026-04-06', used: 14 },
    ],
    [
      'months, a suspension that pushes into another',
      limit(1, 'months', false),
      [start('2026-03-02'), suspend('2026-03-30'), resume('2026-04-10')],
      at('2026-04-13'),
      { due: '2026-04-13' },
    ],
    [
      'months, suspended still',
      limit(1, 'months'),
      [start('2026-03-02'), suspend('2026-03-09')],
      at('2026-07-01'),
      { due: undefined, suspended: true, used: 7 },
    ],
    [
      'days, extended by a month',
      limit(30, 'calendar-days', false),
      [start('2026-03-02'), extend('2026-03-20', 1, 'months')],
      at('2026-03-21'),
      { due: '2026-05-01' },
    ],
    [
      'months, extended by ten working days',
      limit(2, 'months', false),
      [start('2026-03-02'), extend('2026-04-20', 10, 'working-days')],
      at('2026-04-21'),
      { due: '2026-05-18' },
    ],
    [
      'a restart lets lapse what was used, suspended and extended',
      limit(5, 'working-days'),
      [start('2026-03-02'), extend('2026-03-03', 5), suspend('2026-03-04'), restart('2026-03-16')],
      at('2026-03-17'),
      { start: '2026-03-16', due: '2026-03-23', allowed: 5, used: 1, suspended: false },
    ],
    [
      'a resumption names its suspension',
      limit(5, 'working-days'),
      [start('2026-03-02'), suspend('2026-03-02', 'a'), suspend('2026-03-03', 'b'), resume('2026-03-04', 'b')],
      at('2026-03-31'),
      { suspended: true, used: 0 },
    ],
    [
      'without a name it ends the oldest',
      limit(5, 'working-days'),
      [start('2026-03-02'), suspend('2026-03-02'), suspend('2026-03-03'), resume('2026-03-04'), resume('2026-03-05')],
      at('2026-03-06'),
      { suspended: false, used: 1 },
    ],
    [
      'what happens after it was done changes nothing',
      limit(2, 'working-days'),
      [start('2026-03-02'), { what: 'finish', at: at('2026-03-03') }, suspend('2026-03-04'), restart('2026-03-05')],
      at('2026-12-01'),
      { finished: true, overdue: false, used: 1, due: '2026-03-04' },
    ],
  ]
  test.each(rows)('%s', (_, l, events, now, expected) => expect(runClock(l, events, now)).toMatchObject(expected))
  test('a clock that has not begun is none', () => {
    expect(runClock(limit(5, 'months'), [], at('2026-03-02'))).toBeUndefined()
    expect(runClock(limit(5, 'months'), [start('2026-03-03')], at('2026-03-02'))).toBeUndefined()
  })
  test('months say their corresponding day, or that there is none, with its article', () => {
    const said = (from: string) =>
      runClock(limit(1, 'months'), [start(from)], at(from))!.steps.find((s) => s.what === 'ends')!
    expect(said('2026-03-16')).toMatchObject({
      day: '2026-04-16',
      name: { zh: expect.stringMatching(/对应日.*第二百零二条/) },
    })
    expect(said('2026-01-31').name!.en).toContain('last of the month')
  })
  test('the row in force is the one that began last', () => {
    const rows = [
      { ...limit(20, 'working-days'), from: '2004-07-01' },
      { ...limit(15, 'working-days'), from: '2026-01-01' },
      { ...limit(1, 'hours'), from: '2025-01-01', to: '2025-01-31' },
    ]
    expect([
      limitOn(rows, '2025-06-01')!.count,
      limitOn(rows, '2026-01-01')!.count,
      limitOn(rows, '2025-01-31')!.count,
      limitOn(rows, '2004-06-30'),
    ]).toEqual([20, 15, 1, undefined])
  })
})

describe('years without a published calendar', () => {
  const named = (year: number) =>
    Array.from({ length: 366 }, (_, i) => kindOf(addDays(`${year}-01-01`, i)))
      .filter((k) => k.name && k.day.startsWith(String(year)))
      .map((k) => k.day.slice(5))
  test('the days that the law itself fixes are off', () =>
    expect(named(2027)).toEqual([
      ...['01-01', '02-05', '02-06', '02-07', '02-08', '04-05', '05-01', '05-02', '06-09', '09-15'],
      ...['10-01', '10-02', '10-03'],
    ]))
  test('past the moon’s tables and before the first notice, too', () => {
    expect(named(2101)).toEqual(['01-01', '04-05', '05-01', '05-02', '10-01', '10-02', '10-03'])
    expect(named(2003)).toEqual([
      '01-01',
      '02-01',
      '02-02',
      '02-03',
      '05-01',
      '05-02',
      '05-03',
      '10-01',
      '10-02',
      '10-03',
    ])
  })
  test('such days are provisional, and a count over them says so', () => {
    expect(kindOf(`${PUBLISHED_THROUGH + 1}-03-01`).provisional).toBe(true)
    const c = runClock(limit(20, 'working-days'), [start('2026-12-10')], at('2026-12-10'))!
    expect(c).toMatchObject({ due: '2027-01-08', provisional: true })
    expect(runClock(limit(1, 'months'), [start('2026-12-10')], at('2026-12-10'))!.provisional).toBe(true)
    expect(runClock(limit(1, 'months', false), [start('2026-12-10')], at('2026-12-10'))!.provisional).toBe(false)
  })
})

test('charts’ timers and clocks are one rule', () => {
  for (let i = 0; i < 200; i++) {
    const from = new Date(at('2025-12-20', '09:00').getTime() + i * 37 * 3_600_000)
    for (const [written, n, unit] of [
      ['P0D', 0, 'working-days'],
      ['P7D', 7, 'working-days'],
      ['P3W', 21, 'calendar-days'],
      ['P2M', 2, 'months'],
      ['P1Y', 1, 'years'],
    ] as const)
      expect([written, dueOf(parseTimer(written)!, from)]).toEqual([
        written,
        runClock(limit(n, unit), [{ what: 'start', at: from }], from)!.dueAt,
      ])
  }
})

test('against an oracle: the definition, over sets of days', () => {
  let seed = 44
  const random = (n: number) => Math.floor((seed = (seed * 16807) % 2147483647) / 97) % n
  const works = (day: string) => (day > '2026-12-31' ? isWorkingDay(day) : chineseDays.isWorkday(day))
  for (let round = 0; round < 400; round++) {
    const begun = addDays('2010-01-01', random(6000))
    const n = random(40)
    const unit = random(2) ? 'working-days' : 'calendar-days'
    const roll = random(2) === 1
    const now = addDays(begun, random(90))
    const spans = Array.from({ length: random(4) }, () => {
      const from = addDays(begun, random(40))
      return { from, to: random(4) ? addDays(from, random(20)) : undefined }
    })
    const extensions = Array.from({ length: random(3) }, () => ({ day: addDays(begun, random(60)), n: random(15) }))
    const events: ClockEvent[] = [
      start(begun),
      ...spans.flatMap(({ from, to }, i) => [suspend(from, `s${i}`), ...(to ? [resume(to, `s${i}`)] : [])]),
      ...extensions.map((e) => extend(e.day, e.n)),
    ]
    const c = runClock(limit(n, unit, roll), events, at(now, '11:00'))!
    // The definition: of the days after the start those that are worked (or all), without those that are suspended.
    const all = Array.from({ length: 900 }, (_, i) => addDays(begun, i + 1))
    const known = spans.filter((s) => s.from <= now)
    const pending = known.some((s) => s.to === undefined || s.to > now)
    const off = (day: string) =>
      known.some((s) => day > s.from && (s.to !== undefined && s.to <= now ? day <= s.to : true))
    const counted = all.filter((d) => (unit === 'calendar-days' || works(d)) && !off(d))
    const allowed = n + extensions.filter((e) => e.day <= now).reduce((sum, e) => sum + e.n, 0)
    const nominal = allowed === 0 ? begun : counted[allowed - 1]
    const due =
      nominal === undefined
        ? undefined
        : roll || (unit === 'working-days' && allowed === 0)
          ? [nominal, ...all.filter((d) => d > nominal)].find(works)
          : nominal
    const shown = JSON.stringify({ begun, n, unit, roll, now, spans, extensions })
    expect([shown, c.due, c.allowed, c.suspended, c.overdue]).toEqual([
      shown,
      due,
      allowed,
      pending,
      due !== undefined && now > due,
    ])
    const rolled = (day: string) => nominal !== undefined && due !== undefined && day > nominal && day <= due
    expect([shown, c.used]).toEqual([shown, counted.filter((d) => d <= now && !rolled(d)).length])
    expect(c.steps.filter((s) => s.what === 'counted' && s.day <= now)).toHaveLength(c.used)
    expect(dayOf(at(now))).toBe(now)
  }
})
