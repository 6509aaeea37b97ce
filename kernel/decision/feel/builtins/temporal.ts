import type { Run } from '../run.ts'
import * as T from '../temporal.ts'
import { type Decimal, equals, FeelFunction, kindOf, num, type Value } from '../value.ts'
import { bad, define } from './define.ts'
import { whole } from './text.ts'

type Moment = T.FeelDate | T.FeelDateTime
const noSuch = (): never => bad('没有这样的日期或时间。', 'There is no such date or time.')
const or = <V>(v: V | null): V => v ?? noSuch()

function timeOf(hour: Decimal, minute: Decimal, second: Decimal, offset: T.DayTimeDuration | null | undefined): Value {
  const [h, m] = [whole(hour), whole(minute)]
  const s = second.trunc().toNumber()
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || second.isNeg()) noSuch()
  const nano = second.minus(s).times(1e9).trunc().toNumber()
  const east = offset ? Number(offset.nanos / 1_000_000_000n) : null
  if (east !== null && Math.abs(east) > T.MAX_OFFSET) noSuch()
  return new T.FeelTime(h, m, s, nano, east)
}

const midnight = new T.FeelTime(0, 0, 0)
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
/** One function for dates, and for dates and times. */
const onDate = (name: string, body: (d: T.FeelDate) => Value): ReturnType<typeof define> =>
  define(
    name,
    ['date: date', ([d]: [T.FeelDate]) => body(d)],
    ['date: date and time', ([d]: [T.FeelDateTime]) => body(d.date)],
  )

function clock(run: Run): Date {
  return run.now ?? bad('这次计算没有当前时间。', 'This evaluation has no current time.')
}
const isoTime = (iso: string): T.FeelDateTime => or(T.parseDateTime(iso))

/** Structural: the same kind, the same fields and, unlike `=`, the same offset or zone. */
function is(a: Value, b: Value): Value {
  if (kindOf(a) !== kindOf(b)) return false
  const time = (x: T.FeelTime, y: T.FeelTime): boolean =>
    x.hour === y.hour &&
    x.minute === y.minute &&
    x.second === y.second &&
    x.nano === y.nano &&
    x.offset === y.offset &&
    x.zone === y.zone
  if (a instanceof T.FeelTime && b instanceof T.FeelTime) return time(a, b)
  if (a instanceof T.FeelDateTime && b instanceof T.FeelDateTime)
    return T.epochDay(a.date) === T.epochDay(b.date) && time(a.time, b.time)
  return equals(a, b) === true
}

/** Where its arguments are named, one that is left out is null; null is a value to compare like any other. */
function isFunction(): [string, FeelFunction] {
  const [name, strict] = define('is', ['value1: any, value2: any', ([a, b]: [Value, Value]) => is(a, b)])
  const absent = strict.params.map((p): [string, Value] => [p, null])
  const callNamed = (given: Map<string, Value>, run: Run): Value =>
    strict.callNamed?.(new Map([...absent, ...given]), run) ?? null
  return [name, new FeelFunction(name, strict.params, strict.call, { callNamed })]
}

/** Temporal functions: conversions (DMN 1.5, 10.3.4.1), date and time (10.3.4.7), temporal (10.3.4.8). */
export const TEMPORAL = [
  define(
    'date',
    ['from: string', ([s]: [string]) => or(T.parseDate(s))],
    ['from: date', ([d]: [T.FeelDate]) => d],
    ['from: date and time', ([d]: [T.FeelDateTime]) => d.date],
    [
      'year: number, month: number, day: number',
      ([y, m, d]: [Decimal, Decimal, Decimal]) => or(T.makeDate(whole(y), whole(m), whole(d))),
    ],
  ),
  define(
    'time',
    ['from: string', ([s]: [string]) => or(T.parseTime(s.startsWith('T') ? s.slice(1) : s))],
    ['from: time', ([t]: [T.FeelTime]) => t],
    ['from: date', () => T.MIDNIGHT_UTC],
    ['from: date and time', ([d]: [T.FeelDateTime]) => d.time],
    [
      'hour: number, minute: number, second: number, offset: days and time duration|null?',
      ([h, m, s, o]: [Decimal, Decimal, Decimal, T.DayTimeDuration?]) => timeOf(h, m, s, o),
    ],
  ),
  define(
    'date and time',
    ['from: string', ([s]: [string]) => or(T.parseDateTime(s))],
    ['from: date', ([d]: [T.FeelDate]) => new T.FeelDateTime(d, midnight)],
    ['from: date and time', ([d]: [T.FeelDateTime]) => d],
    ['date: date, time: time', ([d, t]: [T.FeelDate, T.FeelTime]) => new T.FeelDateTime(d, t)],
    ['date: date and time, time: time', ([d, t]: [T.FeelDateTime, T.FeelTime]) => new T.FeelDateTime(d.date, t)],
    ['date: date and time, timezone: string', ([d, z]: [T.FeelDateTime, string]) => inZone(d, z)],
    [
      'year: number, month: number, day: number, hour: number, minute: number, second: number, offset: days and time duration|null?',
      ([y, mo, d, h, mi, s, o]: [Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, T.DayTimeDuration?]) =>
        new T.FeelDateTime(or(T.makeDate(whole(y), whole(mo), whole(d))), timeOf(h, mi, s, o) as T.FeelTime),
    ],
  ),
  define(
    'duration',
    ['from: string', ([s]: [string]) => or(T.parseDuration(s))],
    ['from: days and time duration', ([d]: [Value]) => d],
    ['from: years and months duration', ([d]: [Value]) => d],
  ),
  define(
    'years and months duration',
    ['from: date, to: date', ([a, b]: [Moment, Moment]) => new T.YearMonthDuration(T.monthsBetween(a, b))],
    [
      'from: date and time, to: date and time',
      ([a, b]: [Moment, Moment]) => new T.YearMonthDuration(T.monthsBetween(a, b)),
    ],
  ),
  onDate('day of year', (d) => num(T.dayOfYear(d))),
  onDate('day of week', (d) => DAYS[T.weekday(d) - 1] as string),
  onDate('month of year', (d) => MONTHS[d.month - 1] as string),
  onDate('week of year', (d) => num(T.weekOfYear(d))),
  onDate('last day of month', (d) => new T.FeelDate(d.year, d.month, T.daysInMonth(d.year, d.month))),
  define('now', ['', (_: unknown, run) => isoTime(clock(run).toISOString())]),
  define('today', ['', (_: unknown, run) => isoTime(clock(run).toISOString()).date]),
  isFunction(),
]

function inZone(d: T.FeelDateTime, zone: string): Value {
  const like = T.parseTime(`00:00:00${/^[+-Z]/.test(zone) ? zone : `@${zone}`}`) ?? noSuch()
  const t = d.time
  return new T.FeelDateTime(d.date, new T.FeelTime(t.hour, t.minute, t.second, t.nano, like.offset, like.zone))
}
