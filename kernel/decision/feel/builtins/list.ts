import type { Run } from '../run.ts'
import { DayTimeDuration, YearMonthDuration } from '../temporal.ts'
import { compare, type Decimal, equals, type FeelFunction, isNumber, num, type Value } from '../value.ts'
import { bad, define } from './define.ts'
import { whole } from './text.ts'

/** A function of a list that also takes the items as arguments (DMN 1.5, 10.3.4.4). */
function ofList(name: string, body: (list: Value[]) => Value): [string, FeelFunction] {
  const [key, f] = define(
    name,
    [
      'list: list|null',
      ([list]: [Value[] | null]) => (list === null ? bad('列表为空值。', 'The list is null.') : body(list)),
    ],
    ['...c: any', (all: Value[]) => body(all)],
  )
  return [key, f]
}

function numbers(list: Value[]): Decimal[] {
  if (!list.every(isNumber)) bad('列表中应都是数。', 'The list should hold numbers only.')
  return list as Decimal[]
}

function sum(list: Value[]): Value {
  if (list.length > 0 && list.every((x) => x instanceof DayTimeDuration))
    return new DayTimeDuration((list as DayTimeDuration[]).reduce((n, d) => n + d.nanos, 0n))
  if (list.length > 0 && list.every((x) => x instanceof YearMonthDuration))
    return new YearMonthDuration((list as YearMonthDuration[]).reduce((n, d) => n + d.months, 0))
  return list.length === 0 ? null : numbers(list).reduce((a, b) => a.plus(b))
}

function mean(list: Value[]): Value {
  const total = sum(list)
  if (total instanceof DayTimeDuration) return new DayTimeDuration(total.nanos / BigInt(list.length))
  if (total instanceof YearMonthDuration) return new YearMonthDuration(Math.trunc(total.months / list.length))
  return total === null ? null : (total as Decimal).div(list.length)
}

/** The extreme by an order; null for an empty list. */
function extreme(list: Value[], want: 1 | -1): Value {
  return (
    list.reduce<Value | undefined>((best, v) => {
      if (best === undefined)
        return compare(v, v) === null ? bad('列表中的值不能比较。', 'The values cannot be ordered.') : v
      const order = compare(v, best)
      if (order === null) return bad('列表中的值不能比较。', 'The values cannot be ordered.')
      return order * want > 0 ? v : best
    }, undefined) ?? null
  )
}

function median(list: Value[]): Value {
  if (list.length === 0) return null
  const sorted = [...numbers(list)].sort((a, b) => a.cmp(b))
  const mid = Math.floor(sorted.length / 2)
  const high = sorted[mid] as Decimal
  return sorted.length % 2 ? high : high.plus(sorted[mid - 1] as Decimal).div(2)
}

/** Of a sample: n − 1. */
function stddev(list: Value[]): Value {
  const all = numbers(list)
  if (all.length < 2) return bad('标准差至少需要两个数。', 'A standard deviation needs two numbers at least.')
  const average = all.reduce((a, b) => a.plus(b)).div(all.length)
  return all
    .reduce((a, x) => a.plus(x.minus(average).pow(2)), num(0))
    .div(all.length - 1)
    .sqrt()
}

function mode(list: Value[]): Value {
  const counts = new Map<string, { n: Decimal; count: number }>()
  for (const n of numbers(list)) {
    const seen = counts.get(n.toFixed())
    if (seen) seen.count++
    else counts.set(n.toFixed(), { n, count: 1 })
  }
  const most = [...counts.values()].reduce((n, x) => Math.max(n, x.count), 0)
  return [...counts.values()]
    .filter((x) => x.count === most)
    .map((x) => x.n)
    .sort((a, b) => a.cmp(b))
}

function all(list: Value[]): Value {
  if (list.includes(false)) return false
  return list.every((x) => x === true) ? true : null
}
function any(list: Value[]): Value {
  if (list.includes(true)) return true
  return list.every((x) => x === false) ? false : null
}

/** Index from 0 of a FEEL position, which counts from one or, negative, from the end; a fraction is cut off. */
function at(list: Value[], position: Decimal, beyond = 0): number {
  const n = whole(position.trunc())
  const i = n > 0 ? n - 1 : list.length + n
  if (n === 0 || i < 0 || i >= list.length + beyond) bad(`列表没有第 ${n} 项。`, `The list has no item ${n}.`)
  return i
}

function sublist(list: Value[], start: Decimal, length?: Decimal): Value {
  const i = at(list, start)
  if (length === undefined) return list.slice(i)
  const n = whole(length.trunc())
  if (n < 0 || i + n > list.length) bad('子列表超出列表。', 'The sublist exceeds the list.')
  return list.slice(i, i + n)
}

const same = (a: Value, b: Value): boolean => equals(a, b) === true

export function distinct(list: Value[]): Value[] {
  const out: Value[] = []
  const seen = new Set<Value>()
  for (const v of list) {
    if (typeof v === 'string' || typeof v === 'boolean' || v === null) {
      if (seen.has(v)) continue
      seen.add(v)
      out.push(v)
    } else if (!out.some((o) => same(o, v))) out.push(v)
  }
  return out
}

