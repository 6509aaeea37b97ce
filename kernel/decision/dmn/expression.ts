/** Boxed expressions (DMN 1.5, 10.2) to closures. */
import { domainOf, externalFunction, invoke, itemScope, span, userFunction, where } from '../feel/compile.ts'
import { normalName } from '../feel/parse.ts'
import { type Code, Scope } from '../feel/scope.ts'
import { type FeelType, fitted, withResult } from '../feel/types.ts'
import { FeelFunction, type Value } from '../feel/value.ts'
import { codeOf, compileTable, type TableContext } from './table.ts'
import { child, childrenOf, textOf, type Xml } from './xml.ts'

const KINDS = new Set([
  'literalExpression',
  'decisionTable',
  'context',
  'invocation',
  'functionDefinition',
  'relation',
  'list',
  'conditional',
  'filter',
  'for',
  'some',
  'every',
])
export const isExpression = (e: Xml): boolean => KINDS.has(e.name)
export const expressionOf = (e: Xml | undefined): Xml | undefined => e?.children.find(isExpression)
export const nameOf = (e: Xml | undefined): string => normalName(e?.attributes.name ?? '')

/** The value as the declared type wants it, or null with a report. */
export function toType(code: Code, type: FeelType, what: string): Code {
  if (type.k === 'any') return code
  return (s) => fitted(code(s), type, what, s.run)
}

const withNames = (context: TableContext, ...names: string[]): TableContext => ({
  ...context,
  scope: [...context.scope, ...names],
})

export function compileBoxed(e: Xml | undefined, context: TableContext): Code {
  if (!e)
    return (s) =>
      s.run.report(
        'NO_LOGIC',
        `「${context.label}」没有决策逻辑。`,
        `“${context.label}” has no decision logic.`,
        context.label,
      )
  const made = boxed(e, context)
  return toType(made, context.typeRef(e.attributes.typeRef), context.label)
}

function boxed(e: Xml, context: TableContext): Code {
  switch (e.name) {
    case 'literalExpression':
      return literal(e, context)
    case 'decisionTable':
      return compileTable(e, context)
    case 'context':
      return contextOf(e, context)
    case 'invocation':
      return invocation(e, context)
    case 'functionDefinition':
      return functionDefinition(e, context)
    case 'relation':
      return relation(e, context)
    case 'list': {
      const items = e.children.filter(isExpression).map((x) => compileBoxed(x, context))
      return (s) => items.map((x) => x(s))
    }
    case 'conditional': {
      const [c, a, b] = ['if', 'then', 'else'].map((n) => compileBoxed(expressionOf(child(e, n)), context)) as [
        Code,
        Code,
        Code,
      ]
      return (s) => {
        const v = truth(c(s), s, context.label)
        return v === undefined ? null : v === true ? a(s) : b(s)
      }
    }
    case 'filter':
      return filter(e, context)
    case 'for':
      return loop(e, context)
    default:
      return quantified(e, context)
  }
}

/**
 * What a boxed condition says. It must be a truth value (DMN 1.4, 10.2, conditional and iterator); null stays unknown.
 * Anything else is reported, and undefined here: the whole expression is null then.
 */
function truth(v: Value, s: Scope, at: string): boolean | null | undefined {
  if (v === null || typeof v === 'boolean') return v
  s.run.report('TYPE', '条件的结果不是真或假。', 'The condition is neither true nor false.', at)
  return undefined
}

function literal(e: Xml, context: TableContext): Code {
  const source = textOf(e)
  if (source.trim() === '')
    return (s) =>
      s.run.report(
        'NO_LOGIC',
        `「${context.label}」的表达式是空的。`,
        `The expression of “${context.label}” is empty.`,
        context.label,
      )
  return codeOf(e, context, context.label)
}

function contextOf(e: Xml, context: TableContext): Code {
  let inner = context
  const seen = new Set<string>()
  const entries = childrenOf(e, 'contextEntry').map((entry) => {
    const variable = child(entry, 'variable')
    const name = variable ? nameOf(variable) : null
    // A function may call itself by the name of its entry; a type that is no function's is its result's, as for knowledge.
    const isFunction = name !== null && expressionOf(entry)?.name === 'functionDefinition'
    const own = isFunction ? withNames(inner, name) : inner
    const made = compileBoxed(expressionOf(entry), {
      ...own,
      label: name ? `${context.label} / ${name}` : context.label,
    })
    const type = context.typeRef(variable?.attributes.typeRef)
    const code: Code =
      isFunction && type.k !== 'function'
        ? (s) => {
            const f = made(s)
            return f instanceof FeelFunction ? withResult(f, type, name) : f
          }
        : toType(made, type, name ?? context.label)
    const duplicate = name !== null && seen.has(name)
    if (name !== null) {
      inner = withNames(inner, name)
      seen.add(name)
    }
    return { name, code, duplicate }
  })
  return (s) => {
    const out = new Map<string, Value>()
    const scope = new Scope(out, s, s.run)
    for (const { name, code, duplicate } of entries) {
      if (duplicate)
        return s.run.report('SYNTAX', `上下文里「${name}」重复了。`, `The context has “${name}” twice.`, context.label)
      if (name === null) return code(scope)
      out.set(name, code(scope))
    }
    return out
  }
}

