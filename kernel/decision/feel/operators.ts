import type { BinaryOp, CompareOp } from './ast.ts'
import type { Run } from './run.ts'
import {
  addMonths,
  addNanos,
  DayTimeDuration,
  dayOfYear,
  daysInMonth,
  epochDay,
  epochNanos,
  FeelDate,
  FeelDateTime,
  FeelTime,
  fromEpochDay,
  MIDNIGHT_UTC,
  nanosOfDay,
  offsetOf,
  splitNanos,
  timeFromNanos,
  timeNanos,
  weekday,
  YearMonthDuration,
} from './temporal.ts'
import { compare, type Decimal, equals, FeelRange, isNumber, kindOf, num, toText, type Value } from './value.ts'

const KIND_ZH: Record<string, string> = {
  null: '空值',
  boolean: '真假值',
  string: '字符串',
  number: '数',
  date: '日期',
  time: '时间',
  'date and time': '日期和时间',
  'days and time duration': '日时时长',
  'years and months duration': '年月时长',
  range: '区间',
  function: '函数',
  list: '列表',
  context: '上下文',
}
export const kindText = (v: Value): [string, string] => [KIND_ZH[kindOf(v)] as string, kindOf(v)]

function mismatch(op: string, a: Value, b: Value, run: Run): null {
  const [az, ae] = kindText(a)
  const [bz, be] = kindText(b)
  return run.report(
    'TYPE',
    `${az}「${toText(a)}」和${bz}「${toText(b)}」不能用「${op}」。`,
    `“${op}” does not apply to ${ae} ${toText(a, true)} and ${be} ${toText(b, true)}.`,
  )
}

/** A number of FEEL, or null with a report where it has no finite value. */
function finite(n: Decimal, run: Run): Value {
  return n.isFinite() ? n : run.report('OUT_OF_RANGE', '结果不是有限的数。', 'The result is not a finite number.')
}

export function arithmetic(op: BinaryOp, a: Value, b: Value, run: Run): Value {
  if (isNumber(a) && isNumber(b)) {
    switch (op) {
      case '+':
        return finite(a.plus(b), run)
      case '-':
        return finite(a.minus(b), run)
      case '*':
        return finite(a.times(b), run)
      case '/':
        return b.isZero() ? run.report('DIVISION_BY_ZERO', '除以零。', 'Division by zero.') : finite(a.div(b), run)
      default:
        return finite(a.pow(b), run)
    }
  }
  if (op === '+' && typeof a === 'string' && typeof b === 'string') return a + b
  if (op === '/' && isDuration(a) && isNothing(b))
    return run.report('DIVISION_BY_ZERO', '除以零。', 'Division by zero.')
  const value =
    op === '+'
      ? add(a, b)
      : op === '-'
        ? subtract(a, b)
        : op === '*'
          ? multiply(a, b)
          : op === '/'
            ? divide(a, b)
            : undefined
  if (value === undefined) return mismatch(op, a, b, run)
  return (
    value ??
    run.report('OUT_OF_RANGE', '结果超出日期和时长的范围。', 'The result is beyond what a date or a duration can be.')
  )
}

type Duration = YearMonthDuration | DayTimeDuration
const isDuration = (v: Value): v is Duration => v instanceof YearMonthDuration || v instanceof DayTimeDuration
const isNothing = (v: Value): boolean =>
  (isNumber(v) && v.isZero()) ||
  (v instanceof YearMonthDuration && v.months === 0) ||
  (v instanceof DayTimeDuration && v.nanos === 0n)

/** Undefined where the kinds do not go together, null where the result is out of range; so do the functions below. */
function add(a: Value, b: Value): Value | undefined {
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return ofMonths(a.months + b.months)
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return new DayTimeDuration(a.nanos + b.nanos)
  if (isDuration(a)) return isDuration(b) ? undefined : addDuration(b, a)
  return isDuration(b) ? addDuration(a, b) : undefined
}

const negative = (d: Duration): Duration =>
  d instanceof YearMonthDuration ? new YearMonthDuration(-d.months) : new DayTimeDuration(-d.nanos)

function addDuration(v: Value, d: Duration): Value | undefined {
  if (v instanceof FeelDate) {
    if (d instanceof YearMonthDuration) return addMonths(v, d.months)
    return inCalendar(fromEpochDay(epochDay(v) + floorDays(d.nanos)))
  }
  if (v instanceof FeelDateTime) {
    if (d instanceof DayTimeDuration) {
      const moved = addNanos(v, d.nanos)
      return inCalendar(moved.date) && moved
    }
    const date = addMonths(v.date, d.months)
    return date && new FeelDateTime(date, v.time)
  }
  if (v instanceof FeelTime && d instanceof DayTimeDuration) return timeFromNanos(nanosOfDay(v) + d.nanos, v)
  return undefined
}

/** Years have at most nine digits. */
const inCalendar = (d: FeelDate): FeelDate | null => (Math.abs(d.year) <= 999_999_999 ? d : null)

const DAY = 86_400_000_000_000n
const floorDays = (nanos: bigint): number => Number(nanos >= 0n ? nanos / DAY : -((-nanos + DAY - 1n) / DAY))

function subtract(a: Value, b: Value): Value | undefined {
  if (isDuration(b)) {
    if (isDuration(a)) return a.constructor === b.constructor ? add(a, negative(b)) : undefined
    return addDuration(a, negative(b))
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((offsetOf(a) === null) !== (offsetOf(b) === null)) return undefined
    return new DayTimeDuration(timeNanos(a) - timeNanos(b))
  }
  if (a instanceof FeelDate && b instanceof FeelDate) return new DayTimeDuration(epochNanos(a) - epochNanos(b))
  const [x, y] = [moment(a), moment(b)]
  if (!x || !y || (offsetOf(x) === null) !== (offsetOf(y) === null)) return undefined
  return new DayTimeDuration(epochNanos(x) - epochNanos(y))
}

