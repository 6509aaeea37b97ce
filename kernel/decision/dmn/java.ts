/**
 * External functions. Code outside a model is never run here; a few pure functions of Java's library,
 * which models from other tools name, are known and computed by us. Anything else is a named diagnostic.
 */
import { FeelError } from '../feel/error.ts'
import { type Decimal, isNumber, num, toText, type Value } from '../feel/value.ts'

type Known = (args: Value[]) => Value
const refuse = (zh: string, en: string): never => {
  throw new FeelError('EXTERNAL', zh, en)
}

const TYPES: Record<string, (v: Value) => Value> = {
  double: number,
  float: (v) => float(number(v).toNumber()),
  int: whole(2 ** 31),
  long: whole(2 ** 53),
  short: whole(2 ** 15),
  byte: whole(2 ** 7),
  char: (v) =>
    typeof v === 'string' && [...v].length === 1 ? v : refuse('应为一个字符。', 'One character was expected.'),
  'java.lang.String': (v) => (typeof v === 'string' ? v : refuse('应为字符串。', 'A string was expected.')),
  'java.lang.Object': (v) => v,
  '[Ljava.lang.Object;': (v) => v,
}
for (const [boxed, plain] of [
  ['Double', 'double'],
  ['Float', 'float'],
  ['Integer', 'int'],
  ['Long', 'long'],
  ['Short', 'short'],
  ['Byte', 'byte'],
  ['Character', 'char'],
] as const)
  TYPES[`java.lang.${boxed}`] = TYPES[plain] as (v: Value) => Value

function number(v: Value): Decimal {
  return isNumber(v) ? v : refuse(`应为数：${toText(v, true)}。`, `A number was expected: ${toText(v, true)}.`)
}
/** By its shortest decimal text, as Java writes a float: 456.78 stays 456.78. */
function float(v: number): Decimal {
  const f = Math.fround(v)
  if (!Number.isFinite(f)) return refuse(`超出范围：${v}。`, `Out of range: ${v}.`)
  const digits = [6, 7, 8].find((n) => Math.fround(Number(f.toPrecision(n))) === f) ?? 9
  return num(f.toPrecision(digits))
}
function whole(bound: number): (v: Value) => Value {
  return (v) => {
    const n = number(v)
    return n.isInteger() && n.abs().lt(bound)
      ? n
      : refuse(`超出范围：${n.toFixed()}。`, `Out of range: ${n.toFixed()}.`)
  }
}

const real =
  (f: (...n: number[]) => number): Known =>
  (args) =>
    num(String(f(...args.map((a) => number(a).toNumber()))))
const MATH: Record<string, Known> = {
  max: (args) => args.reduce((a, b) => (number(b).gt(number(a)) ? b : a)),
  min: (args) => args.reduce((a, b) => (number(b).lt(number(a)) ? b : a)),
  abs: ([a]) => number(a as Value).abs(),
  cos: real(Math.cos),
  sin: real(Math.sin),
  tan: real(Math.tan),
  acos: real(Math.acos),
  asin: real(Math.asin),
  atan: real(Math.atan),
  exp: real(Math.exp),
  log: real(Math.log),
  log10: real(Math.log10),
  sqrt: real(Math.sqrt),
  cbrt: real(Math.cbrt),
  pow: real(Math.pow),
  floor: real(Math.floor),
  ceil: real(Math.ceil),
}
const numberOf: Known = ([v]) => {
  if (isNumber(v as Value)) return v as Value
  return typeof v === 'string' && /^-?\d+(\.\d+)?$/.test(v) ? num(v) : refuse('不是数。', 'This is not a number.')
}
const CLASSES: Record<string, Record<string, Known>> = {
  'java.lang.Math': MATH,
  'java.lang.String': {
    valueOf: ([v]: Value[]) => toText(v as Value),
    format: ([pattern, ...rest]) => {
      let i = 0
      return String(pattern).replace(/%([sd%])/g, (_m, kind: string) =>
        kind === '%' ? '%' : toText(rest[i++] ?? null),
      )
    },
  },
  ...Object.fromEntries(
    ['Integer', 'Long', 'Short', 'Byte', 'Float', 'Double'].map((c) => [`java.lang.${c}`, { valueOf: numberOf }]),
  ),
}

/** What `{java: {class, method signature}}` names, where it is one of the functions above with parameters that it takes. */
export function javaFunction(body: Value): Known | undefined {
  const java = body instanceof Map ? body.get('java') : undefined
  if (!(java instanceof Map)) return undefined
  const owner = java.get('class')
  const signature = /^\s*(\w+)\s*\((.*)\)\s*$/.exec(String(java.get('method signature') ?? ''))
  const known = typeof owner === 'string' && signature ? CLASSES[owner]?.[signature[1] as string] : undefined
  if (!known || !signature) return undefined
  const types = (signature[2] as string)
    .split(',')
    .map((t) => t.trim())
    .filter(Boolean)
  const convert = types.map((t) => TYPES[t])
  if (convert.includes(undefined) || (owner === 'java.lang.Math' && types.some((t) => t.includes('String'))))
    return undefined
  const rest = types.at(-1)?.startsWith('[')
  return (args) => {
    if (rest ? args.length < types.length - 1 : args.length !== types.length)
      refuse('参数个数不对。', 'The number of arguments is not right.')
    return known(
      args.map((a, i) =>
        a === null
          ? refuse('参数为空值。', 'An argument is null.')
          : (convert[Math.min(i, convert.length - 1)] as (v: Value) => Value)(a),
      ),
    )
  }
}
