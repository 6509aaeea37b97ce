import { compileExpression, compileUnaryTests, type Environment, type Test } from '../feel/compile.ts'
import { FeelError } from '../feel/error.ts'
import type { Code, Run, Scope, TableTrace } from '../feel/run.ts'
import { ANY, bare, coerce, type FeelType } from '../feel/types.ts'
import { compare, type Decimal, equals, isNumber, num, toText, type Value } from '../feel/value.ts'
import { child, childrenOf, notesOf, textOf, type Xml } from './xml.ts'

/** What a table's cells need from the model around them. */
export type TableContext = Environment & {
  typeRef: (name: string | undefined) => FeelType
  label: string
  /** What the file says of expressions that do not name their language. */
  language: string | undefined
  /** Told of every expression that cannot be evaluated. */
  refused: (error: FeelError, at: string) => void
}

type Input = { label: string; code: Code; type: FeelType; allowed: Test | null; source: string }
type Output = { name: string; type: FeelType; values: Code | null; fallback: Code | null }
type Rule = { id: string | undefined; tests: Test[]; outputs: Code[]; conditions: string[]; annotations: string[] }

const POLICIES: Record<string, string> = {
  U: 'UNIQUE',
  A: 'ANY',
  P: 'PRIORITY',
  F: 'FIRST',
  C: 'COLLECT',
  R: 'RULE ORDER',
  O: 'OUTPUT ORDER',
}
export const policyOf = (table: Xml): string => {
  const written = (table.attributes.hitPolicy ?? 'UNIQUE').trim().toUpperCase()
  return POLICIES[written] ?? written
}

/**
 * The expression of an element. One that does not parse, or is in another language, fails with its place when it is reached, not
 * when the model is read; the model's problems name it, too.
 */
export const codeOf = (e: Xml | undefined, context: TableContext, at: string, source = textOf(e)): Code =>
  attempt(
    e,
    context,
    at,
    () => compileExpression(source, context),
    (error) => (s) => s.run.report(error.code, error.text.zh, error.text.en, at),
  )

function testOf(e: Xml | undefined, context: TableContext, at: string): Test {
  const source = textOf(e).trim()
  return attempt<Test>(
    e,
    { ...context, scope: [...context.scope, '?'] },
    at,
    () => compileUnaryTests(source === '' ? '-' : source, { ...context, scope: [...context.scope, '?'] }),
    (error) => (_v, s) => {
      s.run.report(error.code, error.text.zh, error.text.en, at)
      return false
    },
  )
}

function attempt<T>(
  e: Xml | undefined,
  context: TableContext,
  at: string,
  make: () => T,
  otherwise: (error: FeelError) => T,
): T {
  const language = e?.attributes.expressionLanguage ?? context.language
  try {
    if (language && !/feel/i.test(language))
      throw new FeelError(
        'EXTERNAL',
        `表达式语言是「${language}」，这里只算 FEEL。请改写成 FEEL。`,
        `The expression language is “${language}”; only FEEL is evaluated here. Please write it in FEEL.`,
      )
    return make()
  } catch (error) {
    if (!(error instanceof FeelError)) throw error
    context.refused(error, at)
    return otherwise(error)
  }
}

/** Compiles a decision table (DMN 1.5, clause 8); evaluated as often as wanted. */
export function compileTable(table: Xml, context: TableContext): Code {
  const policy = policyOf(table)
  const aggregation = table.attributes.aggregation ?? null
  const inputs = childrenOf(table, 'input').map((e, i) => input(e, i, context))
  const outputs = childrenOf(table, 'output').map((e) => output(e, context, table))
  const rules = childrenOf(table, 'rule').map((e, i) => rule(e, i, inputs, outputs, context))
  const result = hitPolicy(policy, aggregation, outputs, context.label)
  const single = policy === 'FIRST'
  return (s) => {
    const values = read(inputs, s, context.label)
    if (!values) return null
    const met: Rule[] = []
    s.run.step(rules.length)
    for (const r of rules) {
      if (!holds(r, values, s)) continue
      met.push(r)
      if (single) break
    }
    if (!s.run.trace) return result(met, s, null)
    const trace: TableTrace = {
      decision: context.label,
      hitPolicy: policy,
      inputs: inputs.map((x, i) => ({ label: x.label, value: values[i] as Value })),
      rules: met.map((r) => ({
        index: rules.indexOf(r) + 1,
        ...(r.id ? { id: r.id } : {}),
        used: false,
        conditions: r.conditions,
        outputs: [],
        annotations: r.annotations,
      })),
    }
    s.run.trace.push(trace)
    return result(met, s, trace)
  }
}

