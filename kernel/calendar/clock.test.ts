import { describe, expect, test } from 'vitest'
import { text } from '../platform/text.ts'
import { type Count, type CountInput, count, type Limit, sayCount } from './count.rules.ts'
import {
  addWorkingDays,
  dayOf,
  endOfDay,
  isWorkingDay,
  kindOf,
  startOfDay,
  workingDaysBetween,
} from './working-days.rules.ts'

const days = (value: number): Limit => ({ value, unit: 'working-day', basis: [{ law: '行政许可法', article: 42 }] })
const at = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
const inspection = (from: string, to?: string) => ({
  from: at(from),
  ...(to ? { to: at(to) } : {}),
  reason: text('现场核查', 'inspection'),
  basis: [{ law: '行政许可法', article: 45 }],
})

describe('working days', () => {
  test.each([
    ['2025-01-26', true, 'make-up'], // Sunday worked for the Spring Festival
    ['2025-01-28', false, 'holiday'],
    ['2025-10-08', false, 'holiday'],
    ['2025-10-11', true, 'make-up'],
    ['2026-02-14', true, 'make-up'],
    ['2026-02-23', false, 'holiday'],
    ['2026-02-28', true, 'make-up'],
    ['2026-03-01', false, 'weekend'],
    ['2026-11-24', true, 'workday'],
  ])('%s working %s (%s)', (day, working, kind) => {
    expect(isWorkingDay(day)).toBe(working)
    expect(kindOf(day).kind).toBe(kind)
  })
  test('a day is the city’s day, not Greenwich’s', () => {
    expect(dayOf(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
    expect(dayOf(new Date('2026-03-01T15:59:59Z'))).toBe('2026-03-01')
    expect(dayOf(startOfDay('2026-03-02'))).toBe('2026-03-02')
    expect(dayOf(endOfDay('2026-03-02'))).toBe('2026-03-02')
  })
  test('next year is provisional', () =>
    expect([kindOf('2026-12-31').provisional, kindOf('2027-01-04').provisional]).toEqual([false, true]))
  test('adding and counting agree', () => {
    for (const n of [1, 5, 7, 20, 45]) expect(workingDaysBetween('2026-02-10', addWorkingDays('2026-02-10', n))).toBe(n)
  })
})

describe('count', () => {
  const rows: [string, Partial<CountInput> & { limit: Limit; start: Date; at: Date }, Partial<Count>][] = [
    [
      'the day of acceptance does not count',
      { limit: days(1), start: at('2026-03-02'), at: at('2026-03-02') },
      { due: '2026-03-03', used: 0, remaining: 1, overdue: false },
    ],
    [
      'a weekend is passed over',
      { limit: days(5), start: at('2026-03-05'), at: at('2026-03-09') },
      { due: '2026-03-12', used: 2, remaining: 3 },
    ],
    [
      'Spring Festival 2026 with its make-up days',
      { limit: days(7), start: at('2026-02-12'), at: at('2026-02-27') },
      { due: '2026-02-28', used: 6, remaining: 1 },
    ],
    [
      'National Day 2025',
      { limit: days(3), start: at('2025-09-30'), at: at('2025-10-09') },
      { due: '2025-10-11', used: 1 },
    ],
    [
      'kept on the last day at night',
      { limit: days(2), start: at('2026-03-02'), at: at('2026-03-04', 23) },
      { due: '2026-03-04', overdue: false, remaining: 0 },
    ],
    [
      'late the day after',
      { limit: days(2), start: at('2026-03-02'), at: at('2026-03-05', 0) },
      { due: '2026-03-04', overdue: true, used: 3 },
    ],
    [
      'a closed suspension moves the due day',
      {
        limit: days(5),
        start: at('2026-03-02'),
        at: at('2026-03-12'),
        suspensions: [inspection('2026-03-03', '2026-03-06')],
      },
      { due: '2026-03-12', used: 5, suspended: false },
    ],
    [
      'an open suspension stops the clock',
      { limit: days(5), start: at('2026-03-02'), at: at('2026-03-31'), suspensions: [inspection('2026-03-03')] },
      { due: undefined, used: 1, remaining: 4, suspended: true, overdue: false },
    ],
    [
      'two suspensions over the same days count once',
      {
        limit: days(5),
        start: at('2026-03-02'),
        at: at('2026-03-12'),
        suspensions: [inspection('2026-03-03', '2026-03-06'), inspection('2026-03-04', '2026-03-05')],
      },
      { due: '2026-03-12', used: 5 },
    ],
    [
      'an extension adds to the limit',
      {
        limit: days(20),
        start: at('2026-03-02'),
        at: at('2026-03-30'),
        extensions: [{ at: at('2026-03-27'), value: 10, reason: text('延期', 'extension'), basis: [] }],
      },
      { allowed: 30, due: '2026-04-14' },
    ],
    [
      'an extension that comes later does not count yet',
      {
        limit: days(20),
        start: at('2026-03-02'),
        at: at('2026-03-10'),
        extensions: [{ at: at('2026-03-27'), value: 10, reason: text('延期', 'extension'), basis: [] }],
      },
      { allowed: 20, due: '2026-03-30' },
    ],
    [
      'finished in time stays in time for ever',
      { limit: days(2), start: at('2026-03-02'), at: at('2026-12-01'), finished: at('2026-03-04') },
      { used: 2, overdue: false },
    ],
    [
      'calendar days count weekends',
      { limit: { ...days(7), unit: 'calendar-day' }, start: at('2026-03-02'), at: at('2026-03-08') },
      { due: '2026-03-09', used: 6 },
    ],
    [
      'suspended after it was late stays late',
      { limit: days(2), start: at('2026-03-02'), at: at('2026-03-20'), suspensions: [inspection('2026-03-09')] },
      { due: '2026-03-04', overdue: true },
    ],
  ]
  test.each(rows)('%s', (_, input, expected) => expect(count(input)).toMatchObject(expected))

  test('every day from start to due is in the steps, and the ordinals can be recounted by hand', () => {
    const c = count({
      limit: days(20),
      start: at('2026-02-05'),
      at: at('2026-03-30'),
      suspensions: [inspection('2026-02-25', '2026-03-04')],
    })
    expect(c.steps[0]).toEqual({ day: '2026-02-05', what: 'start' })
    for (let i = 1; i < c.steps.length; i++)
      expect(Date.parse(c.steps[i]!.day) - Date.parse(c.steps[i - 1]!.day)).toBe(86_400_000)
    const counted = c.steps.filter((s) => s.what === 'counted')
    expect(counted.map((s) => s.ordinal)).toEqual(counted.map((_, i) => i + 1))
    expect(counted[19]!.day).toBe(c.due)
    expect(c.steps.filter((s) => s.what === 'suspended').every((s) => s.basis![0]!.article === 45)).toBe(true)
  })
  test('says what it is', () => {
    expect(sayCount(count({ limit: days(2), start: at('2026-03-02'), at: at('2026-03-06') })).zh).toContain(
      '逾期 2 个工作日',
    )
    expect(sayCount(count({ limit: days(7), start: at('2026-03-02'), at: at('2026-03-03') })).en).toContain(
      'due by 2026-03-11',
    )
  })
})
