// Where the values of a column behave alike: what its cells mention, and one representative of each piece between.
import { compileExpression } from '../feel/compile.ts'
import { FeelError } from '../feel/error.ts'
import { parseUnaryTests } from '../feel/parse.ts'
import { Run, Scope } from '../feel/run.ts'
import {
  addNanos,
  DayTimeDuration,
  epochDay,
  epochNanos,
  FeelDate,
  FeelDateTime,
  FeelTime,
  fromEpochDay,
  nanosOfDay,
  timeFromNanos,
  YearMonthDuration,
} from '../feel/temporal.ts'
import { compare, type Decimal, isNumber, type Kind, kindOf, toText, type Value } from '../feel/value.ts'

/** The values that a cell mentions. */
export function literalsIn(source: string): Value[] {
  if (source === '' || source === '-') return []
  try {
    return values(parseUnaryTests(source, { scope: ['?'] }))
  } catch (error) {
    if (error instanceof FeelError) return []
    throw error
  }
}

/** The values of a syntax tree; calls such as date("…") are evaluated. */
function values(node: unknown): Value[] {
  if (Array.isArray(node)) return node.flatMap(values)
  if (!node || typeof node !== 'object') return []
  const n = node as {
    t?: string
    value?: Value
    e?: { t?: string; value?: Value }
    args?: { t: string; value?: Value }[]
    f?: { name?: string }
  }
  if (n.t === 'literal') return [n.value as Value]
  if (n.t === 'negate' && n.e?.t === 'literal' && isNumber(n.e.value as Value)) return [(n.e.value as Decimal).neg()]
  if (n.t === 'call' && n.args?.every((a) => a.t === 'literal')) {
    const made = called(
      n.f?.name ?? '',
      n.args.map((a) => toText(a.value as Value, true)),
    )
    if (made !== null) return [made]
  }
  return Object.values(n).flatMap(values)
}

/** What date("…") and its like stand for. */
function called(name: string, args: string[]): Value {
  if (!['date', 'time', 'date and time', 'duration'].includes(name)) return null
  return compileExpression(`${name}(${args.join(', ')})`, { scope: [] })(new Scope(new Map(), null, new Run()))
}

/** One value for every piece between the cuts, and the cuts themselves. */
export function piecesOf(literals: Value[], kind: Kind): Value[] {
  if (kind === 'boolean') return [true, false]
  const cuts = literals.filter((v) => kindOf(v) === kind).sort((a, b) => compare(a, b) ?? 0)
  const distinct = cuts.filter((v, i) => i === 0 || compare(v, cuts[i - 1] as Value) !== 0)
  if (kind === 'string') return [...distinct, '…']
  if (distinct.length === 0) return ['…']
  const out: Value[] = [step(distinct[0] as Value, -1)]
  for (const [i, v] of distinct.entries()) {
    out.push(v)
    const next = distinct[i + 1]
    const between = next === undefined ? step(v, 1) : middle(v, next)
    if (between !== null) out.push(between)
  }
  return out
}

const HOUR = 3_600_000_000_000n
function step(v: Value, by: 1 | -1): Value {
  if (isNumber(v)) return v.plus(by)
  if (v instanceof FeelDate) return fromEpochDay(epochDay(v) + by)
  if (v instanceof FeelDateTime) return addNanos(v, HOUR * BigInt(by))
  if (v instanceof FeelTime)
    return timeFromNanos(nanosOfDay(v) + (by > 0 ? (86_399_999_999_999n - nanosOfDay(v)) / 2n : -nanosOfDay(v) / 2n), v)
  if (v instanceof DayTimeDuration) return new DayTimeDuration(v.nanos + HOUR * BigInt(by))
  return v instanceof YearMonthDuration ? new YearMonthDuration(v.months + by) : v
}

function middle(a: Value, b: Value): Value {
  if (isNumber(a)) {
    const half = a.plus(b as Decimal).div(2)
    const whole = half.trunc()
    return whole.gt(a) && whole.lt(b as Decimal) ? whole : half
  }
  let found: Value = null
  if (a instanceof FeelDate) found = fromEpochDay(Math.floor((epochDay(a) + epochDay(b as FeelDate)) / 2))
  else if (a instanceof FeelDateTime) found = addNanos(a, (epochNanos(b as FeelDateTime) - epochNanos(a)) / 2n)
  else if (a instanceof FeelTime) found = timeFromNanos((nanosOfDay(a) + nanosOfDay(b as FeelTime)) / 2n, a)
  else if (a instanceof DayTimeDuration) found = new DayTimeDuration((a.nanos + (b as DayTimeDuration).nanos) / 2n)
  else if (a instanceof YearMonthDuration)
    found = new YearMonthDuration(Math.floor((a.months + (b as YearMonthDuration).months) / 2))
  return found !== null && compare(found, a) === 0 ? null : found
}
