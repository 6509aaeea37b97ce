import { invoke } from '../feel/compile.ts'
import { type Diagnostic, Halt } from '../feel/error.ts'
import { normalName } from '../feel/parse.ts'
import { Run } from '../feel/run.ts'
import type { FeelType } from '../feel/types.ts'
import { FeelFunction, fromJson, type Value } from '../feel/value.ts'
import { Evaluation, type Inputs } from './evaluation.ts'
import { declared } from './given.ts'
import type { DrgElement, Model } from './model.ts'
import { DecisionError } from './problem.ts'
import { type TableTrace, traced } from './trace.ts'

export type Outcome = {
  value: Value
  diagnostics: Diagnostic[]
  trace: TableTrace[]
}
export type EvaluateOptions = { now?: Date; explain?: boolean; limits?: { depth?: number; steps?: number } }

/** What an evaluation can ask for: also an element imported without a name, or another model's by “namespace#name”. */
function targetOf(model: Model, name: string): DrgElement | undefined {
  const of = (m: Model, n: string): DrgElement | undefined =>
    m.named(n, 'decision') ?? m.named(n, 'service') ?? m.named(n, 'knowledge')
  const own = of(model, name)
  if (own || model.imports.length === 0) return own
  for (const m of model.merged()) {
    const found = of(m, name)
    if (found) return found
  }
  const owner = model.all().find((m) => name.startsWith(`${m.namespace}#`))
  return owner && of(owner, name.slice(owner.namespace.length + 1))
}

/**
 * Evaluates a decision, a decision service or, where all of its parameters are given, a business knowledge model. Inputs that
 * are no Map are JSON, whose texts are read by the declared types: dates, times, durations, numbers, truth values.
 * An error is null and a diagnostic; whoever decides by law treats any diagnostic as a failure (see decide()).
 * @throws DecisionError NO_DECISION where there is none of that name
 */
export function evaluate(
  model: Model,
  name: string,
  inputs: Record<string, unknown> | Inputs,
  options: EvaluateOptions = {},
): Outcome {
  const target = targetOf(model, name)
  if (!target)
    throw new DecisionError(
      'NO_DECISION',
      `模型里没有名为「${name}」的决策。`,
      `The model has no decision named “${name}”.`,
    )
  const run = new Run({ now: options.now ?? null, ...options.limits })
  const trace = options.explain ? traced(run) : []
  const json = !(inputs instanceof Map)
  const given: Inputs = json
    ? new Map(Object.entries(inputs).map(([k, v]): [string, Value] => [normalName(k), fromJson(v)]))
    : inputs
  const evaluation = new Evaluation(run, given, model, undefined, json)
  let value: Value = null
  try {
    value = target.kind === 'service' ? evaluation.service(target) : evaluation.value(target)
    if (value instanceof FeelFunction && target.kind === 'knowledge' && value.params.every((p) => given.has(p)))
      value = invoke(
        value,
        value.params.map((p, i) => {
          const type = value instanceof FeelFunction ? (value.paramTypes?.[i] as FeelType | undefined) : undefined
          return json && type ? declared(given.get(p) ?? null, type, model) : (given.get(p) ?? null)
        }),
        null,
        run,
      )
  } catch (error) {
    value = null
    if (error instanceof Halt) run.report(error.code, error.text.zh, error.text.en, name)
    else if (error instanceof RangeError)
      run.report('TOO_DEEP', '嵌套太深，已停止。', 'Stopped: nested too deep.', name)
    else throw error
  }
  return { value, diagnostics: run.diagnostics, trace }
}

/** As evaluate(), for a decision of legal effect: any diagnostic is a failure. @throws DecisionFailed */
export function decide(
  model: Model,
  name: string,
  inputs: Record<string, unknown> | Inputs,
  options: EvaluateOptions = {},
): Outcome {
  const outcome = evaluate(model, name, inputs, options)
  if (outcome.diagnostics.length) throw new DecisionFailed(name, outcome.diagnostics)
  return outcome
}

export class DecisionFailed extends Error {
  readonly diagnostics: Diagnostic[]
  constructor(name: string, diagnostics: Diagnostic[]) {
    super(`${name}: ${diagnostics.map((d) => d.message.en).join(' ')}`)
    this.diagnostics = diagnostics
  }
}