function holds(r: Rule, values: Value[], s: Scope): boolean {
  for (let i = 0; i < r.tests.length; i++) if (!(r.tests[i] as Test)(values[i] as Value, s)) return false
  return true
}

/**
 * The values to be tested; null where one is not allowed. One of another kind than its column declares is reported
 * and tested as it is: the cells decide.
 */
function read(inputs: Input[], s: Scope, at: string): Value[] | null {
  const values: Value[] = []
  for (const x of inputs) {
    const v = x.code(s)
    let fitted = coerce(v, x.type)
    if (fitted === undefined) {
      s.run.report(
        'TYPE',
        `输入「${x.label}」类型不符：${toText(v, true)}。`,
        `The input “${x.label}” is not of its type: ${toText(v, true)}.`,
        at,
      )
      if (coerce(v, bare(x.type)) !== undefined) return null
      fitted = v
    }
    if (x.allowed && fitted !== null && !x.allowed(fitted, s))
      return s.run.report(
        'TYPE',
        `输入「${x.label}」的值 ${toText(fitted, true)} 不在允许的范围内。`,
        `The input “${x.label}” may not be ${toText(fitted, true)}.`,
        at,
      )
    values.push(fitted)
  }
  return values
}

function input(e: Xml, i: number, context: TableContext): Input {
  const expression = child(e, 'inputExpression')
  const source = textOf(expression).trim()
  const values = child(e, 'inputValues')
  const at = `${context.label} / ${source || i + 1}`
  return {
    label: e.attributes.label ?? (source || `${i + 1}`),
    source,
    type: context.typeRef(expression?.attributes.typeRef),
    code: codeOf(expression, context, at, source),
    allowed: textOf(values).trim() ? testOf(values, context, at) : null,
  }
}

function output(e: Xml, context: TableContext, table: Xml): Output {
  const values = child(e, 'outputValues')
  const fallback = child(e, 'defaultOutputEntry')
  const alone = childrenOf(table, 'output').length === 1
  return {
    name: (e.attributes.name ?? (alone ? '' : (e.attributes.label ?? ''))).trim(),
    type: context.typeRef(e.attributes.typeRef),
    values: textOf(values).trim() ? codeOf(values, context, context.label, `[${textOf(values)}]`) : null,
    fallback: textOf(fallback).trim() ? codeOf(fallback, context, context.label) : null,
  }
}

function rule(e: Xml, index: number, inputs: Input[], outputs: Output[], context: TableContext): Rule {
  const cells = childrenOf(e, 'inputEntry')
  const at = (column: string): string => `${context.label} / ${index + 1} / ${column}`
  return {
    id: e.attributes.id,
    conditions: cells.map((c) => textOf(c).trim() || '-'),
    annotations: notesOf(e),
    tests: inputs.map((x, i) => testOf(cells[i], context, at(x.label))),
    outputs: childrenOf(e, 'outputEntry').map((c, i) => codeOf(c, context, at(outputs[i]?.name ?? ''))),
  }
}

type Result = (met: Rule[], s: Scope, trace: TableTrace | null) => Value

/** One row of output: the value, or a context where there are several columns. */
function row(r: Rule, outputs: Output[], s: Scope, trace: TableTrace | null): Value {
  const values = outputs.map((o, i) => typed(r.outputs[i]?.(s) ?? null, o, s))
  const traced = trace?.rules.find((x) => x.conditions === r.conditions)
  if (traced) {
    traced.used = true
    traced.outputs = outputs.map((o, i) => ({ label: o.name, value: values[i] as Value }))
  }
  return assemble(values, outputs)
}

const assemble = (values: Value[], outputs: Output[]): Value =>
  outputs.length === 1 ? (values[0] as Value) : new Map(outputs.map((o, i) => [o.name, values[i] as Value]))

function typed(v: Value, o: Output, s: Scope): Value {
  if (o.type === ANY) return v
  const fitted = coerce(v, o.type)
  if (fitted !== undefined) return fitted
  return s.run.report(
    'TYPE',
    `输出「${o.name}」类型不符：${toText(v, true)}。`,
    `The output “${o.name}” is not of its type: ${toText(v, true)}.`,
  )
}

