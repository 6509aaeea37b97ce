import { type Lang, type Text, text } from '../../kernel/platform/index.ts'
import type { Item, ListContent } from './list/list.shape.ts'

export const conclusions: Record<string, Text> = {
  clear: text('未发现问题', 'Nothing wrong'),
  corrected: text('有问题，已当场改正', 'Put right on the spot'),
  rectify: text('有问题，限期整改', 'To be put right'),
  transfer: text('涉嫌违法，移送执法', 'To enforcement'),
}
export const results: Record<string, Text> = {
  ok: text('符合', 'In order'),
  problem: text('有问题', 'Problem'),
  none: text('不适用', 'Not applicable'),
}
export const causes: Record<string, Text> = {
  draw: text('双随机抽取', 'Drawn'),
  complaint: text('投诉举报', 'A complaint'),
  transfer: text('移送、交办', 'Transferred'),
  other: text('其他', 'Other'),
}
/** The result's colour, never without its words. */
export const colourOf = (conclusion: string): 'green' | 'yellow' | 'red' =>
  conclusion === 'clear' ? 'green' : conclusion === 'transfer' ? 'red' : 'yellow'

export const titleOf = (content: ListContent | undefined, code: string, lang: Lang): string =>
  content?.items.find((i) => i.code === code)?.title[lang] ?? code
export const lineOf = (items: readonly Item[], code: string, line: string): Text =>
  items.find((i) => i.code === code)?.checks.find((k) => k.code === line)?.title ?? text(line, line)
