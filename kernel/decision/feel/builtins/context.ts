import { type Context, equals, type Value } from '../value.ts'
import { bad, define } from './define.ts'

const textKeys = (keys: Value[]): string[] =>
  keys.length && keys.every((k) => typeof k === 'string')
    ? (keys as string[])
    : bad('键应为字符串。', 'Keys should be strings.')

function put(context: Context, [key, ...rest]: string[], value: Value): Context {
  const out = new Map(context)
  if (rest.length === 0) return out.set(key as string, value)
  const inner = context.get(key as string) ?? new Map<string, Value>()
  if (!(inner instanceof Map)) return bad(`「${key}」不是上下文。`, `“${key}” is not a context.`)
  return out.set(key as string, put(inner, rest, value))
}

function fromEntries(entries: Value[]): Value {
  const out: Context = new Map()
  for (const e of entries) {
    const key = e instanceof Map ? e.get('key') : undefined
    if (typeof key !== 'string' || !(e instanceof Map) || !e.has('value'))
      bad('每项应有「key」（字符串）和「value」。', 'Each entry has a “key”, a string, and a “value”.')
    if (out.has(key as string)) bad(`键「${key}」重复。`, `The key “${key}” is there twice.`)
    out.set(key as string, (e as Context).get('value') as Value)
  }
  return out
}

function getValue(context: Context, keys: Value[]): Value {
  let at: Value = context
  for (const key of textKeys(keys)) {
    if (!(at instanceof Map)) return null
    at = at.get(key) ?? null
  }
  return at
}

/** Context functions (DMN 1.5, 10.3.4.9). */
export const CONTEXT = [
  define(
    'get value',
    ['m: context, key: string', ([m, k]: [Context, string]) => m.get(k) ?? null],
    ['m: context, keys: list', ([m, k]: [Context, Value[]]) => getValue(m, k)],
  ),
  define('get entries', [
    'm: context',
    ([m]: [Context]) =>
      [...m].map(
        ([k, v]) =>
          new Map<string, Value>([
            ['key', k],
            ['value', v],
          ]),
      ),
  ]),
  define('context', ['entries: list', ([e]: [Value[]]) => fromEntries(e)]),
  define(
    'context put',
    ['context: context, key: string, value: any', ([m, k, v]: [Context, string, Value]) => put(m, [k], v)],
    ['context: context, keys: list, value: any', ([m, k, v]: [Context, Value[], Value]) => put(m, textKeys(k), v)],
  ),
  define('context merge', [
    'contexts: list',
    ([all]: [Value[]]) => {
      if (!all.every((m) => m instanceof Map)) bad('应为上下文的列表。', 'A list of contexts was expected.')
      return new Map(all.flatMap((m) => [...(m as Context)]))
    },
  ]),
  define('not', ['negand: any', ([v]: [Value]) => (typeof v === 'boolean' ? equals(v, false) : null)]),
]