function hitPolicy(policy: string, aggregation: string | null, outputs: Output[], label: string): Result {
  const rows = (met: Rule[], s: Scope, trace: TableTrace | null): Value[] => met.map((r) => row(r, outputs, s, trace))
  const none = (s: Scope): Value => {
    if (outputs.some((o) => o.fallback))
      return assemble(
        outputs.map((o) => typed(o.fallback?.(s) ?? null, o, s)),
        outputs,
      )
    return s.run.report(
      'NO_RULE',
      `表「${label}」没有一条规则适用。`,
      `No rule of the table “${label}” applies.`,
      label,
    )
  }
  const otherwise =
    (found: Result): Result =>
    (met, s, trace) =>
      met.length ? found(met, s, trace) : none(s)
  switch (policy) {
    case 'UNIQUE':
      return otherwise((met, s, trace) =>
        met.length > 1 ? clash(label, s.run) : row(met[0] as Rule, outputs, s, trace),
      )
    case 'FIRST':
      return otherwise((met, s, trace) => row(met[0] as Rule, outputs, s, trace))
    case 'ANY':
      return otherwise((met, s, trace) => {
        const [first, ...rest] = rows(met, s, trace)
        return rest.every((v) => equals(v, first as Value) === true) ? (first as Value) : clash(label, s.run)
      })
    case 'PRIORITY':
      return otherwise((met, s, trace) => {
        const [best] = byPriority(met, outputs, s)
        return row(best as Rule, outputs, s, trace)
      })
    case 'RULE ORDER':
      return otherwise(rows)
    case 'OUTPUT ORDER':
      return otherwise((met, s, trace) => rows(byPriority(met, outputs, s), s, trace))
    case 'COLLECT':
      return collect(aggregation, rows, none, outputs, label)
    default:
      return (_met, s) =>
        s.run.report('HIT_POLICY', `不认识命中策略「${policy}」。`, `The hit policy “${policy}” is not known.`, label)
  }
}

function clash(label: string, run: Run): null {
  return run.report(
    'HIT_POLICY',
    `表「${label}」有几条规则同时适用而结论不一。`,
    `Several rules of the table “${label}” apply and do not agree.`,
    label,
  )
}

/** By the order of the output values, column by column (8.2.11). */
function byPriority(met: Rule[], outputs: Output[], s: Scope): Rule[] {
  const orders = outputs.map((o) => {
    const list = o.values?.(s)
    return Array.isArray(list) ? list : []
  })
  const rank = (v: Value, i: number): number => {
    const at = (orders[i] as Value[]).findIndex((x) => equals(x, v) === true)
    return at < 0 ? Number.MAX_SAFE_INTEGER : at
  }
  return met
    .map((r) => ({ r, ranks: outputs.map((_, i) => rank(r.outputs[i]?.(s) ?? null, i)) }))
    .sort((a, b) => a.ranks.reduce((d, x, i) => d || x - (b.ranks[i] as number), 0))
    .map((x) => x.r)
}

const AGGREGATORS: Record<string, (values: Value[]) => Value> = {
  SUM: (values) => (values.every(isNumber) ? (values as Decimal[]).reduce((a, b) => a.plus(b)) : null),
  COUNT: (values) => num(values.length),
  MIN: (values) => pick(values, -1),
  MAX: (values) => pick(values, 1),
}
const pick = (values: Value[], want: number): Value =>
  values.reduce((best, v) => {
    const order = best === null ? null : compare(v, best)
    return order === null ? null : order * want > 0 ? v : best
  })

function collect(
  aggregation: string | null,
  rows: (met: Rule[], s: Scope, trace: TableTrace | null) => Value[],
  none: (s: Scope) => Value,
  outputs: Output[],
  label: string,
): Result {
  const aggregate = aggregation
    ? AGGREGATORS[
        aggregation.toUpperCase().replace('+', 'SUM').replace('#', 'COUNT').replace('<', 'MIN').replace('>', 'MAX')
      ]
    : undefined
  const fallback = outputs.some((o) => o.fallback)
  return (met, s, trace) => {
    if (met.length === 0 && fallback) return none(s)
    if (!aggregate) return rows(met, s, trace)
    if (aggregation === 'COUNT' && outputs.length > 0) return num(rows(met, s, trace).length)
    if (met.length === 0) return none(s)
    const values = rows(met, s, trace)
    const value =
      outputs.length === 1
        ? aggregate(values)
        : new Map(
            outputs.map((o) => [o.name, aggregate(values.map((v) => (v as Map<string, Value>).get(o.name) as Value))]),
          )
    return (
      value ??
      s.run.report(
        'TYPE',
        `表「${label}」的输出不能这样汇总。`,
        `The outputs of the table “${label}” cannot be aggregated so.`,
        label,
      )
    )
  }
}
