/**
 * FEEL to JavaScript closures: parsed once, evaluated often. One file, because it is one function over one tree.
 * Semantics: DMN 1.5, 10.3.2.
 */
import type { CompareOp, Iterator, Node, TypeNode, UnaryTests } from './ast.ts'
import { BUILT_INS } from './builtins/index.ts'
import { FeelError, Halt } from './error.ts'
import { arithmetic, comparison, descendants, kindText, negate, ordered, property } from './operators.ts'
import { type Names, parseExpression, parseUnaryTests } from './parse.ts'
import { Run } from './run.ts'
import { type Code, Scope } from './scope.ts'
import { epochDay, FeelDate, fromEpochDay } from './temporal.ts'
import { ANY, BUILT_IN_TYPES, coerce, type FeelType, isInstance, typeConforms } from './types.ts'
import {
  compare,
  equals,
  FeelFunction,
  FeelRange,
  inRange,
  isNumber,
  kindOf,
  num,
  toText,
  type Value,
} from './value.ts'

/** What an expression may refer to beside its variables. */
export type Environment = Names & {
  /** A type by its name; undefined where there is none. */
  typeOf?: (name: string) => FeelType | undefined
  /** What a function that is not FEEL does; undefined where it is not known. */
  external?: (body: Value) => ((args: Value[], run: Run) => Value) | undefined
}

/** @throws FeelSyntaxError */
export function compileExpression(source: string, env: Environment): Code {
  return code(parseExpression(source, names(env)), env)
}

/** A test of one value: whether the cell of a decision table is met (10.3.1.2, rule 15). @throws FeelSyntaxError */
export type Test = (input: Value, scope: Scope) => boolean
export function compileUnaryTests(source: string, env: Environment): Test {
  return unaryTests(parseUnaryTests(source, names(env)), env)
}

const names = (env: Environment): Names => ({
  ...env,
  scope: [...env.scope, ...BUILT_INS.keys()],
  loose: [...(env.loose ?? []), ...PROPERTIES],
})
const PROPERTIES = ['time offset', 'start included', 'end included']

/** Resolves a written type. @throws FeelError where it names none */
export function resolveType(node: TypeNode, env: Pick<Environment, 'typeOf'>): FeelType {
  switch (node.t) {
    case 'named': {
      const found = env.typeOf?.(node.name) ?? BUILT_IN_TYPES.get(node.name)
      if (!found)
        throw new FeelError('TYPE', `没有名为「${node.name}」的类型。`, `There is no type named “${node.name}”.`)
      return found
    }
    case 'list':
      return { k: 'list', of: resolveType(node.of, env) }
    case 'range':
      return { k: 'range', of: resolveType(node.of, env) }
    case 'context':
      return { k: 'context', fields: new Map(node.fields.map(([n, t]) => [n, resolveType(t, env)])) }
    case 'function':
      return {
        k: 'function',
        params: node.params.map((p) => resolveType(p, env)),
        result: resolveType(node.result, env),
      }
  }
}

/** A syntax tree as a closure. */
export const compileNode = (node: Node, env: Environment): Code => code(node, env)

function code(node: Node, env: Environment): Code {
  const made = raw(node, env)
  if (node.t === 'literal' || !isConstant(node, env)) return made
  const run = new Run()
  try {
    const value = made(new Scope(new Map(), null, run))
    return run.diagnostics.length ? made : () => value
  } catch {
    return made
  }
}

const PURE = new Set(['date', 'time', 'date and time', 'duration', 'number', 'years and months duration'])
function isConstant(node: Node, env: Environment): boolean {
  switch (node.t) {
    case 'literal':
      return true
    case 'negate':
    case 'compare':
      return isConstant(node.e, env)
    case 'range':
      return isConstant(node.low, env) && isConstant(node.high, env)
    case 'list':
      return node.items.every((x) => isConstant(x, env))
    case 'call':
      return (
        node.f.t === 'name' &&
        PURE.has(node.f.name) &&
        ![...env.scope].includes(node.f.name) &&
        node.args.every((x) => isConstant(x, env))
      )
    default:
      return false
  }
}

