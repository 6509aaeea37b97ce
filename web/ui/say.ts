import type { Fields, FormValues, Lang, Problem, Text } from '../../kernel/platform/index.ts'

export type Say = (text: Text | string, english?: string) => string

/** The reader's language; a page's own `t` is one of these. */
export const sayIn =
  (lang: Lang): Say =>
  (value, english) =>
    typeof value === 'string' ? (lang === 'zh' ? value : (english ?? value)) : value[lang]

/** What patterns need to know of a page; a PageContext is one. */
export type Reader = {
  lang: Lang
  /** A form of this page that was refused: what was typed, and why. */
  form?: { action: string; values: FormValues; problem: Problem; fields: Fields }
}
/** … and of a page with forms. */
export type Writer = Reader & { csrf: string; command: string }
