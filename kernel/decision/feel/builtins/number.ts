import type { Decimal as DecimalJs } from 'decimal.js'
import { DayTimeDuration, YearMonthDuration } from '../temporal.ts'
import { Decimal, num, type Value } from '../value.ts'
import { bad, define } from './define.ts'

function scaleOf(scale: Decimal | undefined): number {
  const n = (scale ?? num(0)).trunc().toNumber()
  if (n < -6111 || n > 6176) bad('小数位数应在 -6111 到 6176 之间。', 'The scale should lie between -6111 and 6176.')
  return n
}

/** Rounds to `scale` places, which may be negative. */
function round(n: Decimal, scale: Decimal | undefined, mode: DecimalJs.Rounding): Value {
  const places = scaleOf(scale)
  if (places >= 0) return n.toDecimalPlaces(Math.min(places, 7000), mode)
  const unit = new Decimal(10).pow(-places)
  return n.div(unit).toDecimalPlaces(0, mode).times(unit)
}

const NUMBER_TEXT = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/
function fromText(from: string, grouping: string | null, point: string | null): Value {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping))
    bad('分组符应为空格、逗号或句点。', 'The grouping separator is a space, a comma or a period.')
  if (point !== null && ![',', '.'].includes(point))
    bad('小数点应为逗号或句点。', 'The decimal separator is a comma or a period.')
  if (grouping !== null && grouping === point) bad('分组符和小数点不能相同。', 'The two separators must differ.')
  let s = from
  if (grouping !== null) s = s.split(grouping).join('')
  if (point !== null && point !== '.') s = s.split(point).join('.')
  if (!NUMBER_TEXT.test(s)) bad(`「${from}」不是数。`, `“${from}” is not a number.`)
  return num(s)
}

const separators = 'grouping separator: string|null?, decimal separator: string|null?'
const scaled = (name: string, mode: DecimalJs.Rounding): ReturnType<typeof define> =>
  define(name, ['n: number, scale: number', ([n, s]: [Decimal, Decimal]) => round(n, s, mode)])
const scaledOrNot = (name: string, mode: DecimalJs.Rounding): ReturnType<typeof define> =>
  define(name, ['n: number, scale: number?', ([n, s]: [Decimal, Decimal?]) => round(n, s, mode)])
const integer = (n: Decimal): Decimal =>
  n.isInteger() ? n : (bad('应为整数。', 'A whole number was expected.') as never)

/** Numeric functions (DMN 1.5, 10.3.4.5) and number() (10.3.4.1). */
export const NUMBER = [
  define(
    'number',
    [
      `from: string, ${separators}`,
      ([f, g, d]: [string, (string | null)?, (string | null)?]) => fromText(f, g ?? null, d ?? null),
    ],
    ['from: number', ([n]: [Decimal]) => n],
  ),
  scaled('decimal', Decimal.ROUND_HALF_EVEN),
  scaledOrNot('floor', Decimal.ROUND_FLOOR),
  scaledOrNot('ceiling', Decimal.ROUND_CEIL),
  scaled('round up', Decimal.ROUND_UP),
  scaled('round down', Decimal.ROUND_DOWN),
  scaled('round half up', Decimal.ROUND_HALF_UP),
  scaled('round half down', Decimal.ROUND_HALF_DOWN),
  define(
    'abs',
    ['n: number', ([n]: [Decimal]) => n.abs()],
    ['n: days and time duration', ([d]: [DayTimeDuration]) => new DayTimeDuration(d.nanos < 0n ? -d.nanos : d.nanos)],
    ['n: years and months duration', ([d]: [YearMonthDuration]) => new YearMonthDuration(Math.abs(d.months))],
  ),
  define('modulo', ['dividend: number, divisor: number', ([a, b]: [Decimal, Decimal]) => modulo(a, b)]),
  define('sqrt', [
    'number: number',
    ([n]: [Decimal]) =>
      n.isNeg() && !n.isZero() ? bad('负数没有平方根。', 'A negative number has no square root.') : n.sqrt(),
  ]),
  define('log', [
    'number: number',
    ([n]: [Decimal]) =>
      n.lte(0) ? bad('对数只对正数有定义。', 'A logarithm is defined for positive numbers only.') : n.ln(),
  ]),
  define('exp', ['number: number', ([n]: [Decimal]) => n.exp()]),
  define('odd', ['number: number', ([n]: [Decimal]) => !integer(n).mod(2).isZero()]),
  define('even', ['number: number', ([n]: [Decimal]) => integer(n).mod(2).isZero()]),
]

/** With the sign of the divisor: dividend − divisor × floor(dividend / divisor). */
function modulo(a: Decimal, b: Decimal): Value {
  if (b.isZero()) return bad('除以零。', 'Division by zero.')
  const r = a.mod(b)
  return r.isZero() || r.isNeg() === b.isNeg() ? r : r.plus(b)
}
