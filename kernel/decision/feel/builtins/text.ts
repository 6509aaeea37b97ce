import { type Decimal, num, toText, type Value } from '../value.ts'
import { bounded } from './bounded.ts'
import { bad, define } from './define.ts'
import { regex, replacement } from './regex.ts'

/** A whole number out of an argument; anything else is refused. */
export function whole(n: Decimal): number {
  if (!n.isInteger()) bad(`应为整数：${n.toFixed()}。`, `A whole number was expected: ${n.toFixed()}.`)
  return n.toNumber()
}

function substring(s: string, start: Decimal, length?: Decimal): Value {
  const chars = [...s]
  const from = whole(start.trunc())
  if (from === 0 || Math.abs(from) > chars.length) bad('起始位置在字符串之外。', 'The start lies outside the string.')
  const i = from > 0 ? from - 1 : chars.length + from
  const n = length === undefined ? chars.length : whole(length.trunc())
  if (n < 1) bad('长度应大于零。', 'The length should be above zero.')
  return chars.slice(i, i + n).join('')
}

/** String functions (DMN 1.5, 10.3.4.3). Positions count Unicode code points, from one. */
export const TEXT = [
  define('substring', [
    'string: string, start position: number, length: number?',
    ([s, p, n]: [string, Decimal, Decimal?]) => substring(s, p, n),
  ]),
  define('string length', ['string: string', ([s]: [string]) => length([...s].length)]),
  define('upper case', ['string: string', ([s]: [string]) => s.toUpperCase()]),
  define('lower case', ['string: string', ([s]: [string]) => s.toLowerCase()]),
  define('substring before', [
    'string: string, match: string',
    ([s, m]: [string, string]) => (s.includes(m) ? s.slice(0, s.indexOf(m)) : ''),
  ]),
  define('substring after', [
    'string: string, match: string',
    ([s, m]: [string, string]) => (s.includes(m) ? s.slice(s.indexOf(m) + m.length) : ''),
  ]),
  define('contains', ['string: string, match: string', ([s, m]: [string, string]) => s.includes(m)]),
  define('starts with', ['string: string, match: string', ([s, m]: [string, string]) => s.startsWith(m)]),
  define('ends with', ['string: string, match: string', ([s, m]: [string, string]) => s.endsWith(m)]),
  define('matches', [
    'input: string, pattern: string, flags: string|null?',
    ([s, p, f]: [string, string, string?]) => {
      const pattern = regex(p, f ?? '')
      return bounded(pattern, s, () => pattern.test(s))
    },
  ]),
  define('replace', [
    'input: string, pattern: string, replacement: string, flags: string|null?',
    ([s, p, r, f]: [string, string, string, string?]) => {
      const pattern = regex(p, f ?? '', 'g')
      if (regex(p, f ?? '').test(''))
        bad('替换用的模式不应匹配空字符串。', 'A pattern to replace must not match the empty string.')
      const by = f?.includes('q') ? r.replaceAll('$', '$$$$') : replacement(r, pattern)
      return bounded(pattern, s, () => s.replace(pattern, by))
    },
  ]),
  define('split', [
    'string: string, delimiter: string',
    ([s, d]: [string, string]) => {
      const pattern = regex(`(?:${d})`, '')
      return bounded(pattern, s, () => s.split(pattern))
    },
  ]),
  define('string join', [
    'list: list, delimiter: string|null?',
    ([list, d]: [Value[], string?]) => {
      const given = list.filter((v) => v !== null)
      if (!given.every((v) => typeof v === 'string')) bad('列表中应都是字符串。', 'The list should hold strings only.')
      return given.join(d ?? '')
    },
  ]),
  define('string', ['from: any', ([v]: [Value]) => (v === null ? null : toText(v))]),
]

const length = (n: number): Value => num(n)
