// What the rules that were met come to, by each hit policy (DMN 1.5, 8.2.11).

import type { Test } from '../feel/compile.ts'
import type { Run } from '../feel/run.ts'
import type { Code, Scope } from '../feel/scope.ts'
import { ANY, coerce, type FeelType } from '../feel/types.ts'
import { compare, type Decimal, equals, isNumber, num, toText, type Value } from '../feel/value.ts'
import type { TableTrace } from './trace.ts'

export type Output = { name: string; type: FeelType; values: Code | null; fallback: Code | null }
export type Rule = {
  id: string | undefined
  tests: Test[]
  outputs: Code[]
  conditions: string[]
  annotations: string[]
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

export function hitPolicy(policy: string, aggregation: string | null, outputs: Output[], label: string): Result {
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
