import { Decimal as DecimalJs } from 'decimal.js'
import type { Run } from './run.ts'
import {
  DayTimeDuration,
  epochDay,
  FeelDate,
  FeelDateTime,
  FeelTime,
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  offsetOf,
  secondsOfDay,
  YearMonthDuration,
} from './temporal.ts'

/** 34 digits, ties to even: IEEE 754-2008 decimal128, as DMN asks (10.3.2.3.1). */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -7000,
  toExpPos: 7000,
  maxE: 6144,
  minE: -6176,
})
export type Decimal = InstanceType<typeof Decimal>

export class FeelRange {
  readonly low: Value
  readonly high: Value
  readonly lowIncluded: boolean
  readonly highIncluded: boolean
  /** Without a lower or an upper bound; an end that is merely null has one that nothing compares with. */
  readonly openLow: boolean
  readonly openHigh: boolean
  /** Written as (= 10) or (!= 10), where it is only of one value or of all others; it equals only what is written so. */
  readonly op: '=' | '!=' | null
  constructor(
    low: Value,
    lowIncluded: boolean,
    high: Value,
    highIncluded: boolean,
    openLow = false,
    openHigh = false,
    op: '=' | '!=' | null = null,
  ) {
    this.low = low
    this.high = high
    this.lowIncluded = lowIncluded
    this.highIncluded = highIncluded
    this.openLow = openLow
    this.openHigh = openHigh
    this.op = op
  }
}

/** A function value; `call` gets its arguments in the order of `params`. */
export class FeelFunction {
  readonly name: string
  readonly params: readonly string[]
  readonly call: (args: Value[], run: Run) => Value
  /** By name, where the function is built in and knows several lists of parameters. */
  readonly callNamed: ((args: Map<string, Value>, run: Run) => Value) | undefined
  /** Declared types, for `instance of`. */
  readonly paramTypes: readonly unknown[] | undefined
  readonly resultType: unknown
  constructor(
    name: string,
    params: readonly string[],
    call: (args: Value[], run: Run) => Value,
    more: {
      callNamed?: (args: Map<string, Value>, run: Run) => Value
      paramTypes?: readonly unknown[]
      resultType?: unknown
    } = {},
  ) {
    this.name = name
    this.params = params
    this.call = call
    this.callNamed = more.callNamed
    this.paramTypes = more.paramTypes
    this.resultType = more.resultType
  }
}

export type Context = Map<string, Value>
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DayTimeDuration
  | YearMonthDuration
  | FeelRange
  | FeelFunction
  | Value[]
  | Context

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context'

export function kindOf(v: Value): Kind {
  if (v === null || v === undefined) return 'null'
  if (typeof v === 'boolean') return 'boolean'
  if (typeof v === 'string') return 'string'
  if (v instanceof Decimal) return 'number'
  if (Array.isArray(v)) return 'list'
  if (v instanceof Map) return 'context'
  if (v instanceof FeelDate) return 'date'
  if (v instanceof FeelTime) return 'time'
  if (v instanceof FeelDateTime) return 'date and time'
  if (v instanceof DayTimeDuration) return 'days and time duration'
  if (v instanceof YearMonthDuration) return 'years and months duration'
  if (v instanceof FeelRange) return 'range'
  return 'function'
}

export const isNumber = (v: Value): v is Decimal => v instanceof Decimal
export const num = (n: number | bigint | string): Decimal => new Decimal(typeof n === 'bigint' ? n.toString() : n)

/** FEEL's `=`: true, false, or null where the two are of different kinds (10.3.2.13, Table 53). */
export function equals(a: Value, b: Value): boolean | null {
  if (a === null || b === null) return a === b
  if (typeof a === 'string' || typeof a === 'boolean') return typeof a === typeof b ? a === b : mixed(a, b)
  if (a instanceof Decimal) return b instanceof Decimal ? a.eq(b) : mixed(a, b)
  if (Array.isArray(a)) {
    if (!Array.isArray(b)) return mixed(a, b)
    if (a.length !== b.length) return false
    let unknown = false
    for (let i = 0; i < a.length; i++) {
      const same = equals(a[i] as Value, b[i] as Value)
      if (same === false) return false
      if (same === null) unknown = true
    }
    return !unknown
  }
  if (Array.isArray(b)) return mixed(a, b)
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false
    for (const [key, value] of a) if (!b.has(key) || equals(value, b.get(key) as Value) !== true) return false
    return true
  }
  if (a instanceof FeelRange && b instanceof FeelRange) {
    return (
      a.op === b.op &&
      a.lowIncluded === b.lowIncluded &&
      a.highIncluded === b.highIncluded &&
      a.openLow === b.openLow &&
      a.openHigh === b.openHigh &&
      equals(a.low, b.low) === true &&
      equals(a.high, b.high) === true
    )
  }
  if (a instanceof FeelFunction || b instanceof FeelFunction) return a === b ? true : null
  if (kindOf(a) !== kindOf(b)) return null
  const order = compare(a, b)
  return order === null ? false : order === 0
}

const mixed = (_a: Value, _b: Value): null => null

