import type { Text } from '../platform/text.ts'

export type Words = { stop: string[]; same: [said: RegExp, ...also: string[]][] }

/** A resident's number by its shape: region, birthday, serial. Of persons nothing is answered. */
export const isResidentId = (q: string): boolean =>
  /(^|\D)[1-8]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)/i.test(q.replace(/[\s-]/g, ''))

/** Longer than any question: what follows is not read. */
export const MOST_ASKED = 100

/**
 * What is looked for: the question without the words that every question has, and what else the same is called. The first is what was
 * typed; with nothing left of it, it stands as it was.
 */
export function variants(plainQuestion: string, words: Words): { text: string; because?: string }[] {
  const cut = words.stop
    .reduce((q, stop) => q.replaceAll(stop, ' '), plainQuestion)
    .replace(/[\p{P}\p{S}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const asked = cut === '' ? plainQuestion.replace(/[\p{P}\p{S}]/gu, ' ').trim() : cut
  const also = words.same.flatMap(([said, ...rest]) => {
    const hit = said.exec(plainQuestion)
    return hit ? rest.filter((r) => !asked.includes(r)).map((text) => ({ text, because: hit[0] })) : []
  })
  return asked === '' ? also : [{ text: asked }, ...also]
}

export type Judged = { score: number; why: 'title' | 'text' | 'sound' }
/**
 * How much of the question's terms a hit carries, each counted where it weighs most: title, line, the rest; and the whole phrase in the
 * title more, of two such titles in the one that says little else.
 */
export function judge(
  hit: { title: string; says: readonly [title: string, line: string, more: string]; weight: number },
  asked: { phrase: string; terms: readonly string[] },
): Judged & { carried: number; whole: boolean } {
  const [titles, line, more] = hit.says
  const at: number[] = asked.terms.map((t) =>
    titles.includes(t) ? 3 : line.includes(t) ? 1 : more.includes(t) ? 0.5 : 0,
  )
  const n = Math.max(at.length, 1)
  const phrase = asked.phrase.replace(/\s/g, '')
  const whole = phrase !== '' && titles.replace(/\s/g, '').includes(phrase)
  const close = whole ? phrase.length / Math.max(hit.title.length, phrase.length) : 0
  return {
    score: at.reduce((sum, x) => sum + x, 0) / n + (whole ? 1 + close : 0) + hit.weight / 10,
    why: at.includes(3) ? 'title' : 'text',
    carried: at.filter((x) => x > 0).length / n,
    whole: whole || (phrase !== '' && line.replace(/\s/g, '').includes(phrase)),
  }
}

/** The question with one of its characters taken for wrong: without the two pairs that it stands in. */
export function oneWrong(terms: readonly string[]): string[][] {
  if (terms.length < 3 || terms.length > 20) return []
  return terms.slice(1).map((_, i) => terms.filter((_, n) => n !== i && n !== i + 1))
}

/** The text in pieces, those that carry a term of the question marked; never letter by letter. */
export function marked(text: string, terms: readonly string[]): { text: string; hit: boolean }[] {
  const strong = terms.filter((w) => w.length > 1).sort((a, b) => b.length - a.length)
  if (strong.length === 0) return [{ text, hit: false }]
  const escaped = strong.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text
    .split(new RegExp(`((?:${escaped.join('|')})+)`, 'gi'))
    .map((piece, i) => ({ text: piece, hit: i % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

export const both = (t: Text): string => (t.zh === t.en ? t.zh : `${t.zh} ${t.en}`)
