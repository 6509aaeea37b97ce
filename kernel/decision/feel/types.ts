import type { Run } from './run.ts'
import { FeelDate, FeelDateTime, MIDNIGHT_UTC } from './temporal.ts'
import { FeelFunction, FeelRange, type Kind, kindOf, toText, type Value } from './value.ts'

/** A type of FEEL (10.3.2.2) or an item definition (7.3.2). */
export type FeelType =
  | { k: 'any' }
  | { k: 'simple'; kind: Kind }
  | { k: 'list'; of: FeelType }
  | { k: 'range'; of: FeelType }
  | { k: 'context'; fields: Map<string, FeelType> }
  | { k: 'function'; params: FeelType[] | null; result: FeelType }
  /** An item definition with allowed values or a type constraint. */
  | { k: 'allowed'; base: FeelType; test: (v: Value) => boolean; source: string }

export const ANY: FeelType = { k: 'any' }
const simple = (kind: Kind): FeelType => ({ k: 'simple', kind })

/** By the names that FEEL and DMN's typeRef use. */
export const BUILT_IN_TYPES: ReadonlyMap<string, FeelType> = new Map<string, FeelType>([
  ['Any', ANY],
  ['any', ANY],
  ['Null', simple('null')],
  ['number', simple('number')],
  ['string', simple('string')],
  ['boolean', simple('boolean')],
  ['date', simple('date')],
  ['time', simple('time')],
  ['date and time', simple('date and time')],
  ['dateTime', simple('date and time')],
  ['days and time duration', simple('days and time duration')],
  ['dayTimeDuration', simple('days and time duration')],
  ['years and months duration', simple('years and months duration')],
  ['yearMonthDuration', simple('years and months duration')],
  ['day time duration', simple('days and time duration')],
  ['year month duration', simple('years and months duration')],
  ['list', { k: 'list', of: ANY }],
  ['context', { k: 'context', fields: new Map() }],
  ['range', { k: 'range', of: ANY }],
  ['function', { k: 'function', params: null, result: ANY }],
])

/** Whether a value is of a type (10.3.2.9); null is of every type but only `instance of` Null. */
export function conforms(v: Value, type: FeelType): boolean {
  if (v === null) return true
  switch (type.k) {
    case 'any':
      return true
    case 'simple':
      return kindOf(v) === type.kind
    case 'list':
      return Array.isArray(v) && v.every((x) => conforms(x, type.of))
    case 'range':
      return v instanceof FeelRange && conforms(v.low, type.of) && conforms(v.high, type.of)
    case 'context':
      if (!(v instanceof Map)) return false
      for (const [name, field] of type.fields) if (!v.has(name) || !conforms(v.get(name) as Value, field)) return false
      return true
    case 'function':
      if (!(v instanceof FeelFunction)) return false
      return type.params === null || functionConforms(v, type.params, type.result, true)
    case 'allowed':
      return conforms(v, type.base) && type.test(v)
  }
}

/** Parameters may be wider, the result narrower; a result whose type is not told (Any) fits where the caller says so. */
function functionConforms(f: FeelFunction, params: FeelType[], result: FeelType, untoldFits: boolean): boolean {
  const own = f.paramTypes as FeelType[] | undefined
  if (!own) return f.params.length === params.length
  return (
    own.length === params.length &&
    params.every((p, i) => typeConforms(p, own[i] as FeelType)) &&
    (f.resultType === undefined || typeConforms(f.resultType as FeelType, result, untoldFits))
  )
}