/** Negative, zero or positive; null where the two cannot be ordered. */
export function compare(a: Value, b: Value): number | null {
  if (a instanceof Decimal) return b instanceof Decimal ? a.cmp(b) : null
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null
  if (a instanceof FeelDate && b instanceof FeelDate) return epochDay(a) - epochDay(b)
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    if ((offsetOf(a) === null) !== (offsetOf(b) === null)) return null
    return (epochDay(a.date) - epochDay(b.date)) * 86_400 + seconds(a, a.time) - seconds(b, b.time)
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((offsetOf(a) === null) !== (offsetOf(b) === null)) return null
    return seconds(a, a) - seconds(b, b)
  }
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return sign(a.nanos - b.nanos)
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return a.months - b.months
  return null
}

/** Times compare by the whole seconds of their values (10.3.2.3.4, valuet, and 10.3.2.3.6, valuedt). */
const seconds = (v: FeelTime | FeelDateTime, time: FeelTime): number => secondsOfDay(time) - (offsetOf(v) ?? 0)

const sign = (n: bigint): number => (n < 0n ? -1 : n > 0n ? 1 : 0)

/** By code point, not by UTF-16 unit. */
function compareText(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    const bothHigh = (c: number): number => (c >= 0xd800 && c <= 0xdfff ? c + 0x10000 : c)
    return bothHigh(x) - bothHigh(y)
  }
  return a.length - b.length
}

/** As the two comparisons joined by `and` (10.3.2.7): null where neither is false and one cannot be made. */
export function inRange(v: Value, r: FeelRange): boolean | null {
  if (v === null) return null
  if (r.op !== null) {
    const same = equals(v, r.low)
    return same === null ? null : same === (r.op === '=')
  }
  let known = true
  if (!r.openLow) {
    const low = compare(v, r.low)
    if (low === null) known = false
    else if (low < 0 || (low === 0 && !r.lowIncluded)) return false
  }
  if (!r.openHigh) {
    const high = compare(v, r.high)
    if (high === null) known = false
    else if (high > 0 || (high === 0 && !r.highIncluded)) return false
  }
  return known ? true : null
}

/** Plain notation, no exponent. */
export const formatNumber = (n: Decimal): string => n.toFixed()

/** FEEL's string(): strings stay bare at the top and are quoted inside lists and contexts. */
export function toText(v: Value, nested = false): string {
  if (v === null) return 'null'
  if (typeof v === 'string') return nested ? `"${v.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"` : v
  if (typeof v === 'boolean') return String(v)
  if (v instanceof Decimal) return formatNumber(v)
  if (Array.isArray(v)) return `[${v.map((x) => toText(x, true)).join(', ')}]`
  if (v instanceof Map) {
    const entries = [...v].map(
      ([k, x]) => `${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(k) ? k : toText(k, true)}: ${toText(x, true)}`,
    )
    return `{${entries.join(', ')}}`
  }
  const plain = temporalText(v)
  if (plain !== null) return nested ? `@"${plain}"` : plain
  if (v instanceof FeelRange) {
    if (v.op !== null) return `(${v.op} ${toText(v.low, true)})`
    if (v.openLow) return `(${v.highIncluded ? '<=' : '<'} ${toText(v.high, true)})`
    if (v.openHigh) return `(${v.lowIncluded ? '>=' : '>'} ${toText(v.low, true)})`
    return `${v.lowIncluded ? '[' : '('}${toText(v.low, true)}..${toText(v.high, true)}${v.highIncluded ? ']' : ')'}`
  }
  return `function(${(v as FeelFunction).params.join(', ')})`
}

function temporalText(v: Value): string | null {
  if (v instanceof FeelDate) return formatDate(v)
  if (v instanceof FeelTime) return formatTime(v)
  if (v instanceof FeelDateTime) return formatDateTime(v)
  if (v instanceof DayTimeDuration || v instanceof YearMonthDuration) return formatDuration(v)
  return null
}

/** JSON for a program: numbers as JSON numbers where a double carries them exactly, otherwise as strings. */
export function toJson(v: Value): unknown {
  if (v === null || typeof v === 'string' || typeof v === 'boolean') return v
  if (v instanceof Decimal) {
    const n = v.toNumber()
    return new Decimal(n).eq(v) ? n : formatNumber(v)
  }
  if (Array.isArray(v)) return v.map(toJson)
  if (v instanceof Map) return Object.fromEntries([...v].map(([k, x]) => [k, toJson(x)]))
  return toText(v)
}

/** From JSON; a number is read by its shortest decimal text. Temporal values stay strings until a type asks for them. */
export function fromJson(v: unknown): Value {
  if (v === null || v === undefined) return null
  if (typeof v === 'string' || typeof v === 'boolean') return v
  if (typeof v === 'number') return Number.isFinite(v) ? new Decimal(String(v)) : null
  if (typeof v === 'bigint') return num(v)
  if (Array.isArray(v)) return v.map(fromJson)
  if (v instanceof Decimal || v instanceof Map || v instanceof FeelDate || v instanceof FeelTime) return v as Value
  if (v instanceof FeelDateTime || v instanceof DayTimeDuration || v instanceof YearMonthDuration) return v
  if (v instanceof FeelRange || v instanceof FeelFunction) return v
  return new Map(Object.entries(v as object).map(([k, x]) => [k, fromJson(x)]))
}
