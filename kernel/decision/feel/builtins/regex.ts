/**
 * Regular expressions of XPath and XML Schema (F&O 3.1, 5.6.1; XSD 1.1 part 2, appendix G) as JavaScript's `v` ones.
 * What JavaScript would read otherwise is translated; what the specification does not know is refused.
 */
import { bad } from './define.ts'

const BLOCKS: Record<string, string> = {
  BasicLatin: '\\u{0}-\\u{7F}',
  'Latin-1Supplement': '\\u{80}-\\u{FF}',
  'LatinExtended-A': '\\u{100}-\\u{17F}',
  'LatinExtended-B': '\\u{180}-\\u{24F}',
  IPAExtensions: '\\u{250}-\\u{2AF}',
  SpacingModifierLetters: '\\u{2B0}-\\u{2FF}',
  CombiningDiacriticalMarks: '\\u{300}-\\u{36F}',
  Greek: '\\u{370}-\\u{3FF}',
  GreekandCoptic: '\\u{370}-\\u{3FF}',
  Cyrillic: '\\u{400}-\\u{4FF}',
  Armenian: '\\u{530}-\\u{58F}',
  Hebrew: '\\u{590}-\\u{5FF}',
  Arabic: '\\u{600}-\\u{6FF}',
  Devanagari: '\\u{900}-\\u{97F}',
  Thai: '\\u{E00}-\\u{E7F}',
  Tibetan: '\\u{F00}-\\u{FFF}',
  HangulJamo: '\\u{1100}-\\u{11FF}',
  Mongolian: '\\u{1800}-\\u{18AF}',
  LatinExtendedAdditional: '\\u{1E00}-\\u{1EFF}',
  GreekExtended: '\\u{1F00}-\\u{1FFF}',
  GeneralPunctuation: '\\u{2000}-\\u{206F}',
  CurrencySymbols: '\\u{20A0}-\\u{20CF}',
  LetterlikeSymbols: '\\u{2100}-\\u{214F}',
  NumberForms: '\\u{2150}-\\u{218F}',
  Arrows: '\\u{2190}-\\u{21FF}',
  MathematicalOperators: '\\u{2200}-\\u{22FF}',
  BoxDrawing: '\\u{2500}-\\u{257F}',
  GeometricShapes: '\\u{25A0}-\\u{25FF}',
  CJKSymbolsandPunctuation: '\\u{3000}-\\u{303F}',
  Hiragana: '\\u{3040}-\\u{309F}',
  Katakana: '\\u{30A0}-\\u{30FF}',
  Bopomofo: '\\u{3100}-\\u{312F}',
  CJKUnifiedIdeographs: '\\u{4E00}-\\u{9FFF}',
  CJKUnifiedIdeographsExtensionA: '\\u{3400}-\\u{4DBF}',
  HangulSyllables: '\\u{AC00}-\\u{D7A3}',
  PrivateUse: '\\u{E000}-\\u{F8FF}',
  CJKCompatibilityIdeographs: '\\u{F900}-\\u{FAFF}',
  HalfwidthandFullwidthForms: '\\u{FF00}-\\u{FFEF}',
}
const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}'
const NAME_PART = `${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`
const CLASSES: Record<string, string> = {
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  i: `[${NAME_START}]`,
  I: `[^${NAME_START}]`,
  c: `[${NAME_PART}]`,
  C: `[^${NAME_PART}]`,
}
const SINGLE = '\\|.?*+(){}$-[]^'
const cache = new Map<string, RegExp>()

/** @throws FeelError where the pattern or a flag is not valid */
export function regex(pattern: string, flags: string, more = ''): RegExp {
  const key = `${flags}/${more}/${pattern}`
  const known = cache.get(key)
  if (known) return known
  if (!/^[smixq]*$/.test(flags)) bad(`正则表达式的标志「${flags}」无效。`, `The flags “${flags}” are not valid.`)
  const js = `v${more}${flags.includes('s') ? 's' : ''}${flags.includes('m') ? 'm' : ''}${flags.includes('i') ? 'i' : ''}`
  const body = flags.includes('q') ? literal(pattern) : new Translator(pattern, flags).all()
  let made: RegExp
  try {
    made = new RegExp(body, js)
  } catch {
    return invalid(pattern)
  }
  if (cache.size > 500) cache.clear()
  cache.set(key, made)
  return made
}

const literal = (s: string): string =>
  [...s].map((c) => (/[\p{L}\p{N}\s]/u.test(c) ? c : `\\u{${c.codePointAt(0)?.toString(16)}}`)).join('')
const invalid = (pattern: string): never =>
  bad(`正则表达式「${pattern}」无效。`, `The regular expression “${pattern}” is not valid.`)

class Translator {
  private readonly source: string[]
  private readonly pattern: string
  private readonly dotAll: boolean
  private at = 0
  private opened = 0
  private readonly closed = new Set<number>()
  private readonly stack: number[] = []

  constructor(pattern: string, flags: string) {
    this.pattern = pattern
    this.dotAll = flags.includes('s')
    this.source = [...(flags.includes('x') ? withoutSpace(pattern) : pattern)]
  }

  all(): string {
    let out = ''
    while (this.at < this.source.length) out += this.piece()
    if (this.stack.length) invalid(this.pattern)
    return out
  }

