import { text } from '../../platform/text.ts'
import { type Code, Scope } from '../feel/scope.ts'
import { ANY, withResult } from '../feel/types.ts'
import { FeelFunction, type Value } from '../feel/value.ts'
import { compileBoxed, expressionOf, functionDefinition, nameOf, toType } from './expression.ts'
import { javaFunction } from './java.ts'
import { type DrgElement, type ElementKind, Model } from './model.ts'
import { DecisionError, type Problem } from './problem.ts'
import { prefixOf, resolve } from './reference.ts'
import type { TableContext } from './table.ts'
import { child, childrenOf, parseXml, type Xml } from './xml.ts'

/** The XML namespaces of DMN 1.1 to 1.6. */
const DMN =
  /^https?:\/\/www\.omg\.org\/spec\/DMN\/(20151101\/dmn\.xsd|20180521\/MODEL\/|20191111\/MODEL\/|20211108\/MODEL\/|20230324\/MODEL\/|20240513\/MODEL\/)$/
const MAX_NAMES = 20_000

const KIND: Record<string, ElementKind> = {
  inputData: 'input',
  decision: 'decision',
  businessKnowledgeModel: 'knowledge',
  decisionService: 'service',
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
