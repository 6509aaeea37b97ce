import { parseUnaryTests } from '../feel/parse.ts'
import { bare, type FeelType } from '../feel/types.ts'
import { type Kind, toText, type Value } from '../feel/value.ts'
import { columnType } from './given.ts'
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
export type InputView = { name: string; kind: Kind | 'other'; choices: string[] | null }

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

const ASKED: readonly Kind[] = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]

/** The inputs of a model, by their own type or else by that of the columns that name them. */
export function inputViews(model: Model): InputView[] {
  const declared = [...model.elements.values()].filter((e) => e.kind === 'input')
  const inputs = model.isUndeclared
    ? looseInputs(model)
    : declared.map((e) => ({ name: e.name, type: e.type.k === 'any' ? columnType(model, e.name) : e.type }))
  return inputs.map(({ name, type }) => {
    const base = type && bare(type)
    const kind = base?.k === 'simple' && ASKED.includes(base.kind) ? base.kind : 'other'
    return { name, kind, choices: type ? listedValues(type) : null }
  })
}

/** What the tables of a model without input data ask for: plain names that none of its decisions gives. */
function looseInputs(model: Model): { name: string; type: FeelType | undefined }[] {
  const tables = [...model.elements.values()].flatMap((e) => tablesOf(e.xml))
  const given = new Set([...model.elements.values()].flatMap((e) => [e.id, e.name]))
  for (const t of tables) for (const o of childrenOf(t, 'output')) given.add(o.attributes.name ?? '')
  const asked = tables.flatMap((t) => childrenOf(t, 'input').map((i) => textOf(child(i, 'inputExpression')).trim()))
  return [...new Set(asked)]
    .filter((name) => /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) && !given.has(name))
    .map((name) => ({ name, type: columnType(model, name) }))
}

/** The values, where a type lists them one by one. */
export function listedValues(t: FeelType): string[] | null {
  if (t.k !== 'allowed') return null
  const { tests, negated } = parseUnaryTests(t.source, { scope: ['?'] })
  const values = tests.map((n) => (n.t === 'literal' ? n.value : null)) as Value[]
  return !negated && values.every((v) => typeof v === 'string') ? values.map((v) => toText(v)) : null
}
