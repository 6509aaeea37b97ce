/**
 * What a reader cannot see in a decision table: cases that no rule covers, rules that meet on the same case, rules that never apply.
 * Each input's values are cut at every value that the cells mention; between two cuts all values behave alike, so one
 * representative of each piece decides, and the pieces of all inputs are searched together.
 */
import { type Text, text } from '../../platform/text.ts'
import { isNumber, toText, type Value } from '../feel/value.ts'
import { meets, readTable, type Table } from './columns.ts'
import type { DrgElement, Model } from './model.ts'
import { OTHER } from './pieces.ts'
import { type Sampled, sample } from './sample.ts'
import type { Xml } from './xml.ts'

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

function checkTable(xml: Xml, e: DrgElement): Finding[] {
  const table = readTable(xml, e)
  // Where columns are computed or cells need more than their input, only real cases are evidence.
  const real = table.independent && table.unknown.length === 0 ? undefined : sample(e, xml, table)
  const search = new Search(table)
  if (real && real.length > 0) return [...ofCases(table, real, search), ...search.unreachable(true)]
  if (table.independent) return [...search.gaps(), ...search.overlaps(), ...search.unreachable(), ...unknownOf(table)]
  return [...search.unreachable(true), ...unknownOf(table)]
}

/** Gaps and overlaps that real cases show. */
function ofCases(t: Table, real: Sampled[], search: Search): Finding[] {
  const out: Finding[] = []
  const gap = t.fallback || t.policy === 'COLLECT' ? undefined : real.find((s) => s.rules.length === 0)
  if (gap) out.push(search.gap(gap.example))
  if (t.policy !== 'UNIQUE' && t.policy !== 'ANY') return out
  const seen = new Set<string>()
  for (const { rules, example } of real)
    for (const [n, a] of rules.entries())
      for (const b of rules.slice(n + 1)) {
        if (t.policy === 'ANY' && t.outputs[a - 1] === t.outputs[b - 1]) continue
        if (seen.has(`${a} ${b}`) || seen.size >= MOST_OVERLAPS) continue
        seen.add(`${a} ${b}`)
        out.push(search.overlap(a, b, example))
      }
  return out
}
/** Pairs of rules that are listed. */
const MOST_OVERLAPS = 50

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
        const rules = this.known.filter((r) => meets(c, r, p))
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
    // A column whose values are not known stands for one value that meets every rule.
    if (groups.length === 0) return this.uncovered(rules, box, column + 1, [...chosen, null])
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
      value: values[i] === OTHER ? '其他值 / other' : toText(values[i] ?? null, true),
    }))
  }

  private finding(kind: FindingKind, rules: number[], example: Finding['example'], zh: string, en: string): Finding {
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

  gap(example: Finding['example']): Finding {
    return this.finding('gap', [], example, '有情形没有任何规则适用。', 'There is a case that no rule covers.')
  }

  overlap(a: number, b: number, example: Finding['example']): Finding {
    return this.finding(
      'overlap',
      [a, b],
      example,
      `第 ${a} 条和第 ${b} 条规则同时适用。`,
      `Rules ${a} and ${b} apply to the same case.`,
    )
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
    return found ? [this.gap(this.example(found))] : []
  }

  overlaps(): Finding[] {
    if (this.t.policy !== 'UNIQUE' && this.t.policy !== 'ANY') return []
    const out: Finding[] = []
    for (const [a, b] of this.pairs()) {
      if (this.t.policy === 'ANY' && this.t.outputs[a] === this.t.outputs[b]) continue
      const common = this.groups.map((g) => g.find((x) => x.rules.has(a) && x.rules.has(b)))
      if (common.length === 0 || common.includes(undefined)) continue
      out.push(this.overlap(a + 1, b + 1, this.example(common.map((g) => g?.example ?? null))))
      if (out.length >= MOST_OVERLAPS) return out
    }
    return out
  }

  /**
   * Pairs of rules that may meet, in order: those that share a piece of the column in which the fewest do. A sweep along one column in
   * place of the product of all rules; in two thousand intervals side by side no two share any.
   */
  private *pairs(): Generator<[number, number]> {
    const sharing = this.groups.map((g) => g.reduce((n, x) => n + (x.rules.size * (x.rules.size - 1)) / 2, 0))
    const column = this.groups[sharing.indexOf(Math.min(...sharing))] ?? []
    for (const a of this.known) {
      const after = new Set<number>()
      for (const { rules } of column) if (rules.has(a)) for (const b of rules) if (b > a) after.add(b)
      for (const b of [...after].sort((x, y) => x - y)) yield [a, b]
    }
  }

  /** Rules that never apply, where that is certain; with `alone` only those that no value of one column meets. */
  unreachable(alone = false): Finding[] {
    const out: Finding[] = []
    const certain = this.t.columns.every((c) => c.certain.every(Boolean))
    for (const r of this.known) {
      const impossible = this.groups.some((g, i) => this.t.columns[i]?.certain[r] && !g.some((x) => x.rules.has(r)))
      const hidden =
        !impossible &&
        !alone &&
        certain &&
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
