// The values that an expression mentions, however they are written: date("2026-01-01"), @"2026-01-01" and date(2026, 1, 1) are one.
import type { Node, UnaryTests } from './ast.ts'
import { BUILT_INS } from './builtins/index.ts'
import { compileNode } from './compile.ts'
import { FeelError } from './error.ts'
import { parseExpression, parseUnaryTests } from './parse.ts'
import { Run } from './run.ts'
import { Scope } from './scope.ts'
import { FeelFunction, FeelRange, type Value } from './value.ts'

const NAMES = { scope: ['?', ...BUILT_INS.keys()] }

/** A cell's tests; undefined where they do not parse without the names around them. */
export function parsedCell(source: string): UnaryTests | undefined {
  return quietly(() => parseUnaryTests(source, NAMES))
}

/** The values that a cell mentions. */
export const literalsIn = (source: string): Value[] => {
  if (source === '' || source === '-') return []
  const parsed = parsedCell(source)
  return parsed ? parsed.tests.flatMap(valuesIn) : []
}

/** The values that an expression mentions; `known` are the names that it may hold. */
export const literalsOf = (source: string, known: Iterable<string> = []): Value[] => {
  const node = quietly(() => parseExpression(source, { scope: [...NAMES.scope, ...known] }))
  return node ? valuesIn(node) : []
}

function quietly<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof FeelError) return undefined
    throw error
  }
}

/** A closed part is its value; of any other its parts are asked. */
function valuesIn(node: unknown): Value[] {
  if (Array.isArray(node)) return node.flatMap(valuesIn)
  if (!node || typeof node !== 'object') return []
  if ('t' in node && isClosed(node as Node)) {
    const value = closedValue(node as Node)
    if (value !== undefined) return scalars(value)
  }
  return Object.values(node).flatMap(valuesIn)
}

/** What a closed expression comes to; undefined where it fails, or needs the time. */
export function closedValue(node: Node): Value | undefined {
  if (node.t === 'literal') return node.value
  const run = new Run()
  const value = quietly(() => compileNode(node, { scope: [] })(new Scope(new Map(), null, run)))
  return run.diagnostics.length > 0 ? undefined : value
}

const scalars = (v: Value): Value[] =>
  Array.isArray(v)
    ? v.flatMap(scalars)
    : v instanceof FeelRange
      ? [v.low, v.high].filter((end) => end !== null)
      : v instanceof Map || v instanceof FeelFunction
        ? []
        : [v]

/** Built of values and FEEL's own functions alone. */
export function isClosed(node: Node): boolean {
  switch (node.t) {
    case 'literal':
      return true
    case 'negate':
      return isClosed(node.e)
    case 'binary':
      return isClosed(node.a) && isClosed(node.b)
    case 'range':
      return isClosed(node.low) && isClosed(node.high)
    case 'list':
      return node.items.every(isClosed)
    case 'call':
      return node.f.t === 'name' && BUILT_INS.has(node.f.name) && node.args.every(isClosed)
    default:
      return false
  }
}

const isInput = (node: Node): boolean => node.t === 'name' && node.name === '?'

/**
 * Whether a cell only compares the input with values: then all values between two that it mentions behave alike, and what is
 * found by looking at one of each holds for all.
 */
export function comparesOnly(source: string): boolean {
  const parsed = parsedCell(source)
  return parsed?.tests.every(compares) ?? false
}

function compares(node: Node): boolean {
  switch (node.t) {
    case 'compare':
      return isClosed(node.e)
    case 'binary':
      if (node.op === 'and' || node.op === 'or') return compares(node.a) && compares(node.b)
      if (!['=', '!=', '<', '<=', '>', '>='].includes(node.op)) return isClosed(node)
      return (isInput(node.a) || isClosed(node.a)) && (isInput(node.b) || isClosed(node.b))
    case 'between':
      return isInput(node.e) && isClosed(node.low) && isClosed(node.high)
    case 'in':
      return isInput(node.e) && node.tests.every(compares)
    default:
      return isInput(node) || isClosed(node)
  }
}

/** The names that an expression asks for from outside, FEEL's own functions apart. @throws FeelError where it does not parse */
export function namesIn(source: string, known: Iterable<string>): string[] {
  const found = new Set<string>()
  const walk = (node: unknown, bound: ReadonlySet<string>): void => {
    if (!node || typeof node !== 'object') return
    const n = node as Record<string, unknown>
    if (n.t === 'name' && !bound.has(n.name as string) && !BUILT_INS.has(n.name as string)) found.add(n.name as string)
    const own = [
      ...((n.iterators as { name: string }[] | undefined) ?? []),
      ...((n.params as { name: string }[] | undefined) ?? []),
    ].map((x) => x.name)
    const inner = own.length > 0 || n.t === 'filter' ? new Set([...bound, ...own, 'item', 'partial']) : bound
    for (const part of Object.values(n)) walk(part, inner)
  }
  walk(parseExpression(source, { scope: [...known, ...BUILT_INS.keys()] }), new Set())
  return [...found]
}