function replaceAt(list: Value[], where: Decimal | FeelFunction, item: Value, run: Run): Value {
  if (!isNumber(where)) {
    return list.map((v) => {
      const met = where.call([v, item], run)
      if (typeof met !== 'boolean')
        return bad('匹配函数的结果不是真或假。', 'The match function is neither true nor false.')
      return met ? item : v
    })
  }
  const i = at(list, where)
  return list.map((v, j) => (i === j ? item : v))
}

/** Stable; a precedes b where the function says true. */
function sort(list: Value[], precedes: FeelFunction | undefined, run: Run): Value {
  if (precedes && precedes.params.length !== 2)
    bad('排序函数应有两个参数。', 'The ordering function takes two parameters.')
  const before = (a: Value, b: Value): boolean => {
    run.step()
    if (precedes) return precedes.call([a, b], run) === true
    const order = compare(a, b)
    return order === null ? bad('列表中的值不能比较。', 'The values cannot be ordered.') : order < 0
  }
  const merge = (items: Value[]): Value[] => {
    if (items.length < 2) return items
    const half = items.length >> 1
    const [left, right] = [merge(items.slice(0, half)), merge(items.slice(half))]
    const out: Value[] = []
    let [i, j] = [0, 0]
    while (i < left.length && j < right.length)
      out.push(before(right[j] as Value, left[i] as Value) ? (right[j++] as Value) : (left[i++] as Value))
    return out.concat(left.slice(i), right.slice(j))
  }
  return merge(list)
}

const flatten = (v: Value[]): Value[] => v.flatMap((x) => (Array.isArray(x) ? flatten(x) : [x]))
const lists = (all: Value[]): Value[][] =>
  all.map((l) => (Array.isArray(l) ? l : l === null ? bad('列表为空值。', 'A list is null.') : [l]))

/** List functions (DMN 1.5, 10.3.4.4). */
export const LIST = [
  define('list contains', ['list: list, element: any', ([l, e]: [Value[], Value]) => l.some((x) => same(x, e))]),
  define(
    'count',
    ['list: list', ([l]: [Value[]]) => num(l.length)],
    [
      '...c: any',
      (all: Value[]) =>
        all.length === 1 && all[0] === null ? bad('列表为空值。', 'The list is null.') : num(all.length),
    ],
  ),
  ofList('min', (l) => extreme(l, -1)),
  ofList('max', (l) => extreme(l, 1)),
  ofList('sum', sum),
  ofList('mean', mean),
  ofList('product', (l) => (l.length ? numbers(l).reduce((a, b) => a.times(b)) : null)),
  ofList('median', median),
  ofList('stddev', stddev),
  ofList('mode', mode),
  // A null alone is one item whose truth is not known; as the list, by its name, it is an error.
  define('all', ['list: list', ([l]: [Value[]]) => all(l)], ['...b: any', (l: Value[]) => all(l)]),
  define('any', ['list: list', ([l]: [Value[]]) => any(l)], ['...b: any', (l: Value[]) => any(l)]),
  define('sublist', [
    'list: list, start position: number, length: number?',
    ([l, s, n]: [Value[], Decimal, Decimal?]) => sublist(l, s, n),
  ]),
  define('append', [
    'list: list|null, ...item: any',
    ([l, ...items]: [Value[] | null, ...Value[]]) => [...(l ?? bad('列表为空值。', 'The list is null.')), ...items],
  ]),
  define('concatenate', ['...list: any', (all: Value[]) => lists(all).flat()]),
  define('insert before', [
    'list: list, position: number, newItem: any',
    ([l, p, v]: [Value[], Decimal, Value]) => {
      const i = at(l, p)
      return [...l.slice(0, i), v, ...l.slice(i)]
    },
  ]),
  define('remove', ['list: list, position: number', ([l, p]: [Value[], Decimal]) => l.toSpliced(at(l, p), 1)]),
  define(
    'list replace',
    [
      'list: list, position: number, newItem: any',
      ([l, p, v]: [Value[], Decimal, Value], run) => replaceAt(l, p, v, run),
    ],
    [
      'list: list, match: function, newItem: any',
      ([l, f, v]: [Value[], FeelFunction, Value], run) => replaceAt(l, f, v, run),
    ],
  ),
  define('reverse', ['list: list', ([l]: [Value[]]) => l.toReversed()]),
  define('index of', [
    'list: list, match: any',
    ([l, m]: [Value[], Value]) => l.flatMap((x, i) => (same(x, m) ? [num(i + 1)] : [])),
  ]),
  define('union', ['...list: any', (all: Value[]) => distinct(lists(all).flat())]),
  define('distinct values', ['list: list', ([l]: [Value[]]) => distinct(l)]),
  define('duplicate values', [
    'list: list',
    ([l]: [Value[]]) => distinct(l.filter((v, i) => l.findIndex((x) => same(x, v)) !== i)),
  ]),
  define('flatten', ['list: list', ([l]: [Value[]]) => flatten(l)]),
  define('sort', ['list: list, precedes: function?', ([l, f]: [Value[], FeelFunction?], run) => sort(l, f, run)]),
]