export function typeConforms(a: FeelType, b: FeelType, untoldFits = false): boolean {
  if (a === b || b.k === 'any' || (untoldFits && a.k === 'any')) return true
  if (a.k === 'allowed') return typeConforms(a.base, b, untoldFits)
  if (b.k === 'allowed') return untoldFits && typeConforms(a, b.base, true)
  if (a.k === 'simple' && b.k === 'simple') return a.kind === b.kind || a.kind === 'null'
  if (a.k === 'list' && b.k === 'list') return typeConforms(a.of, b.of, untoldFits)
  if (a.k === 'range' && b.k === 'range') return typeConforms(a.of, b.of, untoldFits)
  if (a.k === 'context' && b.k === 'context')
    return [...b.fields].every(([n, t]) => a.fields.has(n) && typeConforms(a.fields.get(n) as FeelType, t, untoldFits))
  if (a.k === 'function' && b.k === 'function') {
    if (b.params === null) return true
    return (
      a.params !== null &&
      a.params.length === b.params.length &&
      b.params.every((p, i) => typeConforms(p, (a.params as FeelType[])[i] as FeelType)) &&
      typeConforms(a.result, b.result, untoldFits)
    )
  }
  return false
}

/** For `instance of`: null is only a Null, allowed values do not count, and a function's type is told or it is not (10.3.2.9, Table 60). */
export function isInstance(v: Value, type: FeelType): boolean {
  if (type.k === 'allowed') return isInstance(v, type.base)
  if (v === null) return type.k === 'simple' && type.kind === 'null'
  if (type.k === 'context') {
    if (!(v instanceof Map)) return false
    for (const [name, field] of type.fields) {
      const x = v.get(name)
      if (x === undefined || !(x === null || isInstance(x, field))) return false
    }
    return true
  }
  if (type.k === 'list') return Array.isArray(v) && v.every((x) => x === null || isInstance(x, type.of))
  if (type.k === 'function' && v instanceof FeelFunction)
    return type.params === null || functionConforms(v, type.params, type.result, false)
  return conforms(v, type)
}

/** The value as the type wants it, by the implicit conversions of 10.3.2.9.4; undefined where none helps. */
export function coerce(v: Value, type: FeelType): Value | undefined {
  if (type.k === 'any') return v
  if (conforms(v, type)) return v instanceof FeelFunction ? asDeclared(v, bare(type)) : v
  if (Array.isArray(v) && v.length === 1 && !isListType(type) && conforms(v[0] as Value, type)) return v[0] as Value
  const base = bare(type)
  if (base.k === 'list' && !Array.isArray(v) && conforms([v], type)) return [v]
  if (v instanceof FeelDate && base.k === 'simple' && base.kind === 'date and time')
    return new FeelDateTime(v, MIDNIGHT_UTC)
  return undefined
}

/** The value as the declared type wants it, or null with a report. */
export function fitted(v: Value, type: FeelType, what: string, run: Run): Value {
  const out = coerce(v, type)
  if (out !== undefined) return out
  return run.report(
    'TYPE',
    `「${what}」类型不符：${toText(v, true)}。`,
    `“${what}” is not of its type: ${toText(v, true)}.`,
    what,
  )
}

/** A function whose result is as the type wants it. */
export function withResult(f: FeelFunction, result: FeelType, name: string): FeelFunction {
  if (result.k === 'any') return f
  const { callNamed, paramTypes } = f
  return new FeelFunction(name, f.params, (args, run) => fitted(f.call(args, run), result, name, run), {
    ...(callNamed ? { callNamed: (args, run) => fitted(callNamed(args, run), result, name, run) } : {}),
    ...(paramTypes ? { paramTypes } : {}),
    resultType: result,
  })
}

/** A function of a type that says what it gives: where its own form does not tell, each call sees to it. */
function asDeclared(f: FeelFunction, type: FeelType): FeelFunction {
  if (type.k !== 'function' || type.params === null) return f
  const told = f.resultType !== undefined && typeConforms(f.resultType as FeelType, type.result)
  return told ? f : withResult(f, type.result, f.name)
}

/** Without its allowed values. */
export const bare = (type: FeelType): FeelType => (type.k === 'allowed' ? bare(type.base) : type)
const isListType = (type: FeelType): boolean => bare(type).k === 'list'