/** A date stands for its midnight in UTC beside a date and time (10.3.2.9.4). */
const moment = (v: Value): FeelDateTime | null =>
  v instanceof FeelDateTime ? v : v instanceof FeelDate ? new FeelDateTime(v, MIDNIGHT_UTC) : null

function multiply(a: Value, b: Value): Value | undefined {
  if (isNumber(a) && !isNumber(b)) return multiply(b, a)
  if (!isNumber(b)) return undefined
  if (a instanceof YearMonthDuration) return wholeMonths(b.times(a.months))
  if (a instanceof DayTimeDuration) return wholeNanos(b.times(num(a.nanos)))
  return undefined
}

function divide(a: Value, b: Value): Value | undefined {
  if (a instanceof YearMonthDuration) {
    if (isNumber(b)) return wholeMonths(num(a.months).div(b))
    if (b instanceof YearMonthDuration) return num(a.months).div(b.months)
  }
  if (a instanceof DayTimeDuration) {
    if (isNumber(b)) return wholeNanos(num(a.nanos).div(b))
    if (b instanceof DayTimeDuration) return num(a.nanos).div(num(b.nanos))
  }
  return undefined
}

const ofMonths = (months: number): Value => (Number.isSafeInteger(months) ? new YearMonthDuration(months) : null)
const wholeMonths = (n: Decimal): Value => ofMonths(n.trunc().toNumber())
const wholeNanos = (n: Decimal): Value => (n.isFinite() ? new DayTimeDuration(BigInt(n.trunc().toFixed())) : null)

export function negate(v: Value, run: Run): Value {
  if (isNumber(v)) return v.neg()
  if (isDuration(v)) return negative(v)
  const [zh, en] = kindText(v)
  return run.report('TYPE', `${zh}不能取负。`, `A ${en} cannot be negated.`)
}

export function comparison(op: CompareOp, a: Value, b: Value, run: Run): Value {
  if (op === '=' || op === '!=') {
    const same = equals(a, b)
    if (same === null) return mismatch(op, a, b, run)
    return op === '=' ? same : !same
  }
  const order = compare(a, b)
  return order === null ? mismatch(op, a, b, run) : ordered(op, order)
}

export function ordered(op: CompareOp, order: number): boolean {
  switch (op) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '=':
      return order === 0
    default:
      return order !== 0
  }
}

/** `v.name`: an entry of a context, of each context in a list, or a property of a temporal value or a range (10.3.2.5). */
export function property(v: Value, name: string, run: Run): Value {
  if (v instanceof Map) {
    const found = v.get(name)
    if (found !== undefined) return found
    return run.report('UNKNOWN_NAME', `没有名为「${name}」的项。`, `There is no entry named “${name}”.`)
  }
  if (Array.isArray(v)) return v.map((x) => property(x, name, run))
  const found = v === null ? undefined : own(v, name)
  if (found !== undefined) return found
  const [zh, en] = kindText(v)
  return run.report('TYPE', `${zh}没有「${name}」。`, `A ${en} has no “${name}”.`)
}

/** `v...name`: what stands under a name at any depth of contexts and lists, as it is written; never null (DMN 1.6). */
export function* descendants(v: Value, name: string, run: Run): Generator<Value> {
  run.step()
  if (Array.isArray(v)) for (const x of v) yield* descendants(x, name, run)
  if (!(v instanceof Map)) return
  for (const [key, x] of v) {
    if (key === name && x !== null) yield x
    yield* descendants(x, name, run)
  }
}

function own(v: Value, name: string): Value | undefined {
  if (v instanceof FeelDate) return ofDate(v, name)
  if (v instanceof FeelTime) return ofTime(v, v, name)
  if (v instanceof FeelDateTime) {
    const found = ofDate(v.date, name)
    return found === undefined ? ofTime(v.time, v, name) : found
  }
  if (v instanceof YearMonthDuration) {
    if (name === 'years') return num(Math.trunc(v.months / 12))
    return name === 'months' ? num(v.months % 12) : undefined
  }
  if (v instanceof DayTimeDuration) {
    const parts = splitNanos(v.nanos)
    if (name === 'days') return num(parts.days)
    if (name === 'hours') return num(parts.hours)
    if (name === 'minutes') return num(parts.minutes)
    return name === 'seconds' ? num(parts.seconds).plus(num(parts.nanos).div(1e9)) : undefined
  }
  if (v instanceof FeelRange) {
    if (name === 'start') return v.openLow ? null : v.low
    if (name === 'end') return v.openHigh ? null : v.high
    if (name === 'start included') return v.lowIncluded
    if (name === 'end included') return v.highIncluded
  }
  return undefined
}

function ofDate(d: FeelDate, name: string): Value | undefined {
  if (name === 'year') return num(d.year)
  if (name === 'month') return num(d.month)
  if (name === 'day') return num(d.day)
  return name === 'weekday' ? num(weekday(d)) : undefined
}

function ofTime(t: FeelTime, whole: FeelTime | FeelDateTime, name: string): Value | undefined {
  if (name === 'hour') return num(t.hour)
  if (name === 'minute') return num(t.minute)
  if (name === 'second') return num(t.second).plus(num(t.nano).div(1e9))
  if (name === 'timezone') return t.zone
  if (name !== 'time offset') return undefined
  const offset = t.zone !== null && !(whole instanceof FeelDateTime) ? offsetOf(t) : offsetOf(whole)
  return offset === null ? null : new DayTimeDuration(BigInt(offset) * 1_000_000_000n)
}

export { dayOfYear, daysInMonth }
