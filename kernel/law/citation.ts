import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Citation, type Lang, type Text, text } from '../platform/index.ts'

/**
 * A statute in one version: names, the date of the version, and how many paragraphs 款 each article has (index 0: article 1).
 * Numbers only: the text itself stands at the national database of laws and regulations.
 */
export type Statute = { name: string; full: string; en: string; version: string; paragraphs: number[] }

const list = JSON.parse(readFileSync(fileURLToPath(new URL('statutes.json', import.meta.url)), 'utf8')) as Statute[]
const byName = new Map(list.map((s) => [s.name, s]))

export const statutes = (): readonly Statute[] => list
export const findStatute = (name: string): Statute | undefined => byName.get(name)

/** Why a citation does not stand, or undefined: unknown statute, no such article, no such paragraph. */
export function citationProblem(c: Citation): Text | undefined {
  const statute = byName.get(c.law)
  if (!statute)
    return text(
      `没有收录《${c.law}》，请核对简称。`,
      `The statute ${c.law} is not in the index; please check its short name.`,
    )
  if (c.article < 1 || c.article > statute.paragraphs.length)
    return text(
      `《${c.law}》共 ${statute.paragraphs.length} 条，没有第 ${c.article} 条。`,
      `${statute.en} has ${statute.paragraphs.length} articles, not an article ${c.article}.`,
    )
  const paragraphs = statute.paragraphs[c.article - 1]!
  if (c.paragraph !== undefined && (c.paragraph < 1 || c.paragraph > paragraphs))
    return text(
      `《${c.law}》第 ${c.article} 条共 ${paragraphs} 款，没有第 ${c.paragraph} 款。`,
      `Article ${c.article} has ${paragraphs} paragraphs, not ${c.paragraph}.`,
    )
  return undefined
}

/** A citation that is known to stand; throws where it does not, so that a wrong one cannot reach the data. */
export function cite(law: string, article: number, paragraph?: number): Citation {
  const citation: Citation = paragraph === undefined ? { law, article } : { law, article, paragraph }
  const problem = citationProblem(citation)
  if (problem) throw new Error(problem.en)
  return citation
}

const DIGITS = '零一二三四五六七八九'

/** 1–999 as law writes it: 十, 十二, 二十, 一百零五. */
export function chineseNumber(n: number): string {
  const [h, t, u] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10]
  const hundreds = h ? `${DIGITS[h]}百` : ''
  const tens = t ? `${t === 1 && !h ? '' : DIGITS[t]}十` : h && u ? '零' : ''
  return hundreds + tens + (u ? DIGITS[u] : '')
}

export function formatCitation(c: Citation, lang: Lang): string {
  const statute = byName.get(c.law)
  if (lang === 'zh')
    return `《${c.law}》第${chineseNumber(c.article)}条${c.paragraph ? `第${chineseNumber(c.paragraph)}款` : ''}${c.item ? `第${chineseNumber(c.item)}项` : ''}`
  return `${statute?.en ?? c.law}, art. ${c.article}${c.paragraph ? `(${c.paragraph})` : ''}${c.item ? ` item ${c.item}` : ''}`
}

/** Our page on the article: what cites it here, and where its text stands. */
export const lawLink = (c: Citation): string => `/laws/${encodeURIComponent(c.law)}#a${c.article}`
