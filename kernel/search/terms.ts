import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'

const simplified = Converter({ from: 'tw', to: 'cn' })
/** One form of what is written: full width, capitals and traditional characters aside. */
export const plain = (text: string): string => simplified(text.normalize('NFKC').toLowerCase())

/** A term as the index keeps it: 32 bits of FNV-1a, signed as PostgreSQL's int is. */
export function digest(term: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < term.length; i++) {
    h ^= term.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  return h | 0
}

const RUNS = /[㐀-鿿]+|[a-z0-9]+/g
const isHan = (run: string) => /[㐀-鿿]/.test(run)

/**
 * What a text says, without a dictionary: every pair of neighbouring characters, every Latin word and number. What is kept is pairs, and
 * no words: the cuts of Intl.Segmenter differ between question and answer. A question is asked by both (`innerTerms`).
 */
export function termsOf(text: string, options: { singles?: boolean } = {}): string[] {
  const found = new Set<string>()
  for (const run of plain(text).match(RUNS) ?? []) {
    if (!isHan(run)) {
      found.add(run)
      continue
    }
    if (options.singles || run.length === 1) for (const c of run) found.add(c)
    for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2))
  }
  return [...found]
}

const cut = new Intl.Segmenter('zh', { granularity: 'word' })
/** The pairs that lie within words, as Intl.Segmenter cuts them: 道路 运输 许可 stands in 道路货物运输经营许可, 路运 does not. */
export const innerTerms = (text: string): string[] => [
  ...new Set(
    [...cut.segment(plain(text))].flatMap((w) => (w.isWordLike && w.segment.length > 1 ? termsOf(w.segment) : [])),
  ),
]

/** A run of characters in syllables without tones. */
export const soundsOf = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true })

/** Syllables of Mandarin, longest first, to cut what was typed in letters. */
const INITIAL = '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?'
const FINAL =
  '(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|ve|er|a|o|e|i|u|v)'
const SYLLABLES = new RegExp(`^(?:${INITIAL}${FINAL})+$`)
const SYLLABLE = new RegExp(`${INITIAL}${FINAL}(?![aeiouv])`, 'y')

/** What was typed as pinyin, in syllables; undefined where it is none. */
export function syllables(run: string): string[] | undefined {
  if (!SYLLABLES.test(run)) return undefined
  const found: string[] = []
  for (let at = 0; at < run.length; ) {
    const hit = longest(run, at)
    if (!hit) return undefined
    found.push(hit)
    at += hit.length
  }
  return found
}
/** The longest syllable from here on that leaves something that can be cut, too: xian before gan is xi'an… only where it must be. */
function longest(run: string, at: number): string | undefined {
  for (let n = Math.min(6, run.length - at); n > 0; n--) {
    const piece = run.slice(at, at + n)
    SYLLABLE.lastIndex = 0
    if (new RegExp(`^${INITIAL}${FINAL}$`).test(piece) && (at + n === run.length || SYLLABLES.test(run.slice(at + n))))
      return piece
  }
  return undefined
}

const pairs = (list: readonly string[], mark: string): string[] =>
  list.length === 1 ? [`${mark}${list[0]}`] : list.slice(1).map((s, i) => `${mark}${list[i]} ${s}`)
const grams = (letters: string): string[] =>
  letters.length < 3
    ? [`i:${letters}`]
    : Array.from({ length: letters.length - 2 }, (_, i) => `i:${letters.slice(i, i + 3)}`)

/** What is like a title: by sound (pairs of syllables), by initials, and with one character wrong (the two beside it). */
export function nearOf(title: string): string[] {
  const found = new Set<string>()
  for (const run of (plain(title).match(RUNS) ?? []).filter(isHan)) {
    const sounds = soundsOf(run)
    for (const p of pairs(sounds, 's:')) found.add(p)
    const initials = sounds.map((s) => s[0] ?? '').join('')
    for (const g of grams(initials)) found.add(g)
    if (initials.length > 3) for (let i = 0; i + 1 < initials.length; i++) found.add(`i:${initials.slice(i, i + 2)}`)
    for (let i = 0; i + 2 < run.length; i++) found.add(`g:${run[i]}${run[i + 2]}`)
  }
  return [...found]
}

/** What a question is like: as pinyin or initials where it was typed in letters, else by its sound and with one character wrong. */
export function nearTerms(question: string): string[] {
  const found = new Set<string>()
  for (const run of plain(question).match(RUNS) ?? []) {
    if (isHan(run)) {
      for (const p of pairs(soundsOf(run), 's:')) found.add(p)
      for (let i = 0; i + 2 < run.length; i++) found.add(`g:${run[i]}${run[i + 2]}`)
      continue
    }
    if (!/^[a-z]{2,40}$/.test(run)) continue
    const cut = syllables(run)
    if (cut && cut.length < run.length) for (const p of pairs(cut, 's:')) found.add(p)
    else for (const g of grams(run)) found.add(g)
  }
  return [...found]
}