function raw(node: Node, env: Environment): Code {
  switch (node.t) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'invalid': {
      const { source } = node
      return (s) =>
        s.run.report('SYNTAX', `「@"${source}"」不是日期、时间或时长。`, `@"${source}" is no date, time or duration.`)
    }
    case 'name':
      return variable(node.name)
    case 'binary':
      return binary(node, env)
    case 'negate': {
      const e = code(node.e, env)
      return (s) => negate(e(s), s.run)
    }
    case 'between': {
      const [e, low, high] = [code(node.e, env), code(node.low, env), code(node.high, env)]
      return (s) => {
        const v = e(s)
        return and(comparison('>=', v, low(s), s.run), comparison('<=', v, high(s), s.run))
      }
    }
    case 'in': {
      const e = code(node.e, env)
      const tests = node.tests.map((t) => test(t, env))
      return (s) => {
        const v = e(s)
        let result: Value = false
        for (const t of tests) {
          const met = t(v, s)
          if (met === true) return true
          if (met === null) result = null
        }
        if (result === null)
          s.run.report(
            'TYPE',
            `「${toText(v)}」不能与「in」后的内容比较。`,
            `${toText(v, true)} cannot be compared with what follows “in”.`,
          )
        return result
      }
    }
    case 'compare':
      return halfRange(node.op, code(node.e, env))
    case 'range':
      return range(node, env)
    case 'list': {
      const items = node.items.map((x) => code(x, env))
      return (s) => items.map((x) => x(s))
    }
    case 'context':
      return context(node.entries, env)
    case 'path': {
      const e = code(node.e, env)
      const { name } = node
      return (s) => property(e(s), name, s.run)
    }
    case 'descendants': {
      const e = code(node.e, env)
      const { name } = node
      return (s) => [...descendants(e(s), name, s.run)]
    }
    case 'filter':
      return filter(node, env)
    case 'call':
      return call(node, env)
    case 'if': {
      const [c, a, b] = [code(node.condition, env), code(node.then, env), code(node.otherwise, env)]
      return (s) => (c(s) === true ? a(s) : b(s))
    }
    case 'for':
      return loop(node.iterators, node.body, env)
    case 'some':
    case 'every':
      return quantified(node.t, node.iterators, node.body, env)
    case 'function':
      return functionValue(node, env)
    case 'instance': {
      const e = code(node.e, env)
      const type = resolveType(node.type, env)
      return (s) => isInstance(e(s), type)
    }
  }
}

function variable(name: string): Code {
  const builtIn = BUILT_INS.get(name)
  return (s) => {
    const v = s.get(name)
    if (v !== undefined) return v
    if (builtIn) return builtIn
    return s.run.report('UNKNOWN_NAME', `没有名为「${name}」的变量。`, `There is no variable named “${name}”.`)
  }
}

const and = (a: Value, b: Value): Value => (a === false || b === false ? false : a === true && b === true ? true : null)

function binary(node: Node & { t: 'binary' }, env: Environment): Code {
  const [a, b] = [code(node.a, env), code(node.b, env)]
  const { op } = node
  switch (op) {
    case 'and':
      return (s) => {
        const x = a(s)
        return x === false ? false : and(x, b(s))
      }
    case 'or':
      return (s) => {
        const x = a(s)
        if (x === true) return true
        const y = b(s)
        return y === true ? true : x === false && y === false ? false : null
      }
    case '+':
    case '-':
    case '*':
    case '/':
    case '**':
      return (s) => arithmetic(op, a(s), b(s), s.run)
    default:
      return (s) => comparison(op, a(s), b(s), s.run)
  }
}

function halfRange(op: CompareOp, e: Code): Code {
  return (s) => {
    const v = e(s)
    if (op === '=' || op === '!=') return new FeelRange(v, op === '=', v, op === '=', false, false, op)
    return op.startsWith('<')
      ? new FeelRange(null, false, v, op === '<=', true, false)
      : new FeelRange(v, op === '>=', null, false, false, true)
  }
}

function range(node: Node & { t: 'range' }, env: Environment): Code {
  const [low, high] = [code(node.low, env), code(node.high, env)]
  return (s) => makeRange(low(s), node.lowIncluded, high(s), node.highIncluded, s.run)
}

export function makeRange(low: Value, lowIncluded: boolean, high: Value, highIncluded: boolean, run: Run): Value {
  const order = low === null || high === null ? null : compare(low, high)
  if (low !== null && high !== null && order === null) {
    const [az, ae] = kindText(low)
    const [bz, be] = kindText(high)
    return run.report('TYPE', `区间的两端是${az}和${bz}。`, `The ends of the range are a ${ae} and a ${be}.`)
  }
  return new FeelRange(low, lowIncluded, high, highIncluded)
}

