import { parseTemporal } from '../literal.ts'
import { compare, FeelRange, num, type Value } from '../value.ts'
import { bad, define } from './define.ts'

type Point = Value
const order = (a: Value, b: Value): number => compare(a, b) ?? bad('两者不能比较。', 'The two cannot be ordered.')
const lowest = (r: FeelRange): boolean => r.openLow
const highest = (r: FeelRange): boolean => r.openHigh

/** Of two lower bounds: negative where a begins before b. */
function starts(a: FeelRange, b: FeelRange): number {
  if (lowest(a) || lowest(b)) return Number(lowest(b)) - Number(lowest(a))
  return order(a.low, b.low) || Number(b.lowIncluded) - Number(a.lowIncluded)
}
function ends(a: FeelRange, b: FeelRange): number {
  if (highest(a) || highest(b)) return Number(highest(a)) - Number(highest(b))
  return order(a.high, b.high) || Number(a.highIncluded) - Number(b.highIncluded)
}
/** Whether a ends before b begins, without a common point. */
function before(a: FeelRange, b: FeelRange): boolean {
  if (highest(a) || lowest(b)) return false
  const o = order(a.high, b.low)
  return o < 0 || (o === 0 && !(a.highIncluded && b.lowIncluded))
}
const point = (p: Point): FeelRange => new FeelRange(p, true, p, true)
const includes = (a: FeelRange, b: FeelRange): boolean => starts(a, b) <= 0 && ends(a, b) >= 0
const meets = (a: FeelRange, b: FeelRange): boolean =>
  !highest(a) && !lowest(b) && a.highIncluded && b.lowIncluded && order(a.high, b.low) === 0
const overlaps = (a: FeelRange, b: FeelRange): boolean => !before(a, b) && !before(b, a)
const startedBy = (a: FeelRange, b: FeelRange): boolean => starts(a, b) === 0 && ends(a, b) >= 0
const finishedBy = (a: FeelRange, b: FeelRange): boolean => ends(a, b) === 0 && starts(a, b) <= 0

type Relation = (a: FeelRange, b: FeelRange) => boolean
const isRange = (v: Value): v is FeelRange => v instanceof FeelRange
function asRange(v: Value): FeelRange {
  if (!isRange(v)) return point(v)
  return v.op === '!=' ? bad('「!=」不是一个连续的区间。', '“!=” leaves two ranges, not one.') : v
}
const PARAMETERS: Record<string, string> = {
  pp: 'point1: point, point2: point',
  pr: 'point: point, range: range',
  rp: 'range: range, point: point',
  rr: 'range1: range, range2: range',
}

/** `kinds`: which of point (p) and range (r) the two may be. */
function relation(name: string, kinds: string[], body: Relation): ReturnType<typeof define> {
  return define(
    name,
    ...kinds.map((kind): [string, (args: Value[]) => Value] => [
      PARAMETERS[kind] as string,
      ([a, b]: Value[]) => body(asRange(a as Value), asRange(b as Value)),
    ]),
  )
}

/** The text of a range whose ends are literals, such as [1..10) (DMN 1.5, 10.3.4.1). */
function parseRange(source: string): Value {
  const m = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s.exec(source)
  if (!m) return bad(`「${source}」不是区间。`, `“${source}” is not a range.`)
  const [low, high] = [endpoint(m[2] as string), endpoint(m[3] as string)]
  const [lowIn, highIn] = [m[1] === '[', m[4] === ']']
  if (low === null && high === null) return bad(`「${source}」没有端点。`, `“${source}” has no ends.`)
  if ((low === null && lowIn) || (high === null && highIn))
    return bad(`「${source}」的开端不能用方括号。`, `An end without a value is open: “${source}”.`)
  if (low !== null && high !== null && order(low, high) > 0)
    return bad(`「${source}」的两端颠倒。`, `The ends of “${source}” are the wrong way round.`)
  return new FeelRange(low, lowIn, high, highIn, low === null, high === null)
}

function endpoint(source: string): Value {
  if (source === '' || source === 'null') return null
  if (/^-?(\d+(\.\d+)?|\.\d+)$/.test(source)) return num(source)
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(source)
  if (text) return (text[1] as string).replace(/\\(.)/g, '$1')
  const written = /^(?:@|(?:date and time|date|time|duration)\s*\(\s*)"([^"]*)"\s*\)?$/.exec(source)
  const value = written ? parseTemporal(written[1] as string) : null
  return value ?? bad(`「${source}」不能作区间的端点。`, `“${source}” cannot be the end of a range.`)
}

const ALL = ['pr', 'rp', 'rr', 'pp']
const RR = ['rr']
/** Range functions (DMN 1.5, 10.3.4.10, Table 82). */
export const RANGE = [
  relation('before', ALL, before),
  relation('after', ALL, (a, b) => before(b, a)),
  relation('meets', RR, meets),
  relation('met by', RR, (a, b) => meets(b, a)),
  relation('overlaps', RR, overlaps),
  relation('overlaps before', RR, (a, b) => starts(a, b) < 0 && overlaps(a, b) && ends(a, b) <= 0),
  relation('overlaps after', RR, (a, b) => starts(b, a) < 0 && overlaps(a, b) && ends(b, a) <= 0),
  relation('finishes', ['pr', 'rr'], (a, b) => finishedBy(b, a)),
  relation('finished by', ['rp', 'rr'], finishedBy),
  relation('includes', ['rp', 'rr'], includes),
  relation('during', ['pr', 'rr'], (a, b) => includes(b, a)),
  relation('starts', ['pr', 'rr'], (a, b) => startedBy(b, a)),
  relation('started by', ['rp', 'rr'], startedBy),
  relation('coincides', ['pp', 'rr'], (a, b) => starts(a, b) === 0 && ends(a, b) === 0),
  define('range', ['from: string', ([s]: [string]) => parseRange(s)]),
]
