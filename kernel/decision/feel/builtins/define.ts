import { FeelError } from '../error.ts'
import type { Run } from '../run.ts'
import { ANY, BUILT_IN_TYPES, coerce, type FeelType } from '../types.ts'
import { FeelFunction, FeelRange, isNumber, toText, type Value } from '../value.ts'

type Param = { name: string; type: FeelType; nullable: boolean; optional: boolean; rest: boolean }
/** The arguments are as the parameters' types say; TypeScript cannot read those from text. */
type Body = (args: any, run: Run) => Value
type Overload = { params: Param[]; rest: Param | null; min: number; body: Body }

/** Beside FEEL's own types: a point is what is neither a range nor a list. */
const POINT: FeelType = {
  k: 'allowed',
  base: ANY,
  test: (v) => !(v instanceof FeelRange || Array.isArray(v)),
  source: '',
}
const EXTRA: Record<string, FeelType> = { any: ANY, point: POINT, function: BUILT_IN_TYPES.get('function') as FeelType }

/** `name: type`, with `?` after the type for an optional one, `|null` where null is welcome, `...` before a rest. */
function param(source: string): Param {
  const [, dots, name, type, nullable, optional] = /^(\.\.\.)?([^:]+): ([^|?]+)(\|null)?(\?)?$/.exec(
    source.trim(),
  ) as RegExpExecArray
  const known = EXTRA[type as string] ?? BUILT_IN_TYPES.get(type as string)
  if (!known) throw new Error(`unknown type ${type}`)
  return {
    name: name as string,
    type: known,
    nullable: Boolean(nullable) || type === 'any',
    optional: Boolean(optional),
    rest: Boolean(dots),
  }
}

/** A built-in function of FEEL; each overload is its parameters and what it does with values of those types. */
export function define(name: string, ...overloads: [string, Body][]): [string, FeelFunction] {
  const made: Overload[] = overloads.map(([source, body]) => {
    const all = source ? source.split(', ').map(param) : []
    const params = all.filter((p) => !p.rest)
    return { params, rest: all.find((p) => p.rest) ?? null, min: params.filter((p) => !p.optional).length, body }
  })
  const refuse = (args: Value[]): never => {
    const shown = args.map((a) => toText(a, true)).join(', ')
    throw new FeelError(
      'BAD_ARGUMENT',
      `函数 ${name} 不接受这些参数：(${shown})。`,
      `${name} does not take (${shown}).`,
    )
  }
  const call = (args: Value[], run: Run): Value => {
    for (const o of made) {
      const fitted = suit(o, args)
      if (fitted) return finite(o.body(fitted, run))
    }
    return refuse(args)
  }
  const callNamed = (given: Map<string, Value>, run: Run): Value => {
    for (const o of made) {
      const known = o.rest ? [...o.params, o.rest] : o.params
      if (![...given.keys()].every((k) => known.some((p) => p.name === k))) continue
      if (!o.params.every((p) => p.optional || given.has(p.name))) continue
      const last = o.params.reduce((n, p, i) => (given.has(p.name) ? i + 1 : n), 0)
      const args = o.params.slice(0, last).map((p) => (given.has(p.name) ? (given.get(p.name) as Value) : undefined))
      const fitted = suit(o, args as Value[])
      if (fitted) return finite(o.body(fitted, run))
    }
    return refuse([...given.values()])
  }
  const [first] = made
  return [
    name,
    new FeelFunction(
      name,
      (first as Overload).params.map((p) => p.name),
      call,
      { callNamed },
    ),
  ]
}

/** Arguments as the overload wants them, or null. */
function suit(o: Overload, args: Value[]): (Value | undefined)[] | null {
  if (args.length < o.min || (!o.rest && args.length > o.params.length)) return null
  if (o.rest && args.length <= o.params.length) return null
  const out: (Value | undefined)[] = []
  for (const [i, v] of args.entries()) {
    const p = o.params[i] ?? (o.rest as Param)
    if (v === undefined) out.push(undefined)
    else if (v === null) {
      if (!p.nullable) return null
      out.push(null)
    } else {
      // A list of one null comes out as null, which no more suits than null itself.
      const c = coerce(v, p.type)
      if (c === undefined || (c === null && !p.nullable)) return null
      out.push(c)
    }
  }
  return out
}

/** No function answers with a number beyond the decimals of the standard. */
function finite(v: Value): Value {
  if (isNumber(v) && !v.isFinite())
    throw new FeelError('OUT_OF_RANGE', '结果不是有限的数。', 'The result is not a finite number.')
  return v
}

export const bad = (zh: string, en: string): never => {
  throw new FeelError('BAD_ARGUMENT', zh, en)
}
