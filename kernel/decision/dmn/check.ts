/**
 * What a reader cannot see in a decision table: cases that no rule covers, rules that meet on the same case, rules that never apply.
 * Each input's values are cut at every value that the cells mention; between two cuts all values behave alike, so one
 * representative of each piece decides, and the pieces of all inputs are searched together.
 */
import { type Text, text } from '../../platform/text.ts'
import { compileUnaryTests, type Environment, type Test } from '../feel/compile.ts'
import { FeelError } from '../feel/error.ts'
import { Run, Scope } from '../feel/run.ts'
import type { FeelType } from '../feel/types.ts'
import { isNumber, type Kind, kindOf, toText, type Value } from '../feel/value.ts'
import { nameOf } from './expression.ts'
import type { DrgElement, Model } from './model.ts'
import { literalsIn, piecesOf } from './pieces.ts'
import { policyOf } from './table.ts'
import { child, childrenOf, textOf, type Xml } from './xml.ts'

export type FindingKind = 'gap' | 'overlap' | 'unreachable' | 'unknown'
export type Finding = {
  kind: FindingKind
  decision: string
  /** Numbers of rules, from one. */
  rules: number[]
  /** A case that shows it: a value for each input. */
  example: { label: string; value: string }[]
  message: Text
}

/** How many pieces are looked at before a table is given up. */
export const SEARCH_LIMIT = 200_000

/** Every table of a model; the findings of one table are in the order gap, overlap, unreachable. */
export function checkTables(model: Model): Finding[] {
  return [...model.elements.values()].flatMap((e) => tablesOf(e.xml).flatMap((t) => checkTable(t, e)))
}

const tablesOf = (e: Xml): Xml[] => e.children.flatMap((c) => (c.name === 'decisionTable' ? [c] : tablesOf(c)))

type Column = { label: string; pieces: Value[]; tests: (Test | null)[] }
type Table = {
  name: string
  policy: string
  columns: Column[]
  rules: number
  outputs: string[]
  unknown: number[]
  fallback: boolean
}

function checkTable(xml: Xml, e: DrgElement): Finding[] {
  const table = read(xml, e)
  const search = new Search(table)
  return [...search.gaps(), ...search.overlaps(), ...search.unreachable(), ...unknownOf(table)]
}

function unknownOf(t: Table): Finding[] {
  if (t.unknown.length === 0) return []
  const list = t.unknown.join('、')
  return [
    {
      kind: 'unknown',
      decision: t.name,
      rules: t.unknown,
      example: [],
      message: text(
        `第 ${list} 条规则的条件取决于其他变量，没有检查。`,
        `The conditions of rule ${t.unknown.join(', ')} depend on other variables and were not checked.`,
      ),
    },
  ]
}

function read(xml: Xml, e: DrgElement): Table {
  const rules = childrenOf(xml, 'rule')
  const cells = rules.map((r) => childrenOf(r, 'inputEntry').map((c) => textOf(c).trim() || '-'))
  const unknown = new Set<number>()
  const columns = childrenOf(xml, 'input').map((input, i): Column => {
    const expression = child(input, 'inputExpression')
    const source = textOf(expression).trim()
    const type = requiredType(e, source) ?? e.model.types.get(expression?.attributes.typeRef)
    const domain = [compiled(textOf(child(input, 'inputValues')).trim()), ...allowedOf(type)]
    const column = cells.map((row) => row[i] ?? '-')
    const tests = column.map(compiled)
    const literals = [...column, textOf(child(input, 'inputValues')).trim(), ...sourcesOf(type)].flatMap(literalsIn)
    const pieces = piecesOf(literals, kindOfType(type) ?? kindOf(literals.find((v) => v !== null) ?? null)).filter(
      (v) => domain.every((d) => !d || holds(d, v) !== false),
    )
    const opaque = tests.map((t) => t !== null && pieces.some((p) => holds(t, p) === null))
    for (const [n, o] of opaque.entries()) if (o || (tests[n] === null && column[n] !== '-')) unknown.add(n + 1)
    return { label: input.attributes.label ?? source, pieces, tests }
  })
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
  }
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

/** The type of the input data or decision that an input expression simply names. */
const requiredType = (e: DrgElement, source: string): FeelType | undefined =>
  e.requires.find((r) => r.prefix === null && r.name === source)?.element.type

function allowedOf(type: FeelType | undefined): Test[] {
  if (type?.k !== 'allowed') return []
  return [(v) => type.test(v), ...allowedOf(type.base)]
}
const sourcesOf = (type: FeelType | undefined): string[] =>
  type?.k === 'allowed' ? [type.source, ...sourcesOf(type.base)] : []
function kindOfType(type: FeelType | undefined): Kind | undefined {
  if (type?.k === 'allowed') return kindOfType(type.base)
  return type?.k === 'simple' ? type.kind : undefined
}

