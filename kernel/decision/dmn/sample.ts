// Tables whose columns are computed: not every combination of their values is a case. Real cases are tried instead, so that
// whatever is found is true.
import { literalsIn, literalsOf } from '../feel/constants.ts'
import { bare, type FeelType } from '../feel/types.ts'
import { toText, type Value } from '../feel/value.ts'
import type { Table } from './columns.ts'
import { evaluate } from './evaluate.ts'
import { columnType } from './given.ts'
import type { DrgElement } from './model.ts'
import { piecesOf } from './pieces.ts'
import type { TableTrace } from './trace.ts'
import { childrenOf, type Xml } from './xml.ts'

/** Cases that are tried. */
const MOST_CASES = 3000
const MOST_PIECES = 40

export type Sampled = { rules: number[]; example: { label: string; value: string }[] }

/** The rules that real cases meet, and what the columns were; undefined where the decision cannot be tried by itself. */
export function sample(e: DrgElement, xml: Xml, table: Table): Sampled[] | undefined {
  if (e.kind !== 'decision') return undefined
  const choices = choicesOf(e)
  if (!choices) return undefined
  const found: Sampled[] = []
  for (const given of cases(choices, MOST_CASES)) {
    const { trace, diagnostics } = evaluate(e.model, e.id, given, { explain: true, now: NOW })
    if (diagnostics.some((d) => d.code !== 'NO_RULE' && d.code !== 'HIT_POLICY')) continue
    for (const t of trace)
      if (isOf(t, table, xml))
        found.push({
          rules: t.rules.map((r) => r.index),
          example: t.inputs.map((i) => ({ label: i.label, value: toText(i.value, true) })),
        })
  }
  return found
}

/** What an input of a decision can be: one value for every piece into which `cuts`, all that the decision rests on, cuts it. */
export type Choice = { name: string; pieces: Value[]; type: FeelType | undefined; cuts: Value[] }

/** The inputs of a decision with the values to try, cut by `more` values too; undefined where one of them is of no kind to try. */
export function choicesOf(e: DrgElement, more: Value[] = [], most = MOST_PIECES): Choice[] | undefined {
  const seen = [...literalsAround(e), ...more]
  const choices: Choice[] = []
  for (const { name, type } of inputsOf(e)) {
    const base = type && bare(type)
    if (base?.k === 'context' || base?.k === 'function') return undefined
    const kind = base?.k === 'simple' ? base.kind : base?.k === 'list' ? ('list' as const) : undefined
    const pieces = piecesOf(
      [...seen, ...constraintsOf(type)].filter((v) => v !== null),
      kind,
    ).filter((v) => allows(type, v))
    if (pieces.length === 0) return undefined
    choices.push({ name, type, pieces: pieces.slice(0, most), cuts: seen })
  }
  return choices
}

export const allows = (t: FeelType | undefined, v: Value): boolean =>
  t?.k !== 'allowed' || (t.test(v) && allows(t.base, v))

/** Any instant: what is found holds for that one. */
const NOW = new Date(Date.UTC(2026, 0, 1))

const isOf = (t: TableTrace, table: Table, xml: Xml): boolean =>
  t.decision === table.name && t.inputs.length === childrenOf(xml, 'input').length

const constraintsOf = (type: FeelType | undefined): Value[] =>
  type?.k === 'allowed' ? [...literalsIn(type.source), ...constraintsOf(type.base)] : []

/** What a case gives, for this decision and all that it rests on. */
function inputsOf(e: DrgElement): { name: string; type: FeelType | undefined }[] {
  const found = new Map<string, FeelType | undefined>()
  for (const x of behind(e))
    if (x.kind === 'input') found.set(x.name, x.type.k === 'any' ? columnType(e.model, x.name) : x.type)
  return [...found].map(([name, type]) => ({ name, type }))
}

/** All that `e` rests on, itself too; what is in `seen` is not entered. */
export function behind(e: DrgElement, seen = new Set<DrgElement>()): Set<DrgElement> {
  if (seen.has(e)) return seen
  seen.add(e)
  for (const r of e.requires) behind(r.element, seen)
  return seen
}

const all = (xml: Xml): Xml[] => [xml, ...xml.children.flatMap(all)]

/** Every value that is mentioned in what the decision rests on. */
function literalsAround(e: DrgElement): Value[] {
  const names = [...behind(e)].map((x) => x.name)
  const texts = [...behind(e)].flatMap((x) => all(x.xml)).filter((x) => x.name === 'text' && x.text.trim() !== '')
  return texts.flatMap((x) => [...literalsIn(x.text.trim()), ...literalsOf(x.text, names)])
}

/** All combinations, or `most` of them, spread evenly. */
export function* cases(choices: Choice[], most: number): Generator<Map<string, Value>> {
  const total = choices.reduce((n, c) => n * c.pieces.length, 1)
  const count = Math.min(total, most)
  for (let i = 0; i < count; i++) {
    // A stride that shares no factor with any number of pieces comes by every combination evenly.
    let at = total <= most ? i : Math.floor((i * total) / count) + (i % 7)
    yield new Map(
      choices.map(({ name, pieces }): [string, Value] => {
        const value = pieces[at % pieces.length] as Value
        at = Math.floor(at / pieces.length)
        return [name, value]
      }),
    )
  }
}