function context(entries: [string, Node][], env: Environment): Code {
  const made = entries.map(([key, e]) => [key, code(e, env)] as const)
  return (s) => {
    const out = new Map<string, Value>()
    const inner = new Scope(out, s, s.run)
    for (const [key, e] of made) out.set(key, e(inner))
    return out
  }
}

/** By position where the filter is a number, otherwise what makes it true (10.3.2.5.1, 10.3.2.14). */
function filter(node: Node & { t: 'filter' }, env: Environment): Code {
  const e = code(node.e, env)
  const f = code(node.filter, env)
  const literal = node.filter.t === 'literal' || node.filter.t === 'negate'
  return (s) => {
    const v = e(s)
    const list = Array.isArray(v) ? v : v === null ? [] : [v]
    if (literal || list.length === 0) {
      const at = literal ? f(s) : quietly(f, s)
      if (isNumber(at)) return position(list, at, s.run)
      return list.filter(() => at === true)
    }
    return where(list, f, s)
  }
}

export function where(list: Value[], f: Code, s: Scope): Value {
  const out: Value[] = []
  for (const [i, item] of list.entries()) {
    s.run.step()
    const met = f(itemScope(item, s))
    if (i === 0 && isNumber(met)) return position(list, met, s.run)
    if (met === true) out.push(item)
    else if (met !== false && met !== null) {
      return s.run.report('TYPE', '筛选条件的结果不是真或假。', 'The filter is neither true nor false.')
    }
  }
  return out
}

export function itemScope(item: Value, s: Scope): Scope {
  const own = new Scope(new Map([['item', item]]), s, s.run)
  if (!(item instanceof Map)) return own
  return new Scope(item, own, s.run)
}

function quietly(f: Code, s: Scope): Value {
  const before = s.run.diagnostics.length
  const v = f(new Scope(new Map([['item', null]]), s, s.run))
  s.run.diagnostics.length = before
  return v
}

function position(list: Value[], at: Value, run: Run): Value {
  const n = isNumber(at) ? at.toNumber() : Number.NaN
  const i = n > 0 ? n - 1 : list.length + n
  if (Number.isInteger(n) && n !== 0 && i >= 0 && i < list.length) return list[i] as Value
  return run.report('OUT_OF_RANGE', `列表没有第 ${toText(at)} 项。`, `The list has no item ${toText(at)}.`)
}

function call(node: Node & { t: 'call' }, env: Environment): Code {
  const f = code(node.f, env)
  const args = node.args.map((a) => code(a, env))
  const { names: argNames } = node
  const label = node.f.t === 'name' ? node.f.name : ''
  return (s) => {
    const target = f(s)
    if (!(target instanceof FeelFunction)) {
      return s.run.report(
        'NOT_A_FUNCTION',
        `「${label || toText(target)}」不是函数。`,
        `“${label || toText(target)}” is not a function.`,
      )
    }
    const values = args.map((a) => a(s))
    return invoke(target, values, argNames, s.run)
  }
}

/** Calls a function value; what it throws becomes null and a diagnostic. */
export function invoke(f: FeelFunction, values: Value[], argNames: string[] | null, run: Run): Value {
  run.enter()
  try {
    if (!argNames) return f.call(values, run)
    const given = new Map(argNames.map((n, i) => [n, values[i] as Value]))
    if (f.callNamed) return f.callNamed(given, run)
    const unknown = argNames.find((n) => !f.params.includes(n))
    if (unknown !== undefined || given.size !== argNames.length) return wrongArguments(f, run)
    return f.call(
      f.params.map((p) => given.get(p) ?? null),
      run,
    )
  } catch (error) {
    if (error instanceof Halt || !(error instanceof FeelError)) throw error
    return run.report(error.code, error.text.zh, error.text.en, f.name)
  } finally {
    run.leave()
  }
}

function wrongArguments(f: FeelFunction, run: Run): null {
  return run.report(
    'BAD_ARGUMENT',
    `函数「${f.name}」的参数应为：${f.params.join('、')}。`,
    `The parameters of “${f.name}” are: ${f.params.join(', ')}.`,
    f.name,
  )
}

