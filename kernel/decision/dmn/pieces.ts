// One representative of each piece into which the values that cells mention cut a column: within a piece all behave alike.
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
  offsetOf,
  timeFromNanos,
  YearMonthDuration,
} from '../feel/temporal.ts'
import { compare, type Decimal, isNumber, type Kind, kindOf, num, type Value } from '../feel/value.ts'

/** Stands for every text that nobody mentions. */
export const OTHER = '…'
/** Lists of more different elements are looked at one element at a time. */
const MOST_ELEMENTS = 5

/**
 * The values to look at in a column of a type, or, where none is declared, of the kinds that its cells mention. Nothing where the
 * column is of no kind whose pieces are known. Null is a case of its own where a cell speaks of it.
 */
export function piecesOf(literals: Value[], kind: Kind | undefined): Value[] {
  const some = literals.filter((v) => v !== null)
  const kinds = kind ? [kind] : [...new Set(some.map(kindOf))]
  const pieces = kinds.length === 0 ? [OTHER] : kinds.flatMap((k) => ofKind(some, k))
  return some.length < literals.length ? [...pieces, null] : pieces
}

function ofKind(literals: Value[], kind: Kind): Value[] {
  if (kind === 'boolean') return [true, false]
  if (kind === 'list') return lists(literals)
  if (kind === 'context' || kind === 'function' || kind === 'range' || kind === 'null') return []
  const own = literals.filter((v) => kindOf(v) === kind)
  if (kind === 'string') {
    const distinct = [...new Set(own as string[])].sort((a, b) => compare(a, b) ?? 0)
    // Behind each text the one that follows it, and before all the empty one: for cells that compare texts by order.
    return [...distinct, OTHER, ...distinct.map((t) => `${t} `), '']
  }
  // What has an offset and what has none cannot be ordered with one another.
  const zoned = own.filter((v) => isZoned(v))
  const groups = [zoned, own.filter((v) => !zoned.includes(v))].filter((g) => g.length > 0)
  if (groups.length === 0) {
    const some = SOME[kind]
    return some ? [some] : [OTHER]
  }
  return groups.flatMap(between)
}

const isZoned = (v: Value): boolean => (v instanceof FeelTime || v instanceof FeelDateTime) && offsetOf(v) !== null

const SOME: Partial<Record<Kind, Value>> = {
  number: num(1),
  date: new FeelDate(2026, 1, 1),
  time: new FeelTime(9, 0, 0),
  'date and time': new FeelDateTime(new FeelDate(2026, 1, 1), new FeelTime(9, 0, 0)),
  'days and time duration': new DayTimeDuration(86_400_000_000_000n),
  'years and months duration': new YearMonthDuration(1),
}

/** The cuts and one value for every piece between them. */
function between(own: Value[]): Value[] {
  const cuts = [...own].sort((a, b) => compare(a, b) ?? 0)
  const distinct = cuts.filter((v, i) => i === 0 || compare(v, cuts[i - 1] as Value) !== 0)
  const out: Value[] = [step(distinct[0] as Value, -1)]
  for (const [i, v] of distinct.entries()) {
    out.push(v)
    const next = distinct[i + 1]
    const half = next === undefined ? step(v, 1) : middle(v, next)
    if (half !== null) out.push(half)
  }
  // Where only whole numbers are allowed the nearest of them stand for the piece.
  return out.flatMap((v) => (isNumber(v) && !v.isInteger() ? [v, v.floor(), v.ceil()] : [v]))
}

/** Every choice of the elements that are mentioned, with one that is not. */
function lists(literals: Value[]): Value[] {
  const elements = literals.filter(
    (v, i) => literals.findIndex((w) => kindOf(w) === kindOf(v) && compare(w, v) === 0) === i,
  )
  const all = [...elements, ...(elements.some((v) => typeof v === 'string') ? [OTHER] : [])]
  if (all.length > MOST_ELEMENTS) return [[], ...all.map((v) => [v]), all]
  return Array.from({ length: 1 << all.length }, (_, i) => all.filter((_v, k) => i & (1 << k)))
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
