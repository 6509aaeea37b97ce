import { parseUnaryTests } from '../feel/parse.ts'
import { bare, type FeelType } from '../feel/types.ts'
import { toText, type Value } from '../feel/value.ts'
import type { Model } from './model.ts'
import { policyOf } from './table.ts'
import { child, childrenOf, notesOf, textOf, type Xml } from './xml.ts'

/** A decision table for reading. */
export type TableView = {
  decision: string
  policy: string
  inputs: string[]
  outputs: string[]
  rules: { index: number; conditions: string[]; outputs: string[]; notes: string[] }[]
}
/** What a person is asked for. `choices` where only certain values are allowed. */
export type InputView = { name: string; kind: 'number' | 'string' | 'boolean' | 'other'; choices: string[] | null }

const tablesOf = (e: Xml): Xml[] => e.children.flatMap((c) => (c.name === 'decisionTable' ? [c] : tablesOf(c)))

/** Every table of a model, what it rests on first. */
export function tableViews(model: Model): TableView[] {
  return model.inOrder().flatMap((e) =>
    tablesOf(e.xml).map((t) => ({
      decision: e.name,
      policy: policyOf(t),
      inputs: childrenOf(t, 'input').map((i) => i.attributes.label ?? textOf(child(i, 'inputExpression')).trim()),
      outputs: childrenOf(t, 'output').map((o) => o.attributes.label ?? o.attributes.name ?? e.name),
      rules: childrenOf(t, 'rule').map((r, i) => ({
        index: i + 1,
        conditions: childrenOf(r, 'inputEntry').map((c) => textOf(c).trim() || '-'),
        outputs: childrenOf(r, 'outputEntry').map((c) => textOf(c).trim()),
        notes: notesOf(r),
      })),
    })),
  )
}

export function inputViews(model: Model): InputView[] {
  return [...model.elements.values()]
    .filter((e) => e.kind === 'input')
    .map((e) => {
      const base = bare(e.type)
      const kind =
        base.k === 'simple' && ['number', 'string', 'boolean'].includes(base.kind) ? (base.kind as 'number') : 'other'
      return { name: e.name, kind, choices: choicesOf(e.type) }
    })
}

/** The values, where a type lists them one by one. */
function choicesOf(t: FeelType): string[] | null {
  if (t.k !== 'allowed') return null
  const { tests, negated } = parseUnaryTests(t.source, { scope: ['?'] })
  const values = tests.map((n) => (n.t === 'literal' ? n.value : null)) as Value[]
  return !negated && values.every((v) => typeof v === 'string') ? values.map((v) => toText(v)) : null
}