function invocation(e: Xml, context: TableContext): Code {
  const f = compileBoxed(e.children.find(isExpression), context)
  const bindings = childrenOf(e, 'binding').map((b) => ({
    name: nameOf(child(b, 'parameter')),
    code: compileBoxed(expressionOf(b), context),
    type: context.typeRef(child(b, 'parameter')?.attributes.typeRef),
  }))
  return (s) => {
    const target = f(s)
    if (!(target instanceof FeelFunction))
      return s.run.report(
        'NOT_A_FUNCTION',
        `「${context.label}」调用的不是函数。`,
        `What “${context.label}” invokes is not a function.`,
        context.label,
      )
    const values = bindings.map((b) => toType(b.code, b.type, b.name)(s))
    return invoke(
      target,
      values,
      bindings.map((b) => b.name),
      s.run,
    )
  }
}

/** Also the logic of a business knowledge model. */
export function functionDefinition(e: Xml, context: TableContext): Code {
  const params = childrenOf(e, 'formalParameter').map((p) => ({
    name: nameOf(p),
    type: context.typeRef(p.attributes.typeRef),
  }))
  const kind = (e.attributes.kind ?? 'FEEL').toLowerCase()
  const inner = withNames(context, ...params.map((p) => p.name))
  const body = compileBoxed(expressionOf(e), inner)
  if (kind !== 'feel') return (s) => externalFunction(context.label, params, new Map([[kind, body(s)]]), context, s.run)
  return (s) => userFunction(context.label, params, (vars, run) => body(new Scope(vars, s, run)))
}

function relation(e: Xml, context: TableContext): Code {
  const columns = childrenOf(e, 'column').map((c) => ({ name: nameOf(c), type: context.typeRef(c.attributes.typeRef) }))
  const rows = childrenOf(e, 'row').map((r) =>
    r.children
      .filter(isExpression)
      .map((x, i) => toType(compileBoxed(x, context), columns[i]?.type ?? { k: 'any' }, columns[i]?.name ?? '')),
  )
  return (s) => rows.map((cells) => new Map(columns.map((c, i) => [c.name, cells[i]?.(s) ?? null])))
}

function filter(e: Xml, context: TableContext): Code {
  const list = compileBoxed(expressionOf(child(e, 'in')), context)
  const match = compileBoxed(expressionOf(child(e, 'match')), withNames(context, 'item', ...(context.loose ?? [])))
  return (s) => {
    const v = list(s)
    if (v === null) return s.run.report('TYPE', '要筛选的是空值。', 'What is to be filtered is null.', context.label)
    const items = Array.isArray(v) ? v : [v]
    if (items.length === 0) {
      const before = s.run.diagnostics.length
      const at = match(itemScope(null, s))
      s.run.diagnostics.length = before
      return at === null || typeof at === 'boolean' ? [] : null
    }
    return where(items, match, s)
  }
}

function iterator(e: Xml, context: TableContext): { name: string; domain: (s: Scope) => Iterable<Value> | null } {
  const name = normalName(e.attributes.iteratorVariable ?? 'item')
  const source = expressionOf(child(e, 'in'))
  const text = source?.name === 'literalExpression' ? textOf(source).trim() : ''
  // “1..5” without brackets stands here as it does in FEEL's own for.
  const bare = /^[^[(\]]/.test(text) && text.includes('..') ? text.split('..') : null
  if (bare?.length === 2) {
    const [from, to] = bare.map((x) => codeOf(source, context, context.label, x)) as [Code, Code]
    return { name, domain: (s) => span(from(s), to(s), s.run) }
  }
  const code = compileBoxed(source, context)
  return { name, domain: (s) => domainOf(code(s), s.run) }
}

function loop(e: Xml, context: TableContext): Code {
  const { name, domain } = iterator(e, context)
  const body = compileBoxed(expressionOf(child(e, 'return')), withNames(context, name, 'partial'))
  const usesPartial = mentions(child(e, 'return'), 'partial')
  return (s) => {
    const items = domain(s)
    if (!items) return null
    const out: Value[] = []
    for (const v of items) {
      s.run.step()
      const vars = new Map<string, Value>([[name, v]])
      if (usesPartial) vars.set('partial', [...out])
      out.push(body(new Scope(vars, s, s.run)))
    }
    return out
  }
}

function quantified(e: Xml, context: TableContext): Code {
  const { name, domain } = iterator(e, context)
  const body = compileBoxed(expressionOf(child(e, 'satisfies')), withNames(context, name))
  const decisive = e.name === 'some'
  return (s) => {
    const items = domain(s)
    if (!items) return null
    let result: Value = !decisive
    for (const v of items) {
      s.run.step()
      const met = truth(body(new Scope(new Map([[name, v]]), s, s.run)), s, context.label)
      if (met === undefined) return null
      if (met === decisive) return decisive
      if (met !== !decisive) result = null
    }
    return result
  }
}

const mentions = (e: Xml | undefined, word: string): boolean =>
  e !== undefined && (e.text.includes(word) || e.children.some((c) => mentions(c, word)))
