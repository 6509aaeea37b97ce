import { text } from '../../platform/text.ts'
import { invoke, userFunction } from '../feel/compile.ts'
import { type Diagnostic, Halt } from '../feel/error.ts'
import { normalName } from '../feel/parse.ts'
import { type Code, Run, Scope, type TableTrace } from '../feel/run.ts'
import { ANY, coerce, type FeelType, fitted, withResult } from '../feel/types.ts'
import { FeelFunction, fromJson, toText, type Value } from '../feel/value.ts'
import { compileBoxed, expressionOf, functionDefinition, nameOf, toType } from './expression.ts'
import { javaFunction } from './java.ts'
import { DecisionError, type Problem } from './problem.ts'
import type { TableContext } from './table.ts'
import { ItemTypes } from './types.ts'
import { child, childrenOf, parseXml, type Xml } from './xml.ts'

/** The XML namespaces of DMN 1.1 to 1.6. */
const DMN =
  /^https?:\/\/www\.omg\.org\/spec\/DMN\/(20151101\/dmn\.xsd|20180521\/MODEL\/|20191111\/MODEL\/|20211108\/MODEL\/|20230324\/MODEL\/|20240513\/MODEL\/)$/
const MAX_NAMES = 20_000

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
   * Evaluates a decision, a decision service or, where all of its parameters are given, a business knowledge model.
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
    const given =
      inputs instanceof Map ? inputs : new Map(Object.entries(inputs).map(([k, v]) => [normalName(k), fromJson(v)]))
    const evaluation = new Evaluation(run, given as Inputs, this)
    let value: Value = null
    try {
      value = target.kind === 'service' ? evaluation.service(target) : evaluation.value(target)
      if (value instanceof FeelFunction && target.kind === 'knowledge' && value.params.every((p) => given.has(p)))
        value = invoke(
          value,
          value.params.map((p) => given.get(p) ?? null),
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

/** One evaluation of a graph: each decision once. */
class Evaluation {
  private readonly values = new Map<DrgElement, Value>()
  private readonly open = new Set<DrgElement>()
  private readonly run: Run
  private readonly given: Inputs
  private readonly root: Model

  constructor(run: Run, given: Inputs, root: Model, preset?: Map<DrgElement, Value>) {
    this.run = run
    this.given = given
    this.root = root
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
    if (given !== undefined) return this.fitted(e, given)
    if (e.kind === 'input')
      return this.run.report(
        'UNKNOWN_NAME',
        `没有给出输入「${e.name}」。`,
        `The input “${e.name}” was not given.`,
        e.name,
      )
    if (e.kind === 'service') return this.serviceFunction(e)
    const before = this.run.trace?.length ?? 0
    const value = e.code ? e.code(this.scope(e)) : null
    if (this.run.trace) for (const t of this.run.trace.slice(before)) t.decision ||= e.name
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

  private fitted(e: DrgElement, v: Value): Value {
    const fitted = coerce(v, e.type)
    if (fitted !== undefined) return fitted
    return this.run.report(
      'TYPE',
      `「${e.name}」的值类型不符：${toText(v, true)}。`,
      `The value of “${e.name}” is not of its type: ${toText(v, true)}.`,
      e.name,
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
    return new Scope(vars, new Scope(new Map(this.given), null, this.run), this.run)
  }

  /** The service as the caller's inputs feed it. */
  service(e: DrgElement): Value {
    const args = serviceParts(e).inputs.map((p) => this.supplied(p) ?? null)
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

const KIND: Record<string, ElementKind> = {
  inputData: 'input',
  decision: 'decision',
  businessKnowledgeModel: 'knowledge',
  decisionService: 'service',
}

function resolve(model: Model, href: string | undefined): DrgElement | undefined {
  if (!href) return undefined
  const [namespace, id] = href.includes('#') ? (href.split('#') as [string, string]) : ['', href]
  if (namespace === '' || namespace === model.namespace) {
    for (const m of model.merged()) {
      const found = m.elements.get(id)
      if (found) return found
    }
    return undefined
  }
  for (const m of model.all()) if (m.namespace === namespace) return m.elements.get(id)
  return undefined
}

/** What an import asks for; undefined where it cannot be had. */
export type Resolve = (request: { namespace: string; location: string | undefined; from: Model }) => string | undefined

/** Reads a model and what it imports. @throws DecisionError NOT_XML, ENTITY, TOO_LARGE, NOT_DMN, IMPORT */
export function readModel(source: string, find: Resolve = () => undefined, loading = new Map<string, Model>()): Model {
  const xml = parseXml(source)
  if (xml.name !== 'definitions' || !DMN.test(xml.namespace))
    throw new DecisionError(
      'NOT_DMN',
      '这不是 DMN 文件（根元素应是 DMN 1.1 至 1.6 的 definitions）。',
      'This is no DMN file (its root should be definitions of DMN 1.1 to 1.6).',
    )
  const model = new Model(xml)
  loading.set(model.namespace, model)
  readImports(model, find, loading)
  readElements(model)
  link(model)
  compile(model)
  findCycles(model)
  for (const [name, what] of model.types.problems)
    model.problems.push({
      code: 'BAD_TYPE',
      element: name,
      message: text(`类型「${name}」有误：${what}`, `The type “${name}” is not right: ${what}`),
    })
  return model
}

function readImports(model: Model, find: Resolve, loading: Map<string, Model>): void {
  for (const i of childrenOf(model.xml, 'import')) {
    const { namespace = '', importType = '' } = i.attributes
    if (importType !== '' && !DMN.test(importType)) continue
    const name = nameOf(i)
    const known = loading.get(namespace)
    if (known) {
      if (known.elements.size === 0 && known.xml.children.some((c) => c.name === 'decision'))
        model.problems.push({
          code: 'CYCLE',
          element: name,
          message: text(`模型相互引入：${namespace}`, `Models import each other: ${namespace}`),
        })
      model.imports.push({ name, model: known })
      continue
    }
    const source = find({ namespace, location: i.attributes.locationURI, from: model })
    if (source === undefined) {
      model.problems.push({
        code: 'IMPORT',
        element: name,
        message: text(
          `找不到引入的模型 ${namespace}。请把它放在同一文件夹。`,
          `The imported model ${namespace} was not found. Please put it in the same folder.`,
        ),
      })
      continue
    }
    model.imports.push({ name, model: readModel(source, find, loading) })
  }
}

function readElements(model: Model): void {
  // An import's name stands beside those of elements.
  const names = new Set(childrenOf(model.xml, 'import').map(nameOf).filter(Boolean))
  const ids = new Set<string>()
  let unnamed = 0
  for (const e of model.xml.children) {
    const kind = KIND[e.name]
    if (!kind) continue
    const variable = child(e, 'variable')
    const name = nameOf(e) || nameOf(variable)
    const id = e.attributes.id ?? `unnamed-${++unnamed}`
    if (ids.has(id))
      model.problems.push({
        code: 'DUPLICATE_ID',
        element: id,
        message: text(`编号 ${id} 用了两次。`, `The id ${id} is used twice.`),
      })
    if (names.has(name))
      model.problems.push({
        code: 'DUPLICATE_NAME',
        element: id,
        message: text(`名称「${name}」用了两次。`, `The name “${name}” is used twice.`),
      })
    ids.add(id)
    names.add(name)
    const written = variable?.attributes.typeRef
    const type = model.types.get(written)
    if (written && !type) model.problems.push(noType({ id, name }, written))
    model.elements.set(id, { kind, id, name, model, xml: e, type: type ?? ANY, requires: [], code: null })
  }
}

const noType = ({ id, name }: Pick<DrgElement, 'id' | 'name'>, written: string): Problem => ({
  code: 'BAD_TYPE',
  element: id,
  message: text(
    `「${name}」里的类型「${written}」不存在。请在模型里定义它，或改用 number、string、boolean、date 等。`,
    `The type “${written}” in “${name}” does not exist. Please define it in the model, or use number, string, boolean, date …`,
  ),
})

const REQUIRED = ['requiredInput', 'requiredDecision', 'requiredKnowledge']
function link(model: Model): void {
  for (const e of model.elements.values()) {
    const hrefs = e.xml.children
      .filter((c) => c.name === 'informationRequirement' || c.name === 'knowledgeRequirement')
      .flatMap((c) => c.children.filter((r) => REQUIRED.includes(r.name)).map((r) => r.attributes.href))
    if (e.kind === 'service')
      hrefs.push(
        ...e.xml.children
          .filter((c) => /^(output|encapsulated|input)(Decision|Data)$/.test(c.name))
          .map((c) => c.attributes.href),
      )
    for (const href of hrefs) {
      const target = resolve(model, href)
      if (!target) {
        model.problems.push({
          code: 'DANGLING',
          element: e.id,
          message: text(
            `「${e.name}」引用了不存在的 ${href}。`,
            `“${e.name}” refers to ${href}, which does not exist.`,
          ),
        })
        continue
      }
      const prefix = target.model === model ? null : prefixOf(model, target.model)
      e.requires.push({ name: target.name, prefix, element: target })
    }
  }
}

/** What a model calls an element: by its import, where it is another model's (DMN 1.5, 10.4). */
function qualifiedName(model: Model, e: DrgElement): string {
  const prefix = e.model === model ? null : prefixOf(model, e.model)
  return joined(prefix, e.name)
}
const joined = (prefix: string | null, name: string): string => (prefix ? `${prefix}.${name}` : name)

/** The name under which a model is imported; null where its elements stand among our own. */
const prefixOf = (model: Model, target: Model): string | null =>
  model.imports.find((i) => i.model === target)?.name || null

function looseNames(model: Model): string[] {
  const names = new Set<string>()
  const visit = (e: Xml): void => {
    if (names.size > MAX_NAMES) return
    if (
      ['itemComponent', 'variable', 'column', 'output', 'parameter', 'formalParameter'].includes(e.name) ||
      KIND[e.name]
    ) {
      const n = nameOf(e)
      if (n) names.add(n)
    }
    for (const c of e.children) visit(c)
  }
  for (const m of model.all()) visit(m.xml)
  return [...names]
}

function typeNames(model: Model): string[] {
  return [
    ...model.merged().flatMap((m) => m.types.names()),
    ...model.imports.flatMap(({ name, model: m }) =>
      name ? m.merged().flatMap((x) => x.types.names().map((n) => `${name}.${n}`)) : [],
    ),
  ]
}

function compile(model: Model): void {
  const shared = {
    loose: looseNames(model),
    types: typeNames(model),
    typeOf: (n: string) => model.types.get(n),
    external: javaFunction,
    language: model.xml.attributes.expressionLanguage,
  }
  for (const e of model.elements.values()) {
    if (e.kind !== 'decision' && e.kind !== 'knowledge') continue
    const scope = e.requires.map((r) => r.prefix ?? r.name)
    const context: TableContext = {
      ...shared,
      scope: e.kind === 'knowledge' ? [...scope, e.name] : scope,
      label: e.name,
      typeRef(written) {
        const type = model.types.get(written)
        if (written && !type) model.problems.push(noType(e, written))
        return type ?? ANY
      },
      refused: ({ text: said }, at) =>
        model.problems.push({
          code: 'BAD_EXPRESSION',
          element: e.id,
          message: text(`「${at}」：${said.zh}`, `“${at}”: ${said.en}`),
        }),
    }
    e.code =
      e.kind === 'decision' ? toType(compileBoxed(expressionOf(e.xml), context), e.type, e.name) : knowledge(e, context)
  }
}

/** A business knowledge model is its function; it may call itself. */
function knowledge(e: DrgElement, context: TableContext): Code {
  const logic = child(e.xml, 'encapsulatedLogic')
  if (!logic) return (s) => s.run.report('NO_LOGIC', `「${e.name}」没有逻辑。`, `“${e.name}” has no logic.`, e.name)
  const made = functionDefinition(logic, context)
  const result = e.type.k === 'function' ? e.type.result : e.type
  return (s) => {
    const own = new Map<string, Value>()
    const scope = new Scope(own, s, s.run)
    const f = made(scope)
    if (!(f instanceof FeelFunction)) return f
    const typed = withResult(f, result, e.name)
    own.set(e.name, typed)
    return typed
  }
}

/** Requirements that lead back to where they began: named here; an evaluation reports them too. */
function findCycles(model: Model): void {
  const state = new Map<DrgElement, 'open' | 'done'>()
  const visit = (e: DrgElement, path: string[]): void => {
    if (state.get(e) === 'done') return
    if (state.get(e) === 'open') {
      const loop = [...path.slice(path.indexOf(e.name)), e.name].join(' → ')
      model.problems.push({
        code: 'CYCLE',
        element: e.id,
        message: text(`需求成环：${loop}`, `The requirements run in a circle: ${loop}`),
      })
      return
    }
    state.set(e, 'open')
    for (const r of e.requires) visit(r.element, [...path, e.name])
    state.set(e, 'done')
  }
  for (const e of model.elements.values()) if (e.kind === 'decision' || e.kind === 'input') visit(e, [])
}