/** Over the pieces of all inputs. Rules that depend on other variables count as covering nothing and hiding nothing. */
class Search {
  private left = SEARCH_LIMIT
  private readonly t: Table
  /** Pieces of a column that behave alike share one entry: which rules they meet, and an example. */
  private readonly groups: { rules: Set<number>; example: Value }[][]
  private readonly known: number[]

  constructor(t: Table) {
    this.t = t
    this.known = Array.from({ length: t.rules }, (_, i) => i).filter((i) => !t.unknown.includes(i + 1))
    this.groups = t.columns.map((c) => {
      const byKey = new Map<string, { rules: Set<number>; example: Value }>()
      for (const p of c.pieces) {
        const rules = this.known.filter((r) => !c.tests[r] || holds(c.tests[r] as Test, p))
        const key = rules.join(',')
        const known = byKey.get(key)
        // A natural example is better than an edge: a whole number above zero, a value that the table names.
        if (!known || (isNumber(known.example) && known.example.lte(0)))
          byKey.set(key, { rules: new Set(rules), example: p })
      }
      return [...byKey.values()]
    })
  }

  /** A case within `box` that none of `rules` meets. */
  private uncovered(rules: number[], box: number | null, column = 0, chosen: Value[] = []): Value[] | null {
    if (--this.left < 0) return null
    if (rules.length === 0)
      return [
        ...chosen,
        ...this.groups
          .slice(column)
          .map((g) => (g.find((x) => box === null || x.rules.has(box)) ?? g[0])?.example ?? null),
      ]
    const groups = this.groups[column]
    if (!groups) return null
    for (const g of groups) {
      if (box !== null && !g.rules.has(box)) continue
      const found = this.uncovered(
        rules.filter((r) => g.rules.has(r)),
        box,
        column + 1,
        [...chosen, g.example],
      )
      if (found) return found
    }
    return null
  }

  private example(values: Value[]): { label: string; value: string }[] {
    return this.t.columns.map((c, i) => ({
      label: c.label,
      value: values[i] === '…' ? '其他值 / other' : toText(values[i] ?? null, true),
    }))
  }

  private finding(kind: FindingKind, rules: number[], values: Value[], zh: string, en: string): Finding {
    const example = values.length ? this.example(values) : []
    const shown = (comma: string) => example.map((x) => `${x.label} = ${x.value}`).join(comma)
    return {
      kind,
      decision: this.t.name,
      rules,
      example,
      message: text(
        example.length ? `${zh}例如：${shown('，')}。` : zh,
        example.length ? `${en} For example: ${shown(', ')}.` : en,
      ),
    }
  }

  gaps(): Finding[] {
    if (this.t.fallback || this.t.policy === 'COLLECT' || this.t.unknown.length || this.t.columns.length === 0)
      return []
    const found = this.uncovered(this.known, null)
    if (this.left < 0)
      return [
        this.finding(
          'unknown',
          [],
          [],
          '表太大，没有查完有无遗漏。',
          'The table is too large to be searched for gaps.',
        ),
      ]
    return found
      ? [this.finding('gap', [], found, '有情形没有任何规则适用。', 'There is a case that no rule covers.')]
      : []
  }

  overlaps(): Finding[] {
    if (this.t.policy !== 'UNIQUE' && this.t.policy !== 'ANY') return []
    const out: Finding[] = []
    for (const [n, a] of this.known.entries()) {
      for (const b of this.known.slice(n + 1)) {
        if (this.t.policy === 'ANY' && this.t.outputs[a] === this.t.outputs[b]) continue
        const common = this.groups.map((g) => g.find((x) => x.rules.has(a) && x.rules.has(b)))
        if (common.length === 0 || common.includes(undefined)) continue
        const values = common.map((g) => g?.example ?? null)
        out.push(
          this.finding(
            'overlap',
            [a + 1, b + 1],
            values,
            `第 ${a + 1} 条和第 ${b + 1} 条规则同时适用。`,
            `Rules ${a + 1} and ${b + 1} apply to the same case.`,
          ),
        )
        if (out.length >= 50) return out
      }
    }
    return out
  }

  unreachable(): Finding[] {
    const out: Finding[] = []
    for (const r of this.known) {
      const impossible = this.groups.some((g) => !g.some((x) => x.rules.has(r)))
      const hidden =
        !impossible &&
        this.t.policy === 'FIRST' &&
        this.t.columns.length > 0 &&
        !this.uncovered(
          this.known.filter((k) => k < r),
          r,
        ) &&
        this.left >= 0
      if (impossible)
        out.push(
          this.finding(
            'unreachable',
            [r + 1],
            [],
            `第 ${r + 1} 条规则永远不会适用：没有值满足它的条件。`,
            `Rule ${r + 1} never applies: no value meets its conditions.`,
          ),
        )
      else if (hidden)
        out.push(
          this.finding(
            'unreachable',
            [r + 1],
            [],
            `第 ${r + 1} 条规则永远不会适用：前面的规则已经全部覆盖。`,
            `Rule ${r + 1} never applies: the rules before it cover every case.`,
          ),
        )
    }
    return out
  }
}
