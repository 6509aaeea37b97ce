import { userFunction } from '../feel/compile.ts'
import type { Run } from '../feel/run.ts'
import { Scope } from '../feel/scope.ts'
import { coerce, fitted } from '../feel/types.ts'
import { type FeelFunction, toText, type Value } from '../feel/value.ts'
import { nameOf } from './expression.ts'
import { columnType, declared, reasonAgainst } from './given.ts'
import type { DrgElement, Model } from './model.ts'
import { joined, qualifiedName, resolve } from './reference.ts'
import { traceOf } from './trace.ts'
import { child, childrenOf } from './xml.ts'

/** Inputs are matched by name, or by the element itself where names repeat over imported models. */
export type Inputs = ReadonlyMap<string, Value>

/** One evaluation of a graph: each decision once. */
export class Evaluation {
  private readonly values = new Map<DrgElement, Value>()
  private readonly open = new Set<DrgElement>()
  private readonly run: Run
  private readonly given: Inputs
  private readonly root: Model
  /** What is given came as JSON: its texts are read by the declared types. */
  private readonly json: boolean

  constructor(run: Run, given: Inputs, root: Model, preset?: Map<DrgElement, Value>, json = false) {
    this.run = run
    this.given = given
    this.root = root
    this.json = json
    if (preset) for (const [k, v] of preset) this.values.set(k, v)
  }

  value(e: DrgElement): Value {
    const known = this.values.get(e)
    if (known !== undefined) return known
    if (this.open.has(e))
      return this.run.report('CYCLE', `「${e.name}」依赖它自己。`, `“${e.name}” depends on itself.`, e.name)
    this.open.add(e)
    this.run.enter()
    const value = this.make(e)
    this.run.leave()
    this.open.delete(e)
    this.values.set(e, value)
    return value
  }

  private make(e: DrgElement): Value {
    const given = e.kind === 'input' || e.kind === 'decision' ? this.supplied(e) : undefined
    if (given !== undefined) return this.fitted(e, this.read(e, given))
    if (e.kind === 'input')
      return this.run.report(
        'UNKNOWN_NAME',
        `没有给出输入「${e.name}」。`,
        `The input “${e.name}” was not given.`,
        e.name,
      )
    if (e.kind === 'service') return this.serviceFunction(e)
    const tables = traceOf(this.run)
    const before = tables?.length ?? 0
    const value = e.code ? e.code(this.scope(e)) : null
    if (tables) for (const t of tables.slice(before)) t.decision ||= e.name
    return value
  }

  /** What the caller gave for this element: by its name, by “import.name”, or inside a context of the import's name. */
  private supplied(e: DrgElement): Value | undefined {
    const own = e.model === this.root
    const exact = this.given.get(`${e.model.namespace}#${e.name}`)
    if (exact !== undefined) return exact
    if (own || e.kind === 'input') {
      const plain = this.given.get(e.name)
      if (plain !== undefined && (own || !this.root.named(e.name))) return plain
    }
    for (const i of this.root.imports) {
      if (i.model !== e.model) continue
      const dotted = i.name || !this.root.named(e.name) ? this.given.get(joined(i.name, e.name)) : undefined
      if (dotted !== undefined) return dotted
      const nested = i.name ? this.given.get(i.name) : undefined
      if (nested instanceof Map && nested.has(e.name)) return nested.get(e.name)
    }
    return undefined
  }

  private read(e: DrgElement, v: Value): Value {
    if (!this.json) return v
    const type = e.type.k === 'any' ? columnType(e.model, e.name) : e.type
    return type ? declared(v, type, e.model) : v
  }

  private fitted(e: DrgElement, v: Value): Value {
    const fitted = coerce(v, e.type)
    if (fitted !== undefined) return fitted
    const why = reasonAgainst(v, e.type)
    return this.run.report(
      'TYPE',
      `「${e.name}」的值类型不符：${why?.zh ?? `${toText(v, true)}。`}`,
      `The value of “${e.name}” is not of its type: ${why?.en ?? `${toText(v, true)}.`}`,
      e.name,
    )
  }

  /** What was given, for a model that declares no inputs. */
  private loose(model: Model): Map<string, Value> {
    if (!this.json) return new Map(this.given)
    return new Map(
      [...this.given].map(([name, v]): [string, Value] => {
        const type = columnType(model, name)
        return [name, type ? declared(v, type, model) : v]
      }),
    )
  }

  private scope(e: DrgElement): Scope {
    const vars = new Map<string, Value>()
    for (const r of e.requires) {
      const value = this.value(r.element)
      if (r.prefix === null) vars.set(r.name, value)
      else {
        const group = vars.get(r.prefix)
        if (group instanceof Map) group.set(r.name, value)
        else vars.set(r.prefix, new Map([[r.name, value]]))
      }
    }
    if (!e.model.isUndeclared) return new Scope(vars, null, this.run)
    for (const r of e.requires) for (const [name, v] of aliases(r.element, vars.get(r.name) ?? null)) vars.set(name, v)
    return new Scope(vars, new Scope(this.loose(e.model), null, this.run), this.run)
  }

  /** The service as the caller's inputs feed it. */
  service(e: DrgElement): Value {
    const args = serviceParts(e).inputs.map((p) => this.read(p, this.supplied(p) ?? null))
    return this.serviceFunction(e).call(args, this.run)
  }

  private serviceFunction(e: DrgElement): FeelFunction {
    const { inputs, outputs } = serviceParts(e)
    const params = inputs.map((p) => ({ name: qualifiedName(e.model, p), type: p.type }))
    const result = e.type.k === 'function' ? e.type.result : e.type
    const body = (args: Map<string, Value>): Value => {
      const preset = new Map(inputs.map((p, i) => [p, args.get(params[i]?.name as string) as Value]))
      const inner = new Evaluation(this.run, new Map(), e.model, preset)
      const [only] = outputs
      const value =
        outputs.length === 1 && only
          ? inner.value(only)
          : new Map(outputs.map((o) => [qualifiedName(e.model, o), inner.value(o)]))
      return fitted(value, result, e.name, this.run)
    }
    return userFunction(e.name, params, body, result)
  }
}

/** What Camunda's modeler calls the result of a required decision. */
function* aliases(e: DrgElement, value: Value): Generator<[string, Value]> {
  if (e.kind !== 'decision') return
  yield [e.id, value]
  const outputs = childrenOf(child(e.xml, 'decisionTable') ?? e.xml, 'output').map(nameOf)
  if (outputs.length === 1 && outputs[0]) yield [outputs[0], value]
  else if (value instanceof Map) yield* value
}

const parts = new WeakMap<DrgElement, { inputs: DrgElement[]; outputs: DrgElement[] }>()
/** Parameters: input data first, then input decisions, each in the order of the file (DMN 1.5, 10.4). */
function serviceParts(e: DrgElement): { inputs: DrgElement[]; outputs: DrgElement[] } {
  const known = parts.get(e)
  if (known) return known
  const linked = (name: string): DrgElement[] =>
    childrenOf(e.xml, name).flatMap((x) => {
      const found = resolve(e.model, x.attributes.href)
      return found ? [found] : []
    })
  const made = { inputs: [...linked('inputData'), ...linked('inputDecision')], outputs: linked('outputDecision') }
  parts.set(e, made)
  return made
}