/** A function whose body is code. It is not run, and the call is null, where no conversion brings an argument to its declared type. */
export function userFunction(
  name: string,
  params: readonly { name: string; type: FeelType }[],
  body: (args: Map<string, Value>, run: Run) => Value,
  resultType: FeelType = ANY,
): FeelFunction {
  const self: FeelFunction = new FeelFunction(
    name,
    params.map((p) => p.name),
    (values, run) => {
      if (values.length !== params.length) return wrongArguments(self, run)
      const vars = new Map<string, Value>()
      let fit = true
      for (const [i, p] of params.entries()) {
        const v = coerce(values[i] as Value, p.type)
        if (v === undefined) {
          fit = false
          run.report(
            'TYPE',
            `「${name}」的参数「${p.name}」类型不符：${toText(values[i] as Value, true)}。`,
            `The argument “${p.name}” of “${name}” is not of its type: ${toText(values[i] as Value, true)}.`,
            name,
          )
        } else vars.set(p.name, v)
      }
      return fit ? body(vars, run) : null
    },
    { paramTypes: params.map((p) => p.type), resultType },
  )
  return self
}

function functionValue(node: Node & { t: 'function' }, env: Environment): Code {
  const params = node.params.map((p) => ({ name: p.name, type: p.type ? resolveType(p.type, env) : ANY }))
  const body = code(node.body, env)
  if (node.external) {
    return (s) => externalFunction('function', params, body(s), env, s.run)
  }
  const result = typeOf(node.body)
  return (s) => userFunction('function', params, (vars, run) => body(new Scope(vars, s, run)), result)
}

/** The type of what an expression gives, where its form alone tells: the result type of a function (10.3.2.9.2). */
function typeOf(node: Node): FeelType {
  if (node.t === 'literal') return { k: 'simple', kind: kindOf(node.value) }
  if (node.t === 'context') return { k: 'context', fields: new Map(node.entries.map(([n, e]) => [n, typeOf(e)])) }
  if (node.t !== 'list') return ANY
  const [first = ANY, ...rest] = node.items.map(typeOf)
  return { k: 'list', of: rest.every((t) => typeConforms(t, first)) ? first : ANY }
}

export function externalFunction(
  name: string,
  params: { name: string; type: FeelType }[],
  body: Value,
  env: Environment,
  run: Run,
): Value {
  const known = env.external?.(body)
  if (!known)
    return run.report(
      'EXTERNAL',
      `「${name}」由外部代码实现，本系统不执行外部代码。`,
      `“${name}” is implemented by code outside the model, which is not run here.`,
    )
  return userFunction(name, params, (vars, inner) => known([...vars.values()], inner))
}

function loop(iterators: Iterator[], body: Node, env: Environment): Code {
  const each = iterate(iterators, env)
  const result = code(body, env)
  const usesPartial = mentions(body, 'partial')
  return (s) => {
    const results: Value[] = []
    const partial = new Map<string, Value>([['partial', results]])
    const ended = each(new Scope(partial, s, s.run), (inner) => {
      if (usesPartial) partial.set('partial', [...results])
      results.push(result(inner))
      return true
    })
    return ended === null ? null : results
  }
}

function quantified(t: 'some' | 'every', iterators: Iterator[], body: Node, env: Environment): Code {
  const each = iterate(iterators, env)
  const condition = code(body, env)
  const decisive = t === 'some'
  return (s) => {
    let result: Value = !decisive
    let strange = false
    const ended = each(s, (inner) => {
      const met = condition(inner)
      if (met === decisive) {
        result = decisive
        return false
      }
      if (met !== !decisive) result = null
      if (met !== null && typeof met !== 'boolean') strange = true
      return true
    })
    if (ended === null) return null
    if (result === null && strange)
      return s.run.report('TYPE', '条件的结果不是真或假。', 'The condition is neither true nor false.')
    return result
  }
}

/** Visits the combinations, the first iterator slowest; null where a domain is none. */
function iterate(iterators: Iterator[], env: Environment): (s: Scope, visit: (s: Scope) => boolean) => boolean | null {
  const made = iterators.map((it) => ({
    name: it.name,
    domain: code(it.domain, env),
    to: it.to ? code(it.to, env) : null,
  }))
  const go = (i: number, s: Scope, visit: (s: Scope) => boolean): boolean | null => {
    const it = made[i]
    if (!it) return visit(s)
    const domain = it.to ? span(it.domain(s), it.to(s), s.run) : domainOf(it.domain(s), s.run)
    if (domain === null) return null
    for (const v of domain) {
      s.run.step()
      const more = go(i + 1, new Scope(new Map([[it.name, v]]), s, s.run), visit)
      if (more !== true) return more
    }
    return true
  }
  return (s, visit) => go(0, s, visit)
}

