// A decision table as its check sees it: for each input the values to look at, and what each rule's cells say of them.
import { compileUnaryTests, type Environment, type Test } from '../feel/compile.ts'
import { comparesOnly, literalsIn } from '../feel/constants.ts'
import { FeelError } from '../feel/error.ts'
import { Run } from '../feel/run.ts'
import { Scope } from '../feel/scope.ts'
import type { FeelType } from '../feel/types.ts'
import { isNumber, type Kind, type Value } from '../feel/value.ts'
import { nameOf } from './expression.ts'
import type { DrgElement } from './model.ts'
import { piecesOf } from './pieces.ts'
import { policyOf } from './table.ts'
import { child, childrenOf, textOf, type Xml } from './xml.ts'

export type Column = {
  label: string
  source: string
  pieces: Value[]
  /** By rule: every cell on this input; none where the rule does not care. */
  cells: Cell[][]
  /** By rule: whether what holds for the pieces holds for every value. */
  certain: boolean[]
}
export type Table = {
  name: string
  policy: string
  columns: Column[]
  rules: number
  outputs: string[]
  /** Rules whose cells depend on more than their input, from one. */
  unknown: number[]
  fallback: boolean
  /** Each column is an input of its own: every combination of values is a case. */
  independent: boolean
}

export function readTable(xml: Xml, e: DrgElement): Table {
  const rules = childrenOf(xml, 'rule')
  const cells = rules.map((r) => childrenOf(r, 'inputEntry').map((c) => textOf(c).trim() || '-'))
  const unknown = new Set<number>()
  const inputs = childrenOf(xml, 'input').map((input, i) => ({
    input,
    source: plain(textOf(child(input, 'inputExpression'))),
    cells: cells.map((row) => row[i] ?? '-'),
  }))
  // One input in two columns is one input: a case gives it one value.
  const columns = [...Map.groupBy(inputs, (x) => x.source).values()].map((same) =>
    columnOf(same, e, rules.length, unknown),
  )
  return {
    name: e.name || nameOf(xml),
    policy: policyOf(xml),
    columns,
    rules: rules.length,
    outputs: rules.map((r) =>
      childrenOf(r, 'outputEntry')
        .map((c) => textOf(c).trim())
        .join('\u0000'),
    ),
    unknown: [...unknown].sort((a, b) => a - b),
    fallback: childrenOf(xml, 'output').some((o) => child(o, 'defaultOutputEntry')),
    independent: columns.every((c) => isInput(e, c.source)),
  }
}

/** Without the spaces and brackets that do not matter. */
function plain(source: string): string {
  const bare = source.trim().replace(/\s+/g, ' ')
  return /^\([^()]*\)$/.test(bare) ? plain(bare.slice(1, -1)) : bare
}

/** The plain name of what is given from outside: nothing that the model itself computes. */
function isInput(e: DrgElement, source: string): boolean {
  const required = e.requires.find((r) => r.prefix === null && r.name === source)
  if (required) return required.element.kind === 'input'
  if (e.kind === 'knowledge') return parametersOf(e).includes(source)
  if (!e.model.isUndeclared || !/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(source)) return false
  return !e.requires.some(
    ({ element }) =>
      element.id === source ||
      childrenOf(child(element.xml, 'decisionTable') ?? element.xml, 'output').some((o) => nameOf(o) === source),
  )
}

const parametersOf = (e: DrgElement): string[] =>
  e.xml.children.flatMap((logic) => childrenOf(logic, 'formalParameter').map(nameOf))

