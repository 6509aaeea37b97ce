import { normalName } from '../feel/parse.ts'
import { parseDate, parseDateTime, parseDuration, parseTime } from '../feel/temporal.ts'
import { compare, equals, FeelFunction, FeelRange, isNumber, num, toJson, toText, type Value } from '../feel/value.ts'
import type { Model } from './model.ts'
import { DecisionError } from './problem.ts'
import { child, childrenOf, parseXml, type Xml } from './xml.ts'

/** A test file in the format of the DMN Technology Compatibility Kit. */
export type TestFile = { modelName: string; cases: TestCase[] }
export type TestCase = {
  id: string
  description: string
  invocable: string | undefined
  kind: string
  inputs: { name: string; namespace: string | undefined; value: Value }[]
  results: { name: string; error: boolean; expected: Value }[]
}
export type CaseResult = {
  file: string
  id: string
  /** The decision or service whose result was compared. */
  node: string
  status: 'passed' | 'failed' | 'error'
  expected: unknown
  got: unknown
  diagnostics: { code: string; zh: string; en: string }[]
}

/** @throws DecisionError NOT_XML, BAD_TEST */
export function readTests(source: string): TestFile {
  const root = parseXml(source)
  if (root.name !== 'testCases')
    throw new DecisionError(
      'BAD_TEST',
      '这不是 DMN 测试文件（根元素应是 testCases）。',
      'This is no DMN test file (its root should be testCases).',
    )
  return {
    modelName: child(root, 'modelName')?.text.trim() ?? '',
    cases: childrenOf(root, 'testCase').map((c, i) => ({
      id: c.attributes.id ?? String(i + 1),
      description: child(c, 'description')?.text.trim() ?? '',
      invocable: c.attributes.invocableName,
      kind: c.attributes.type ?? 'decision',
      inputs: childrenOf(c, 'inputNode').map((n) => ({
        name: normalName(n.attributes.name ?? ''),
        namespace: n.attributes.namespace,
        value: readValue(n) ?? null,
      })),
      results: childrenOf(c, 'resultNode').map((n) => {
        const expected = child(n, 'expected')
        return {
          name: normalName(n.attributes.name ?? ''),
          error: n.attributes.errorResult === 'true',
          expected: (expected && readValue(expected)) ?? null,
        }
      }),
    })),
  }
}

/** The value inside a node: one value, a list, or components. */
function readValue(n: Xml): Value | undefined {
  const components = childrenOf(n, 'component')
  if (components.length)
    return new Map(components.map((c) => [normalName(c.attributes.name ?? ''), nil(c) ? null : (readValue(c) ?? null)]))
  const list = child(n, 'list')
  if (list) return nil(list) ? null : childrenOf(list, 'item').map((i) => (nil(i) ? null : (readValue(i) ?? null)))
  const value = child(n, 'value')
  if (!value) return undefined
  return nil(value) ? null : scalar(value)
}

const nil = (e: Xml): boolean => e.attributes['xsi:nil'] === 'true' || e.attributes['xsi:nil'] === '1'

function scalar(e: Xml): Value {
  const written = e.text
  const trimmed = written.trim()
  const type = (e.attributes['xsi:type'] ?? '').replace(/^[^:]*:/, '')
  switch (type) {
    case 'decimal':
    case 'double':
    case 'float':
    case 'integer':
    case 'int':
    case 'long':
    case 'short':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed))
        throw new DecisionError('BAD_TEST', `「${trimmed}」不是数。`, `“${trimmed}” is not a number.`)
      return num(trimmed.replace(/^\+/, ''))
    case 'boolean':
      return trimmed === 'true' || trimmed === '1'
    case 'date':
      return parseDate(trimmed)
    case 'time':
      return parseTime(trimmed)
    case 'dateTime':
      return parseDateTime(trimmed)
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return parseDuration(trimmed)
    case 'string':
      return written
    default:
      return untyped(trimmed, written)
  }
}

/** Without a type, the kit leaves the kind of a value to its look. */
function untyped(trimmed: string, written: string): Value {
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? num(trimmed) : written
}

/** Runs every case of a file against its model. */
export function runTests(file: string, tests: TestFile, model: Model, options: { now?: Date } = {}): CaseResult[] {
  return tests.cases.flatMap((c) => c.results.map((r) => runCase(file, c, r, model, options)))
}

function runCase(
  file: string,
  c: TestCase,
  r: TestCase['results'][number],
  model: Model,
  options: { now?: Date },
): CaseResult {
  const inputs = new Map<string, Value>()
  for (const i of c.inputs)
    inputs.set(i.namespace && i.namespace !== model.namespace ? `${i.namespace}#${i.name}` : i.name, i.value)
  const service = c.kind === 'decisionService' && c.invocable ? c.invocable : undefined
  const base = {
    file,
    id: c.id,
    node: r.name,
    expected: r.error && r.expected === null ? { error: true } : toJson(r.expected),
  }
  try {
    let { value, diagnostics } = model.evaluate(service ?? target(c, r.name, model), inputs, options)
    if (
      service &&
      model.named(service, 'service') &&
      value instanceof Map &&
      value.has(r.name) &&
      !same(value, r.expected)
    )
      value = value.get(r.name) as Value
    // Also where an error is expected: the value is the one beside it, which is null if none is written.
    return {
      ...base,
      status: same(value, r.expected) ? 'passed' : 'failed',
      got: value instanceof FeelFunction || value instanceof FeelRange ? toText(value) : toJson(value),
      diagnostics: diagnostics.map((d) => ({ code: d.code, zh: d.message.zh, en: d.message.en })),
    }
  } catch (error) {
    const problem = error instanceof DecisionError ? error : null
    const message = (error as Error).message
    return {
      ...base,
      status: 'error',
      got: null,
      diagnostics: [{ code: problem?.code ?? 'ERROR', zh: problem?.text.zh ?? message, en: message }],
    }
  }
}

function target(c: TestCase, name: string, model: Model): string {
  if (model.named(name)) return name
  return c.invocable && model.named(c.invocable) ? c.invocable : name
}

const TOLERANCE = num('0.00000001')
/** Equal as the kit compares: numbers to eight places, contexts by what is expected, dates by value. */
export function same(got: Value, expected: Value): boolean {
  if (got === null || expected === null) return got === expected
  if (isNumber(got) && isNumber(expected))
    return (
      got.minus(expected).abs().lte(TOLERANCE) ||
      (!expected.isZero() && got.div(expected).minus(1).abs().lte(num('1e-15')))
    )
  if (Array.isArray(got) && Array.isArray(expected))
    return got.length === expected.length && got.every((v, i) => same(v, expected[i] as Value))
  if (got instanceof Map && expected instanceof Map) {
    if (got.size !== expected.size) return false
    return [...expected].every(([k, v]) => got.has(k) && same(got.get(k) as Value, v))
  }
  if (typeof got === 'string' || typeof expected === 'string')
    return toText(got) === toText(expected) && (typeof got === typeof expected || !isNumber(got))
  return equals(got, expected) === true && (compare(got, expected) ?? 0) === 0
}