/** What a `for` goes over: a list, a range of whole numbers or days, or one value. */
export function domainOf(v: Value, run: Run): Iterable<Value> | null {
  if (Array.isArray(v)) return v
  if (v === null) return run.report('TYPE', '要遍历的是空值。', 'What is to be iterated is null.')
  if (!(v instanceof FeelRange)) return [v]
  if (v.openLow || v.openHigh || v.op === '!=')
    return run.report('TYPE', '没有端点的区间不能遍历。', 'A range without an end cannot be iterated.')
  // Only the two ends of a for, without brackets, may run downwards.
  if ((compare(v.low, v.high) ?? 0) > 0)
    return run.report('OUT_OF_RANGE', '区间的起点大于终点，不能遍历。', 'The range starts after its end.')
  const all = span(v.low, v.high, run)
  if (!all) return null
  const list = [...all]
  return list.slice(v.lowIncluded ? 0 : 1, v.highIncluded ? undefined : -1)
}

export function span(from: Value, to: Value, run: Run): Iterable<Value> | null {
  if (isNumber(from) && isNumber(to) && from.isInteger() && to.isInteger()) {
    const [a, b] = [from.toNumber(), to.toNumber()]
    return count(a, b, run, num)
  }
  if (from instanceof FeelDate && to instanceof FeelDate) return count(epochDay(from), epochDay(to), run, fromEpochDay)
  return run.report('TYPE', '区间的两端应为整数或日期。', 'The ends of the range should be whole numbers or dates.')
}

function* count(a: number, b: number, run: Run, make: (n: number) => Value): Iterable<Value> {
  const by = a <= b ? 1 : -1
  for (let i = a; by > 0 ? i <= b : i >= b; i += by) {
    run.step()
    yield make(i)
  }
}

/** One test against a value: true, false, or null where they cannot be compared. */
type Outcome = boolean | null
function test(node: Node, env: Environment): (input: Value, s: Scope) => Outcome {
  if (node.t === 'compare') {
    const e = code(node.e, env)
    const { op } = node
    if (op === '=' || op === '!=') {
      return (input, s) => {
        const same = equals(input, e(s))
        return same === null ? null : same === (op === '=')
      }
    }
    return (input, s) => {
      const order = compare(input, e(s))
      return order === null ? null : ordered(op, order)
    }
  }
  const e = code(node, env)
  if (mentions(node, '?')) return (input, s) => e(new Scope(new Map([['?', input]]), s, s.run)) === true
  return (input, s) => matches(input, e(s))
}

/** Whether a value is what a test asks for: equal, in the range, or one of the list. */
export function matches(input: Value, wanted: Value): Outcome {
  if (wanted instanceof FeelRange) return input instanceof FeelRange ? equals(input, wanted) : inRange(input, wanted)
  if (Array.isArray(wanted)) {
    if (Array.isArray(input) && equals(input, wanted) === true) return true
    return wanted.some((w) => (Array.isArray(w) ? equals(input, w) === true : matches(input, w) === true))
  }
  if (Array.isArray(input) && input.length === 1) return equals(input[0] as Value, wanted)
  return equals(input, wanted)
}

function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((n) => mentions(n, name))
  if (!node || typeof node !== 'object') return false
  const n = node as { t?: string; name?: unknown }
  if (n.t === 'literal') return false
  return (n.t === 'name' && n.name === name) || Object.values(n).some((x) => mentions(x, name))
}

export function unaryTests(parsed: UnaryTests, env: Environment): Test {
  if (parsed.tests.length === 0) return () => true
  const tests = parsed.tests.map((n) => cell(n, env))
  if (parsed.negated) return (input, s) => tests.every((t) => t(input, s) === false)
  const [only] = tests
  if (tests.length === 1 && only) return (input, s) => only(input, s) === true
  return (input, s) => tests.some((t) => t(input, s) === true)
}

/** In a cell, an expression that is itself true holds even without “?”, unless the input is a truth value. */
function cell(node: Node, env: Environment): (input: Value, s: Scope) => Outcome {
  const plain = test(node, env)
  if (node.t === 'compare' || node.t === 'literal' || node.t === 'range' || mentions(node, '?')) return plain
  const e = code(node, env)
  return (input, s) => {
    const v = e(s)
    if (v === true && typeof input !== 'boolean') return true
    return matches(input, v)
  }
}
