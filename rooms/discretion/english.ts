import type { Model } from '../../kernel/decision/index.ts'
import type { Lang } from '../../kernel/platform/index.ts'

/** A standard's own words in the reader's language. */
export type Say = (words: string) => string

const namespace = 'https://gnomon.example/ns/dmn/1'

/**
 * A standard is Chinese law; its file may carry the English of its words (`gnomon:english` among the extension elements), which
 * is reviewed and published with it. What has no English stays as it is.
 */
export function wordsOf(model: Model, lang: Lang): { say: Say; complete: boolean } {
  if (lang === 'zh') return { say: (words) => words, complete: true }
  const pairs = model.xml.children
    .filter((c) => c.name === 'extensionElements')
    .flatMap((c) => c.children)
    .filter((c) => c.namespace === namespace && c.name === 'english')
    .flatMap((c) => c.children)
    .map((w): [string, string] => [w.attributes.zh ?? '', w.attributes.en ?? ''])
    .filter(([zh, en]) => zh && en)
    // The longest first: no word is torn by a shorter one within it.
    .sort((a, b) => b[0].length - a[0].length)
  const english = new Map(pairs)
  const any = new RegExp(pairs.map(([zh]) => zh.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '(?!)', 'g')
  const say: Say = (words) =>
    words
      .replace(any, (zh) => english.get(zh)!)
      .replace(/；/g, '; ')
      .replace(/：/g, ': ')
      .replace(/，/g, ', ')
  return { say, complete: pairs.length > 0 }
}