  private piece(): string {
    const c = this.source[this.at++] as string
    switch (c) {
      case '\\':
        return this.escape(false)
      case '[':
        return this.charClass()
      case '.':
        return this.dotAll ? '.' : '[^\\n\\r]'
      case '(':
        return this.group()
      case ')': {
        const n = this.stack.pop()
        if (n === undefined) return invalid(this.pattern)
        if (n > 0) this.closed.add(n)
        return ')'
      }
      case '{': {
        const rest = this.source.slice(this.at).join('')
        const m = /^\d+(,\d*)?\}/.exec(rest)
        if (!m) return invalid(this.pattern)
        this.at += m[0].length
        return `{${m[0]}`
      }
      case '}':
      case ']':
        return invalid(this.pattern)
      case '/':
        return '\\/'
      default:
        return c
    }
  }

  private group(): string {
    if (this.source[this.at] !== '?') {
      this.stack.push(++this.opened)
      return '('
    }
    if (this.source[this.at + 1] !== ':') return invalid(this.pattern)
    this.at += 2
    this.stack.push(0)
    return '(?:'
  }

  private escape(inClass: boolean): string {
    const c = this.source[this.at++]
    if (c === undefined) return invalid(this.pattern)
    if (c === 'n' || c === 'r' || c === 't') return `\\${c}`
    if (SINGLE.includes(c)) return `\\${c}`
    if (c === 'p' || c === 'P') return this.category(c)
    const known = CLASSES[c]
    if (known) return known
    if (!inClass && /[1-9]/.test(c)) return this.backReference(c)
    return invalid(this.pattern)
  }

  private backReference(first: string): string {
    let digits = first
    while (/\d/.test(this.source[this.at] ?? '') && Number(digits + this.source[this.at]) <= this.opened)
      digits += this.source[this.at++]
    if (!this.closed.has(Number(digits))) return invalid(this.pattern)
    return `(?:\\${digits})`
  }

  private category(p: string): string {
    const m = /^\{([^}]*)\}/.exec(this.source.slice(this.at).join(''))
    if (!m) return invalid(this.pattern)
    this.at += m[0].length
    const name = m[1] as string
    if (!name.startsWith('Is')) {
      if (!/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name))
        return invalid(this.pattern)
      return `\\${p}{${name}}`
    }
    const block = BLOCKS[name.slice(2)]
    if (!block) return invalid(this.pattern)
    return `[${p === 'P' ? '^' : ''}${block}]`
  }

  /** `[a-z-[aeiou]]` is JavaScript's `[[a-z]--[aeiou]]`. */
  private charClass(): string {
    const negative = this.source[this.at] === '^'
    if (negative) this.at++
    let inner = ''
    let first = true
    for (;;) {
      const c = this.source[this.at++]
      if (c === undefined) return invalid(this.pattern)
      if (c === ']') {
        if (first) return invalid(this.pattern)
        return `[${negative ? '^' : ''}${inner}]`
      }
      if (c === '-' && this.source[this.at] === '[') {
        if (first) return invalid(this.pattern)
        this.at++
        const without = this.charClass()
        if (this.source[this.at++] !== ']') return invalid(this.pattern)
        return `[[${negative ? '^' : ''}${inner}]--${without}]`
      }
      if (c === '[') return invalid(this.pattern)
      inner += this.classItem(c)
      first = false
    }
  }

  /** A hyphen that begins an item stands for itself, unless a range begins with it. */
  private classItem(c: string): string {
    if (c === '-' && this.source[this.at] !== '-') return '\\-'
    const low = c === '\\' ? this.escape(true) : quoted(c)
    const several = /^(\[|\\[pP])/.test(low)
    if (several || this.source[this.at] !== '-' || this.source[this.at + 1] === ']' || this.source[this.at + 1] === '[')
      return low
    this.at++
    const h = this.source[this.at++]
    if (h === undefined) return invalid(this.pattern)
    return `${low}-${h === '\\' ? this.escape(true) : quoted(h)}`
  }
}

const quoted = (c: string): string =>
  '()[]{}/-\\|&!#$%*+,.:;<=>?@^`~'.includes(c) ? `\\u{${c.codePointAt(0)?.toString(16)}}` : c

function withoutSpace(pattern: string): string {
  let out = ''
  let depth = 0
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string
    if (c === '\\' && !/\s/.test(pattern[i + 1] ?? '')) {
      out += c + (pattern[++i] ?? '')
      continue
    }
    if (c === '[') depth++
    if (c === ']') depth--
    if (depth > 0 || !/[ \t\n\r]/.test(c)) out += c
  }
  return out
}

/** `$1` and `$0` as JavaScript's; a `$` or `\` that is neither is refused. */
export function replacement(source: string, pattern: RegExp): string {
  const groups =
    (new RegExp(`${pattern.source}|`, pattern.flags.replace('g', '')).exec('') as RegExpExecArray).length - 1
  let out = ''
  for (let i = 0; i < source.length; i++) {
    const c = source[i] as string
    if (c === '\\') {
      const next = source[++i]
      if (next !== '\\' && next !== '$')
        bad('替换文本中的「\\」后只能是「\\」或「$」。', 'In a replacement “\\” is followed by “\\” or “$” only.')
      out += next === '$' ? '$$' : '\\'
    } else if (c === '$') {
      const m = /^\d+/.exec(source.slice(i + 1))
      if (!m) bad('替换文本中的「$」后应为数字。', 'In a replacement “$” is followed by a number.')
      let digits = (m as RegExpExecArray)[0]
      while (digits.length > 1 && Number(digits) > groups) digits = digits.slice(0, -1)
      i += digits.length
      const n = Number(digits)
      out += n === 0 ? '$&' : n > groups ? '' : `$${String(n).padStart(2, '0')}`
    } else out += c
  }
  return out
}
