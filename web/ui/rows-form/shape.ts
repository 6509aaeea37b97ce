import { type Text, text } from '../../../kernel/platform/text.ts'

/**
 * What a form of nested lists shows of a content. Fields are named by their path in it (`materials[2].name.en`), so that a problem of
 * the content stands at its field. What is not in the shape is kept as it is.
 */
export type Leaf = {
  is: 'line' | 'lines' | 'whole' | 'megabytes' | 'yes' | 'law' | 'choice' | 'step' | 'several'
  label: Text
  hint?: Text
  options?: Record<string, Text>
  /** What is typed is in this language, whatever the reader's. */
  written?: 'zh' | 'en'
}
export type Group = { is: 'group'; label?: Text; look?: 'pair' | 'citation'; fields: Record<string, Shape> }
export type Rows = {
  is: 'rows'
  label: Text
  /** What one row is called: 材料 2. */
  one: Text
  hint?: Text
  optional?: boolean
  row: Group
  /** What a new row begins with. */
  fresh: Record<string, unknown>
  /** Rows are known by an `id` that nobody types: a new row gets the next free one. */
  ids?: string
}
export type Shape = Leaf | Group | Rows

export const leaf = (is: Leaf['is'], label: Text, more: Omit<Leaf, 'is' | 'label'> = {}): Leaf => ({
  is,
  label,
  ...more,
})
export const bilingual = (label: Text | undefined, is: 'line' | 'lines' = 'line'): Group => ({
  is: 'group',
  look: 'pair',
  ...(label ? { label } : {}),
  fields: {
    zh: leaf(is, text('中文', 'Chinese'), { written: 'zh' }),
    en: leaf(is, text('英文', 'English'), { written: 'en' }),
  },
})
export const citations = (label: Text, more: { optional?: boolean; hint?: Text } = {}): Rows => ({
  is: 'rows',
  label,
  one: text('依据', 'Basis'),
  row: {
    is: 'group',
    look: 'citation',
    fields: {
      law: leaf('law', text('法律法规', 'Law')),
      article: leaf('whole', text('条', 'Article')),
      paragraph: leaf('whole', text('款', 'Paragraph')),
      item: leaf('whole', text('项', 'Item')),
    },
  },
  fresh: {},
  ...more,
})
export const group = (fields: Record<string, Shape>): Group => ({ is: 'group', fields })

const keysOf = (path: string): string[] => path.match(/[^.[\]]+/g) ?? []

/** The field, group or list at a path, where the form shows one. */
export function shapeAt(root: Shape, path: string): Shape | undefined {
  let at: Shape | undefined = root
  for (const key of keysOf(path))
    at = at?.is === 'rows' ? (/^\d+$/.test(key) ? at.row : undefined) : at?.is === 'group' ? at.fields[key] : undefined
  return at
}

/** 材料 2 · 名称 · 英文: a path as the form says it; keys that the form does not show stay as they are. */
export function labelOf(root: Shape, path: string): Text {
  const said: Text[] = []
  let at: Shape | undefined = root
  for (const key of keysOf(path)) {
    if (at?.is === 'rows') {
      said.pop()
      said.push(text(`${at.label.zh} ${Number(key) + 1}`, `${at.label.en} ${Number(key) + 1}`))
      at = at.row
      continue
    }
    at = at?.is === 'group' ? at.fields[key] : undefined
    if (!at) said.push(text(key, key))
    else if (at.label) said.push(at.label)
  }
  return text(said.map((s) => s.zh).join(' · '), said.map((s) => s.en).join(' · '))
}
