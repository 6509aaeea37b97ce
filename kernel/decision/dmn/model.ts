import { invoke } from '../feel/compile.ts'
import { type Diagnostic, Halt } from '../feel/error.ts'
import { normalName } from '../feel/parse.ts'
import { type Code, Run, type TableTrace } from '../feel/run.ts'
import type { FeelType } from '../feel/types.ts'
import { FeelFunction, fromJson, type Value } from '../feel/value.ts'
import { Evaluation } from './evaluation.ts'
import { declared } from './given.ts'
import { DecisionError, type Problem } from './problem.ts'
import { ItemTypes } from './types.ts'
import { childrenOf, type Xml } from './xml.ts'

export type ElementKind = 'input' | 'decision' | 'knowledge' | 'service'
/** One element of a requirement graph. */
export type DrgElement = {
  kind: ElementKind
  id: string
  name: string
  model: Model
  xml: Xml
  type: FeelType
  /** Linked elements, by what the expression calls them. */
  requires: { name: string; prefix: string | null; element: DrgElement }[]
  code: Code | null
}

/** Inputs are matched by name, or by the element itself where names repeat over imported models. */
export type Inputs = ReadonlyMap<string, Value>
export type Outcome = {
  value: Value
  diagnostics: Diagnostic[]
  trace: TableTrace[]
}
export type EvaluateOptions = { now?: Date; explain?: boolean; limits?: { depth?: number; steps?: number } }

/** A model that was read and linked: its decisions can be evaluated as often as wanted. */
export class Model {
  readonly name: string
  readonly namespace: string
  readonly problems: Problem[] = []
  readonly elements = new Map<string, DrgElement>()
  /** By the name under which they are imported; several may have none. */
  readonly imports: { name: string; model: Model }[] = []
  readonly types: ItemTypes
  readonly xml: Xml

  constructor(xml: Xml) {
    this.xml = xml
    this.name = xml.attributes.name ?? ''
    this.namespace = xml.attributes.namespace ?? ''
    this.types = new ItemTypes(childrenOf(xml, 'itemDefinition'), (name) => this.importedType(name))
  }

  private importedType(name: string): FeelType | undefined {
    for (const i of this.imports) {
      if (i.name && name.startsWith(`${i.name}.`)) {
        const found = i.model.types.get(name.slice(i.name.length + 1))
        if (found) return found
      }
    }
    for (const m of this.merged()) if (m !== this && m.types.names().includes(name)) return m.types.get(name)
    return undefined
  }

  named(name: string, kind?: ElementKind): DrgElement | undefined {
    const wanted = normalName(name)
    for (const e of this.elements.values())
      if ((!kind || e.kind === kind) && (e.name === wanted || e.id === name)) return e
    return undefined
  }

  /** What an evaluation can ask for: also an element imported without a name, or another model's by “namespace#name”. */
  private target(name: string): DrgElement | undefined {
    const of = (m: Model, n: string): DrgElement | undefined =>
      m.named(n, 'decision') ?? m.named(n, 'service') ?? m.named(n, 'knowledge')
    const own = of(this, name)
    if (own || this.imports.length === 0) return own
    for (const m of this.merged()) {
      const found = of(m, name)
      if (found) return found
    }
    const owner = this.all().find((m) => name.startsWith(`${m.namespace}#`))
    return owner && of(owner, name.slice(owner.namespace.length + 1))
  }

  decisions(): DrgElement[] {
    return [...this.elements.values()].filter((e) => e.kind === 'decision')
  }

  /** Decisions and knowledge, each after what it requires. */
  inOrder(): DrgElement[] {
    const seen = new Set<DrgElement>()
    const visit = (e: DrgElement): void => {
      if (seen.has(e)) return
      seen.add(e)
      for (const r of e.requires) visit(r.element)
      done.push(e)
    }
    const done: DrgElement[] = []
    for (const e of this.elements.values()) visit(e)
    return done
  }

  /**
   * A model that declares no input data at all, as Camunda's modeler writes them: its expressions mean whatever the caller gives,
   * and call a required decision also by its id or its outputs, as they do there.
   */
  get isUndeclared(): boolean {
    this.undeclared ??= this.imports.length === 0 && ![...this.elements.values()].some((e) => e.kind === 'input')
    return this.undeclared
  }
  private undeclared: boolean | undefined

  /** Every model that this one imports, itself first. */
  all(seen = new Set<Model>()): Model[] {
    if (seen.has(this)) return []
    seen.add(this)
    return [this, ...this.imports.flatMap((i) => i.model.all(seen))]
  }

  /** Itself and what it imports without a name, in order: their elements stand in one namespace, the first of a name first (6.3.3). */
  merged(seen = new Set<Model>()): Model[] {
    if (seen.has(this)) return []
    seen.add(this)
    return [this, ...this.imports.flatMap((i) => (i.name ? [] : i.model.merged(seen)))]
  }

  /**
   * Evaluates a decision, a decision service or, where all of its parameters are given, a business knowledge model. Inputs that
   * are no Map are JSON, whose texts are read by the declared types: dates, times, durations, numbers, truth values.
   * An error is null and a diagnostic; whoever decides by law treats any diagnostic as a failure (see decide()).
   * @throws DecisionError NO_DECISION where there is none of that name
   */
  evaluate(name: string, inputs: Record<string, unknown> | Inputs, options: EvaluateOptions = {}): Outcome {
    const target = this.target(name)
    if (!target)
      throw new DecisionError(
        'NO_DECISION',
        `模型里没有名为「${name}」的决策。`,
        `The model has no decision named “${name}”.`,
      )
    const run = new Run({ now: options.now ?? null, ...options.limits })
    if (options.explain) run.trace = []
    const json = !(inputs instanceof Map)
    const given: Inputs = json
      ? new Map(Object.entries(inputs).map(([k, v]): [string, Value] => [normalName(k), fromJson(v)]))
      : inputs
    const evaluation = new Evaluation(run, given, this, undefined, json)
    let value: Value = null
    try {
      value = target.kind === 'service' ? evaluation.service(target) : evaluation.value(target)
      if (value instanceof FeelFunction && target.kind === 'knowledge' && value.params.every((p) => given.has(p)))
        value = invoke(
          value,
          value.params.map((p, i) => {
            const type = value instanceof FeelFunction ? (value.paramTypes?.[i] as FeelType | undefined) : undefined
            return json && type ? declared(given.get(p) ?? null, type, this) : (given.get(p) ?? null)
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
    return { value, diagnostics: run.diagnostics, trace: run.trace ?? [] }
  }

  /** As evaluate(), for a decision of legal effect: any diagnostic is a failure. @throws DecisionFailed */
  decide(name: string, inputs: Record<string, unknown> | Inputs, options: EvaluateOptions = {}): Outcome {
    const outcome = this.evaluate(name, inputs, options)
    if (outcome.diagnostics.length) throw new DecisionFailed(name, outcome.diagnostics)
    return outcome
  }
}

export class DecisionFailed extends Error {
  readonly diagnostics: Diagnostic[]
  constructor(name: string, diagnostics: Diagnostic[]) {
    super(`${name}: ${diagnostics.map((d) => d.message.en).join(' ')}`)
    this.diagnostics = diagnostics
  }
}
