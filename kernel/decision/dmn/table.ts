import { compileExpression, compileUnaryTests, type Environment, type Test } from '../feel/compile.ts'
import { FeelError } from '../feel/error.ts'
import type { Code, Scope } from '../feel/scope.ts'
import { bare, coerce, type FeelType } from '../feel/types.ts'
import { toText, type Value } from '../feel/value.ts'
import { hitPolicy, type Output, type Rule } from './hit-policy.ts'
import { type TableTrace, traceOf } from './trace.ts'
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
  const wrong = shapeProblem(table, context)
  if (wrong) {
    context.refused(wrong, context.label)
    return (s) => s.run.report(wrong.code, wrong.text.zh, wrong.text.en, context.label)
  }
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
    const tables = traceOf(s.run)
    if (!tables) return result(met, s, null)
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
    tables.push(trace)
    return result(met, s, trace)
  }
}

const AGGREGATIONS = /^(SUM|COUNT|MIN|MAX|[+#<>])$/i

/** Why a table cannot be read as one: a cell that is left out would shift those behind it in silence. */
function shapeProblem(table: Xml, context: TableContext): FeelError | undefined {
  const policy = policyOf(table)
  if (!Object.values(POLICIES).includes(policy))
    return new FeelError('HIT_POLICY', `不认识命中策略「${policy}」。`, `The hit policy “${policy}” is not known.`)
  const { aggregation } = table.attributes
  if (aggregation && !AGGREGATIONS.test(aggregation.trim()))
    return new FeelError(
      'HIT_POLICY',
      `不认识汇总方式「${aggregation}」。`,
      `The aggregation “${aggregation}” is not known.`,
    )
  const [inputs, outputs] = [childrenOf(table, 'input').length, childrenOf(table, 'output')]
  for (const [i, r] of childrenOf(table, 'rule').entries())
    for (const [cells, wanted, zh, en] of [
      [childrenOf(r, 'inputEntry').length, inputs, '条件', 'conditions'],
      [childrenOf(r, 'outputEntry').length, outputs.length, '结论', 'results'],
    ] as const)
      if (cells !== wanted)
        return new FeelError(
          'BAD_TABLE',
          `第 ${i + 1} 条规则有 ${cells} 格${zh}，表有 ${wanted} 列。请补上空着的格（不论写“-”），或删去多出的。`,
          `Rule ${i + 1} has ${cells} cells of ${en}; the table has ${wanted} columns. Please add those that are missing (“-” for any), or remove those too many.`,
        )
  // The priority is the order of the output values; without one there is none (DMN 1.5, 8.2.11).
  if (/^(PRIORITY|OUTPUT ORDER)$/.test(policy) && !outputs.some((o) => valuesOf(o, context)))
    return new FeelError(
      'HIT_POLICY',
      `命中策略 ${policy} 要按结论的先后排，可是没有一列写明结论的取值（outputValues）。请按优先顺序写出。`,
      `The hit policy ${policy} goes by the order of the output values, and no column states them (outputValues). Please list them in their order of priority.`,
    )
  return undefined
}

/** The values that an output may take, in their order: its own, else those that its type allows. */
function valuesOf(output: Xml, context: TableContext): string | undefined {
  const own = textOf(child(output, 'outputValues')).trim()
  if (own) return own
  const type = context.typeRef(output.attributes.typeRef)
  return type.k === 'allowed' && type.source !== '? = floor(?)' ? type.source : undefined
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
  const ordered = /^(PRIORITY|OUTPUT ORDER)$/.test(policyOf(table)) ? valuesOf(e, context) : textOf(values).trim()
  const fallback = child(e, 'defaultOutputEntry')
  const alone = childrenOf(table, 'output').length === 1
  return {
    name: (e.attributes.name ?? (alone ? '' : (e.attributes.label ?? ''))).trim(),
    type: context.typeRef(e.attributes.typeRef),
    values: ordered ? codeOf(values, context, context.label, `[${ordered}]`) : null,
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
