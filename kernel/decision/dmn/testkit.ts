import { normalName } from '../feel/parse.ts'
import { FeelDateTime, FeelTime, parseDate, parseDateTime, parseDuration, parseTime } from '../feel/temporal.ts'
import { bare, type FeelType } from '../feel/types.ts'
import {
  equals,
  FeelFunction,
  FeelRange,
  isNumber,
  type Kind,
  kindOf,
  num,
  toJson,
  toText,
  type Value,
} from '../feel/value.ts'
import { evaluate } from './evaluate.ts'
import type { Model } from './model.ts'
import { DecisionError } from './problem.ts'
import { child, childrenOf, parseXml, type Xml } from './xml.ts'

/** A test file in the format of the DMN Technology Compatibility Kit. */
export type TestFile = { modelName: string; cases: TestCase[] }
export type TestCase = {
  id: string
  description: string
  invocable: string | undefined
  namespace: string | undefined
  kind: string
  inputs: { name: string; namespace: string | undefined; value: Written }[]
  results: { name: string; namespace: string | undefined; error: boolean; expected: Written }[]
}
/** A value of a test file; where it is written without a type, the text until something says what it is. */
export type Written = Value | Untyped | Written[] | Map<string, Written>
class Untyped {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
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
      namespace: namespaceOf(c, root),
      id: c.attributes.id ?? String(i + 1),
      description: child(c, 'description')?.text.trim() ?? '',
      invocable: c.attributes.invocableName,
      kind: c.attributes.type ?? 'decision',
      inputs: childrenOf(c, 'inputNode').map((n) => ({
        name: normalName(n.attributes.name ?? ''),
        namespace: namespaceOf(n, c, root),
        value: readValue(n) ?? null,
      })),
      results: childrenOf(c, 'resultNode').map((n) => {
        const expected = child(n, 'expected') ?? child(n, 'computed')
        return {
          name: normalName(n.attributes.name ?? ''),
          namespace: namespaceOf(n, c, root),
          error: n.attributes.errorResult === 'true' || n.attributes.errorResult === '1',
          expected: (expected && readValue(expected)) ?? null,
        }
      }),
    })),
  }
}

/** A node's own namespace, or that of what it stands in. */
const namespaceOf = (...outward: Xml[]): string | undefined =>
  outward.map((e) => e.attributes.namespace).find((n) => n !== undefined)

/** The value inside a node: one value, a list, or components. */
function readValue(n: Xml): Written | undefined {
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

function scalar(e: Xml): Value | Untyped {
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
    case 'byte':
    case 'nonNegativeInteger':
    case 'positiveInteger':
      if (!NUMBER.test(trimmed))
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
    case '':
      return new Untyped(written)
    default:
      return written
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const READ: Partial<Record<Kind, (text: string) => Value>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
}

/** A value without a type as one of a kind; where the kind does not say, by its look. An empty one is null. */
function readAs(text: string, kind: Kind | null): Value {
  if (kind === 'string') return text
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  if (NUMBER.test(trimmed)) return num(trimmed.replace(/^\+/, ''))
  return (kind && READ[kind]?.(trimmed)) ?? text
}

/** What a test gives to a node, as the node's type has it. */
function asType(written: Written, type: FeelType | undefined): Value {
  const base = type && bare(type)
  if (written instanceof Untyped) {
    if (base?.k === 'list') return asType(written, base.of)
    return readAs(written.text, base?.k === 'simple' ? base.kind : null)
  }
  if (Array.isArray(written)) return written.map((x) => asType(x, base?.k === 'list' ? base.of : base))
  if (!(written instanceof Map)) return written
  const fields = base?.k === 'context' ? base.fields : null
  return new Map([...written].map(([k, x]) => [k, asType(x, fields?.get(k))]))
}

/** What a test expects, read as the kinds of what came out. */
function asGot(written: Written, got: Value | undefined): Value {
  if (written instanceof Untyped) return readAs(written.text, got === undefined ? null : kindOf(got))
  if (Array.isArray(written)) return written.map((x, i) => asGot(x, Array.isArray(got) ? got[i] : undefined))
  if (!(written instanceof Map)) return written
  return new Map([...written].map(([k, x]) => [k, asGot(x, got instanceof Map ? got.get(k) : undefined)]))
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
  for (const i of c.inputs) {
    const owner = ownerOf(model, i.namespace)
    const value = asType(i.value, (owner?.named(i.name, 'input') ?? owner?.named(i.name, 'decision'))?.type)
    inputs.set(qualified(model, i.namespace, i.name), value)
  }
  const service = c.kind === 'decisionService' && c.invocable ? c.invocable : undefined
  const base = { file, id: c.id, node: r.name }
  try {
    let { value, diagnostics } = evaluate(model, target(c, r, model), inputs, options)
    let expected = asGot(r.expected, value)
    const output =
      service && ownerOf(model, c.namespace)?.named(service, 'service') && value instanceof Map
        ? value.get(r.name)
        : undefined
    if (output !== undefined && !same(value, expected)) {
      value = output
      expected = asGot(r.expected, value)
    }
    // Also where an error is expected: the value is the one beside it, which is null if none is written.
    return {
      ...base,
      status: same(value, expected) ? 'passed' : 'failed',
      expected: r.error && expected === null ? { error: true } : toJson(expected),
      got: value instanceof FeelFunction || value instanceof FeelRange ? toText(value) : toJson(value),
      diagnostics: diagnostics.map((d) => ({ code: d.code, zh: d.message.zh, en: d.message.en })),
    }
  } catch (error) {
    const problem = error instanceof DecisionError ? error : null
    const message = (error as Error).message
    return {
      ...base,
      status: 'error',
      expected: r.error ? { error: true } : toJson(asGot(r.expected, undefined)),
      got: null,
      diagnostics: [{ code: problem?.code ?? 'ERROR', zh: problem?.text.zh ?? message, en: message }],
    }
  }
}

function target(c: TestCase, r: TestCase['results'][number], model: Model): string {
  const { invocable, kind } = c
  const known = (namespace: string | undefined, name: string): boolean => !!ownerOf(model, namespace)?.named(name)
  if (invocable && kind === 'decisionService') return qualified(model, c.namespace, invocable)
  if (invocable && (kind === 'bkm' || !known(r.namespace, r.name)) && known(c.namespace, invocable))
    return qualified(model, c.namespace, invocable)
  return qualified(model, r.namespace, r.name)
}

const ownerOf = (model: Model, namespace: string | undefined): Model | undefined =>
  namespace ? model.all().find((m) => m.namespace === namespace) : model

/** As evaluate() takes the name of another model's element. */
const qualified = (model: Model, namespace: string | undefined, name: string): string =>
  namespace && namespace !== model.namespace ? `${namespace}#${name}` : name

/** Of its second: FEEL itself compares whole seconds. */
const nanos = (v: Value): number => (v instanceof FeelDateTime ? v.time.nano : v instanceof FeelTime ? v.nano : 0)

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
  // A range cannot be written in a test file but as its text.
  if (typeof expected === 'string') return (got instanceof FeelRange ? toText(got) : got) === expected
  return equals(got, expected) === true && nanos(got) === nanos(expected)
}
