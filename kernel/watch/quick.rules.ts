// Most conditions only compare fields with values. Over whole numbers, texts and truths FEEL's comparisons are JavaScript's own, and take
// a hundredth of the time; for all else this says that it does not know, and FEEL is asked. A test holds the two together.
import type { Node } from '../decision/feel/ast.ts'
import { parseExpression } from '../decision/feel/parse.ts'

type Get = (name: string) => unknown
/** Undefined: not known here. */
type Quick<T> = (get: Get) => T | undefined
type Plain = number | string | boolean

const ORDER = {
  '<': (a: Plain, b: Plain) => a < b,
  '<=': (a: Plain, b: Plain) => a <= b,
  '>': (a: Plain, b: Plain) => a > b,
  '>=': (a: Plain, b: Plain) => a >= b,
} as const

/** Undefined where the condition is more than comparisons joined by and, or, not. */
export function quickly(source: string, known: readonly string[]): Quick<boolean> | undefined {
  try {
    return truth(parseExpression(source, { scope: known }), new Set(known))
  } catch {
    return undefined
  }
}

function truth(node: Node, known: ReadonlySet<string>): Quick<boolean> | undefined {
  if (node.t === 'call') {
    const negated = node.f.t === 'name' && node.f.name === 'not' && !known.has('not') && node.args.length === 1
    const inner = negated ? truth(node.args[0]!, known) : undefined
    if (!inner) return undefined
    return (get) => {
      const v = inner(get)
      return v === undefined ? undefined : !v
    }
  }
  if (node.t === 'name') {
    const value = plain(node, known)
    return value && ((get) => asTruth(value(get)))
  }
  if (node.t !== 'binary') return undefined
  if (node.op === 'and' || node.op === 'or') {
    const [a, b] = [truth(node.a, known), truth(node.b, known)]
    if (!a || !b) return undefined
    const ends = node.op === 'or'
    return (get) => {
      const left = a(get)
      if (left === undefined) return undefined
      if (left === ends) return ends
      return b(get)
    }
  }
  const [a, b] = [plain(node.a, known), plain(node.b, known)]
  if (!a || !b) return undefined
  const { op } = node
  if (op === '=' || op === '!=') {
    const same = op === '='
    return (get) => {
      const [x, y] = [a(get), b(get)]
      return x === undefined || typeof x !== typeof y ? undefined : (x === y) === same
    }
  }
  if (!Object.hasOwn(ORDER, op)) return undefined
  const compare = ORDER[op as keyof typeof ORDER]
  return (get) => {
    const [x, y] = [a(get), b(get)]
    return typeof x === 'number' && typeof y === 'number' ? compare(x, y) : undefined
  }
}

const asTruth = (v: Plain | undefined) => (typeof v === 'boolean' ? v : undefined)

function plain(node: Node, known: ReadonlySet<string>): Quick<Plain> | undefined {
  if (node.t === 'literal') {
    const value = plainOf(
      typeof node.value === 'object' && node.value !== null ? Number(String(node.value)) : node.value,
    )
    // A date is no number.
    return value === undefined || (typeof node.value === 'object' && String(value) !== String(node.value))
      ? undefined
      : () => value
  }
  if (node.t !== 'name' || !known.has(node.name)) return undefined
  const { name } = node
  return (get) => plainOf(get(name))
}

const plainOf = (v: unknown): Plain | undefined =>
  typeof v === 'string' || typeof v === 'boolean' || Number.isSafeInteger(v) ? (v as Plain) : undefined