type Same = { input: Xml; source: string; cells: string[] }[]
function columnOf(same: Same, e: DrgElement, rules: number, unknown: Set<number>): Column {
  const [{ input, source }] = same as [Same[number]]
  const types = same.flatMap(({ input: x }) => e.model.types.get(child(x, 'inputExpression')?.attributes.typeRef) ?? [])
  const type = requiredType(e, source) ?? types[0]
  const values = same.map(({ input: x }) => textOf(child(x, 'inputValues')).trim())
  const domain = [...values.map(compiled), ...allowedOf(type)]
  const literals = [...same.flatMap((x) => x.cells), ...values, ...sourcesOf(type)].flatMap(literalsIn)
  const pieces = piecesOf(literals, kindOfType(type)).filter((v) =>
    domain.every((d) => !d || v === null || holds(d, v) !== false),
  )
  const read = new Map<string, Cell | null>()
  const cellOf = (source: string) => {
    if (!read.has(source)) read.set(source, cell(source))
    return read.get(source) ?? null
  }
  const cells: Cell[][] = []
  const certain: boolean[] = []
  for (let n = 0; n < rules; n++) {
    const written = same.map((x) => x.cells[n] ?? '-').filter((c) => c !== '-')
    const made = written.map(cellOf)
    const compares = written.every(comparesOnly)
    // What only compares with values needs nothing else.
    const dependent = !compares && made.some((t) => t !== null && pieces.some((p) => t(p) === null))
    if (made.includes(null) || dependent) unknown.add(n + 1)
    cells.push(made.filter((t): t is Cell => t !== null))
    certain.push(pieces.length > 0 && compares && !isList(type))
  }
  return { label: input.attributes.label ?? source, source, pieces, cells, certain }
}

const ENV: Environment = { scope: ['?'] }
function compiled(source: string): Test | null {
  if (source === '' || source === '-') return null
  try {
    return compileUnaryTests(source, ENV)
  } catch (error) {
    if (error instanceof FeelError) return null
    throw error
  }
}

/** True or false; null where the test needs more than the input. */
function holds(test: Test, v: Value): boolean | null {
  const run = new Run()
  const met = test(v, new Scope(new Map([['?', v]]), null, run))
  return run.diagnostics.some((d) => d.code === 'UNKNOWN_NAME') ? null : met
}

/** What a rule says of an input: asked of many pieces, by the column and again by each search. */
export type Cell = (v: Value) => boolean | null

/**
 * A cell that only compares numbers says one thing between two numbers that it mentions: it is asked once for each such span, however
 * many pieces the other rules cut the column into. Of two thousand rules with an interval each that is 10,000 questions, not 16 million.
 */
function cell(source: string): Cell | null {
  const test = compiled(source)
  if (!test) return null
  const cuts = comparesOnly(source) ? literalsIn(source) : []
  const numbers = cuts.filter(isNumber).sort((a, b) => a.comparedTo(b))
  const spans: boolean[] = []
  const others = new Map<Value, boolean | null>()
  return (v) => {
    if (cuts.length > 0 && numbers.length === cuts.length && isNumber(v)) {
      let at = 0
      for (const n of numbers) {
        const order = v.comparedTo(n)
        if (order < 0) break
        at += order === 0 ? 1 : 2
        if (order === 0) break
      }
      return (spans[at] ??= holds(test, v) === true)
    }
    if (!others.has(v)) others.set(v, holds(test, v))
    return others.get(v)!
  }
}

export const meets = (column: Column, rule: number, v: Value): boolean =>
  (column.cells[rule] as Cell[]).every((c) => c(v))

/** The type of the input data or decision that an input expression simply names. */
function requiredType(e: DrgElement, source: string): FeelType | undefined {
  const type = e.requires.find((r) => r.prefix === null && r.name === source)?.element.type
  return type?.k === 'any' ? undefined : type
}

function allowedOf(type: FeelType | undefined): Test[] {
  if (type?.k !== 'allowed') return []
  return [(v) => type.test(v), ...allowedOf(type.base)]
}
const sourcesOf = (type: FeelType | undefined): string[] =>
  type?.k === 'allowed' ? [type.source, ...sourcesOf(type.base)] : []
const isList = (type: FeelType | undefined): boolean => kindOfType(type) === 'list'
function kindOfType(type: FeelType | undefined): Kind | undefined {
  if (type?.k === 'allowed') return kindOfType(type.base)
  if (type?.k === 'list' || type?.k === 'context' || type?.k === 'range' || type?.k === 'function') return type.k
  return type?.k === 'simple' ? type.kind : undefined
}
