/**
 * FEEL's grammar (DMN 1.5, 10.3.1.2) as a recursive descent over the text. One file, because the rules call each other.
 * Names may hold spaces and operators, so they are recognised by the names in scope, longest first.
 */
import type { BinaryOp, CompareOp, Iterator, Node, TypeNode, UnaryTests } from './ast.ts'
import { FeelError, FeelSyntaxError } from './error.ts'
import { parseTemporal } from './literal.ts'
import { type Decimal, num } from './value.ts'

const START = String.raw`A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`
const PART = String.raw`${START}0-9\u00B7\u0300-\u036F\u203F-\u2040`
const IDENTIFIER = new RegExp(`[${START}][${PART}]*`, 'uy')
const PART_CHAR = new RegExp(`[${PART}]`, 'u')
const LOOSE_NAME = new RegExp(`[${START}?][${PART}?\\s.'+*/-]*`, 'uy')
const NUMBER = /(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const SYMBOLS = ".'+*/-"
const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'for',
  'in',
  'return',
  'some',
  'every',
  'satisfies',
  'and',
  'or',
  'between',
  'instance',
  'of',
  'function',
  'external',
  'true',
  'false',
  'null',
])
const MAX_NESTING = 200

/** Names that a parser knows before it starts; `loose` are names of components, after a dot or inside a filter. */
export type Names = { scope: Iterable<string>; loose?: Iterable<string>; types?: Iterable<string> }

const BUILT_IN_TYPES = [
  'date and time',
  'days and time duration',
  'years and months duration',
  'day time duration',
  'year month duration',
]

export function parseExpression(source: string, names: Names): Node {
  const parser = new Parser(source, names)
  const node = parser.expression()
  parser.end()
  return node
}

export function parseUnaryTests(source: string, names: Names): UnaryTests {
  const parser = new Parser(source, names)
  const tests = parser.unaryTests()
  parser.end()
  return tests
}

export function parseType(source: string, types: Iterable<string>): TypeNode {
  const parser = new Parser(source, { scope: [], types })
  const type = parser.type()
  parser.end()
  return type
}

/** Spaces between the words of a name count as one (10.3.1.4). */
export const normalName = (name: string): string => name.trim().replace(/\s+/gu, ' ')

/** A name that stands alone, as in a context's key. */
export function isPlainName(name: string): boolean {
  IDENTIFIER.lastIndex = 0
  return IDENTIFIER.exec(name)?.[0] === name
}

class Parser {
  private pos = 0
  private depth = 0
  private readonly source: string
  private readonly scopes: Set<string>[]
  private readonly loose: Set<string>
  private readonly types: string[]

  constructor(source: string, names: Names) {
    this.source = source
    this.scopes = [new Set(names.scope)]
    this.loose = new Set(names.loose ?? [])
    this.types = [...BUILT_IN_TYPES, ...(names.types ?? [])].sort((a, b) => b.length - a.length)
  }

  end(): void {
    this.space()
    if (this.pos < this.source.length) this.fail('这里多出了内容。', 'nothing more was expected here.')
  }

  private fail(zh: string, en: string): never {
    throw new FeelSyntaxError(this.source, this.pos, zh, en)
  }

  private space(): void {
    for (;;) {
      const c = this.source[this.pos]
      if (c !== undefined && (/\s/.test(c) || c === '\u200b' || c === '\u180e')) this.pos++
      else if (this.source.startsWith('//', this.pos)) {
        const line = this.source.slice(this.pos).search(/[\r\n]/)
        this.pos = line < 0 ? this.source.length : this.pos + line
      } else if (this.source.startsWith('/*', this.pos)) {
        const close = this.source.indexOf('*/', this.pos + 2)
        if (close < 0) this.fail('注释没有结束。', 'the comment does not end.')
        this.pos = close + 2
      } else return
    }
  }

  private peek(symbol: string): boolean {
    this.space()
    return this.source.startsWith(symbol, this.pos)
  }

  private take(symbol: string): boolean {
    if (!this.peek(symbol)) return false
    this.pos += symbol.length
    return true
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(`应为「${symbol}」。`, `“${symbol}” was expected.`)
  }

  private peekWord(word: string): boolean {
    this.space()
    if (!this.source.startsWith(word, this.pos)) return false
    const next = this.source.codePointAt(this.pos + word.length)
    return next === undefined || !PART_CHAR.test(String.fromCodePoint(next))
  }

  /** A keyword, unless a longer name that begins with it is in scope. */
  private takeWord(word: string): boolean {
    if (!this.peekWord(word)) return false
    if (this.known() > word.length) return false
    this.pos += word.length
    return true
  }

  private expectWord(word: string): void {
    this.space()
    if (!this.peekWord(word)) this.fail(`应为「${word}」。`, `“${word}” was expected.`)
    this.pos += word.length
  }

  private within<T>(names: string[], body: () => T): T {
    this.scopes.push(new Set(names))
    try {
      return body()
    } finally {
      this.scopes.pop()
    }
  }

  private tryParse<T>(parse: () => T): T | null {
    const before = this.pos
    const depth = this.scopes.length
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof FeelSyntaxError)) throw error
      this.pos = before
      this.scopes.length = depth
      return null
    }
  }

  /** Characters of the source that spell `name` from here, or 0. Spaces inside a name are free around symbols. */
  private spells(name: string): number {
    let at = this.pos
    for (let i = 0; i < name.length; i++) {
      const want = name[i] as string
      const symbolNear = SYMBOLS.includes(want) || SYMBOLS.includes(name[i - 1] ?? ' ')
      if (want === ' ') {
        const before = at
        while (/\s/.test(this.source[at] ?? '')) at++
        if (at === before && !SYMBOLS.includes(name[i - 1] ?? '') && !SYMBOLS.includes(name[i + 1] ?? '')) return 0
        continue
      }
      if (symbolNear) while (i > 0 && /\s/.test(this.source[at] ?? '')) at++
      if (this.source[at] !== want) return 0
      at++
    }
    const last = name.at(-1) as string
    const next = this.source.codePointAt(at)
    const joined = next !== undefined && PART_CHAR.test(last) && PART_CHAR.test(String.fromCodePoint(next))
    return joined ? 0 : at - this.pos
  }

  /** Length of the longest known name here. */
  private known(loose = false): number {
    return this.longest(loose).length
  }

  private longest(loose: boolean): { name: string; length: number } {
    this.space()
    let best = { name: '', length: 0 }
    const first = this.source[this.pos]
    const consider = (names: Set<string>): void => {
      for (const name of names) {
        if (name[0] !== first) continue
        const length = this.spells(name)
        if (length > best.length) best = { name, length }
      }
    }
    for (const scope of this.scopes) consider(scope)
    if (loose) consider(this.loose)
    return best
  }

  private identifier(): string | null {
    this.space()
    IDENTIFIER.lastIndex = this.pos
    return IDENTIFIER.exec(this.source)?.[0] ?? null
  }

  /** A name that is used; `loose` after a dot. */
  private name(loose: boolean): string | null {
    const plain = this.identifier()
    const known = this.longest(loose || this.scopes.length > 1)
    if (known.length >= (plain?.length ?? 1)) {
      this.pos += known.length
      return known.name
    }
    if (plain === null) return null
    this.pos += plain.length
    return plain
  }

  /** A name that is made: everything up to a word or sign that cannot belong to it. */
  private newName(...stops: string[]): string {
    this.space()
    LOOSE_NAME.lastIndex = this.pos
    let found = LOOSE_NAME.exec(this.source)?.[0]
    if (!found) this.fail('应为名称。', 'a name was expected.')
    for (const stop of stops) {
      const at = found.search(new RegExp(`\\s${stop}(?![${PART}])`, 'u'))
      if (at >= 0) found = found.slice(0, at)
    }
    this.pos += found.length
    return normalName(found)
  }

  expression(): Node {
    if (++this.depth > MAX_NESTING) this.fail(`嵌套超过 ${MAX_NESTING} 层。`, `nested more than ${MAX_NESTING} deep.`)
    try {
      if (this.takeWord('if')) return this.conditional()
      if (this.takeWord('for')) return this.loop()
      if (this.takeWord('some')) return this.quantified('some')
      if (this.takeWord('every')) return this.quantified('every')
      return this.disjunction()
    } finally {
      this.depth--
    }
  }

  private conditional(): Node {
    const condition = this.expression()
    this.expectWord('then')
    const then = this.expression()
    this.expectWord('else')
    return { t: 'if', condition, then, otherwise: this.expression() }
  }

  private iterators(): Iterator[] {
    const iterators: Iterator[] = []
    do {
      const name = this.newName('in')
      this.expectWord('in')
      const domain = this.expression()
      const to = this.take('..') ? this.expression() : null
      iterators.push({ name, domain, to })
      this.scopes.push(new Set([name]))
    } while (this.take(','))
    return iterators
  }

  private loop(): Node {
    const depth = this.scopes.length
    const iterators = this.iterators()
    this.expectWord('return')
    const body = this.within(['partial'], () => this.expression())
    this.scopes.length = depth
    return { t: 'for', iterators, body }
  }

  private quantified(t: 'some' | 'every'): Node {
    const depth = this.scopes.length
    const iterators = this.iterators()
    this.expectWord('satisfies')
    const body = this.expression()
    this.scopes.length = depth
    return { t, iterators, body }
  }

  private disjunction(): Node {
    let node = this.conjunction()
    while (this.takeWord('or')) node = { t: 'binary', op: 'or', a: node, b: this.conjunction() }
    return node
  }

  private conjunction(): Node {
    let node = this.comparison()
    while (this.takeWord('and')) node = { t: 'binary', op: 'and', a: node, b: this.comparison() }
    return node
  }

  private comparison(): Node {
    let node = this.additive()
    for (;;) {
      if (this.takeWord('between')) {
        const low = this.additive()
        this.expectWord('and')
        node = { t: 'between', e: node, low, high: this.additive() }
      } else if (this.takeWord('in')) node = { t: 'in', e: node, tests: this.inTests() }
      else {
        const op = this.comparator()
        if (!op) return node
        node = { t: 'binary', op, a: node, b: this.additive() }
      }
    }
  }

  private comparator(): CompareOp | null {
    for (const op of ['<=', '>=', '!=', '=', '<', '>'] as const) if (this.take(op)) return op
    return null
  }

  private inTests(): Node[] {
    if (this.peek('(')) {
      const several = this.tryParse(() => {
        this.expect('(')
        const tests = this.positiveTests()
        this.expect(')')
        if (this.peek('.') || this.peek('[') || this.peek('(')) this.fail('', '')
        return tests
      })
      if (several) return several
    }
    return [this.positiveTest(false)]
  }

  unaryTests(): UnaryTests {
    if (this.peek('-')) {
      const before = this.pos
      this.pos++
      this.space()
      if (this.pos >= this.source.length) return { negated: false, tests: [] }
      this.pos = before
    }
    if (this.peekWord('not')) {
      const negated = this.tryParse(() => {
        this.expectWord('not')
        this.expect('(')
        const tests = this.positiveTests()
        this.expect(')')
        this.end()
        return tests
      })
      if (negated) return { negated: true, tests: negated }
    }
    return { negated: false, tests: this.positiveTests() }
  }

  private positiveTests(): Node[] {
    const tests = [this.positiveTest(true)]
    while (this.take(',')) tests.push(this.positiveTest(true))
    return tests
  }

  private positiveTest(whole: boolean): Node {
    const op = this.comparator()
    if (op) return { t: 'compare', op, e: this.additive() }
    return whole ? this.expression() : this.additive()
  }

  private additive(): Node {
    let node = this.multiplicative()
    for (;;) {
      const op: BinaryOp | null = this.take('+') ? '+' : this.take('-') ? '-' : null
      if (!op) return node
      node = { t: 'binary', op, a: node, b: this.multiplicative() }
    }
  }

  private multiplicative(): Node {
    let node = this.power()
    for (;;) {
      if (this.peek('**')) return node
      const op: BinaryOp | null = this.take('*') ? '*' : this.take('/') ? '/' : null
      if (!op) return node
      node = { t: 'binary', op, a: node, b: this.power() }
    }
  }

  private power(): Node {
    let node = this.unary()
    while (this.take('**')) node = { t: 'binary', op: '**', a: node, b: this.unary() }
    return node
  }

  private unary(): Node {
    if (this.take('-')) {
      if (++this.depth > MAX_NESTING) this.fail(`嵌套超过 ${MAX_NESTING} 层。`, `nested more than ${MAX_NESTING} deep.`)
      const e = this.unary()
      this.depth--
      return { t: 'negate', e }
    }
    const e = this.postfix(this.primary())
    if (!this.peekWord('instance')) return e
    const of = this.tryParse(() => {
      this.expectWord('instance')
      this.expectWord('of')
      return true
    })
    return of ? { t: 'instance', e, type: this.type() } : e
  }

  private postfix(start: Node): Node {
    let node = start
    for (;;) {
      if (this.peek('...')) {
        // Without a name it is a range up to a decimal: [0...5].
        const name = this.tryParse(() => {
          this.expect('...')
          return this.name(true) ?? this.fail('', '')
        })
        if (name === null) return node
        node = { t: 'descendants', e: node, name }
      } else if (this.peek('.') && !this.peek('..')) {
        this.pos++
        const name = this.name(true)
        if (name === null) this.fail('「.」后应为名称。', 'a name was expected after “.”.')
        node = { t: 'path', e: node, name }
      } else if (this.peek('(')) node = this.invocation(node)
      else if (this.peek('[')) {
        const filter = this.tryParse(() => {
          this.expect('[')
          const inner = this.within(['item', ...this.loose], () => this.expression())
          this.expect(']')
          return inner
        })
        if (!filter) return node
        node = { t: 'filter', e: node, filter }
      } else return node
    }
  }

  private invocation(f: Node): Node {
    this.expect('(')
    const args: Node[] = []
    const names: string[] = []
    if (!this.take(')')) {
      do {
        const name = this.argumentName()
        if (name !== null) names.push(name)
        args.push(this.expression())
      } while (this.take(','))
      this.expect(')')
    }
    if (names.length && names.length !== args.length)
      this.fail('参数要么都写名称，要么都不写。', 'name all of the arguments or none.')
    return { t: 'call', f, args, names: names.length ? names : null }
  }

  private argumentName(): string | null {
    this.space()
    LOOSE_NAME.lastIndex = this.pos
    const found = LOOSE_NAME.exec(this.source)?.[0]
    if (!found || this.source[this.pos + found.length] !== ':') return null
    this.pos += found.length + 1
    return normalName(found)
  }

  private primary(): Node {
    this.space()
    const c = this.source[this.pos]
    if (c === undefined) this.fail('表达式没有写完。', 'the expression is not complete.')
    if (c === '(') return this.parenthesis()
    if (c === '[' || c === ']') return this.listOrRange()
    if (c === '{') return this.contextLiteral()
    if (c === '"') return { t: 'literal', value: this.string() }
    if (c === '@') return this.atLiteral()
    if (c === '?' && this.known() <= 1) {
      this.pos++
      return { t: 'name', name: '?' }
    }
    NUMBER.lastIndex = this.pos
    const digits = NUMBER.exec(this.source)?.[0]
    if (digits) return { t: 'literal', value: this.number(digits) }
    const op = c === '<' || c === '>' ? this.comparator() : null
    if (op) return { t: 'compare', op, e: this.additive() }
    if (this.takeWord('true')) return { t: 'literal', value: true }
    if (this.takeWord('false')) return { t: 'literal', value: false }
    if (this.takeWord('null')) return { t: 'literal', value: null }
    if (this.peekWord('function') && this.known() <= 8) return this.functionLiteral()
    if (this.peekWord('if') || this.peekWord('for') || this.peekWord('some') || this.peekWord('every')) {
      if (this.known() <= 5) return this.expression()
    }
    const word = this.identifier()
    if (word && KEYWORDS.has(word) && this.known() <= word.length)
      this.fail(`「${word}」是保留字，不能作名称。`, `“${word}” is reserved and cannot be a name.`)
    const name = this.name(false)
    if (name === null) this.fail('应为表达式。', 'an expression was expected.')
    return { t: 'name', name }
  }

  private number(digits: string): Decimal {
    const n = num(digits)
    if (!n.isFinite()) this.fail('数太大。', 'the number is too large.')
    this.pos += digits.length
    return n
  }

  private parenthesis(): Node {
    this.expect('(')
    const e = this.positiveTest(true)
    if (this.take('..')) return this.rangeFrom(e, false)
    this.expect(')')
    return e
  }

  private rangeFrom(low: Node, lowIncluded: boolean): Node {
    const high = this.expression()
    if (this.take(']')) return { t: 'range', low, lowIncluded, high, highIncluded: true }
    if (this.take(')') || this.take('[')) return { t: 'range', low, lowIncluded, high, highIncluded: false }
    this.fail('区间没有结束。', 'the range does not end.')
  }

  private listOrRange(): Node {
    if (this.take(']')) {
      const low = this.expression()
      this.expect('..')
      return this.rangeFrom(low, false)
    }
    this.expect('[')
    if (this.take(']')) return { t: 'list', items: [] }
    const first = this.positiveTest(true)
    if (this.take('..')) return this.rangeFrom(first, true)
    const items = [first]
    while (this.take(',')) items.push(this.positiveTest(true))
    this.expect(']')
    return { t: 'list', items }
  }

  private contextLiteral(): Node {
    this.expect('{')
    const entries: [string, Node][] = []
    const depth = this.scopes.length
    if (!this.take('}')) {
      do {
        const key = this.peek('"') ? this.string() : this.newName()
        this.expect(':')
        if (entries.some(([k]) => k === key)) this.fail(`「${key}」重复了。`, `“${key}” is there twice.`)
        entries.push([key, this.expression()])
        this.scopes.push(new Set([key]))
        this.loose.add(key)
      } while (this.take(','))
      this.expect('}')
    }
    this.scopes.length = depth
    return { t: 'context', entries }
  }

  private functionLiteral(): Node {
    this.expectWord('function')
    this.expect('(')
    const params: { name: string; type: TypeNode | null }[] = []
    if (!this.take(')')) {
      do {
        const name = this.newName()
        params.push({ name, type: this.take(':') ? this.type() : null })
      } while (this.take(','))
      this.expect(')')
    }
    const external = this.takeWord('external')
    const body = this.within(
      params.map((p) => p.name),
      () => this.expression(),
    )
    return { t: 'function', params, body, external }
  }

  private atLiteral(): Node {
    this.pos++
    if (this.source[this.pos] !== '"') this.fail('「@」后应为字符串。', 'a string was expected after “@”.')
    const source = this.string()
    const value = parseTemporal(source)
    return value === null ? { t: 'invalid', source } : { t: 'literal', value }
  }

  private string(): string {
    let out = ''
    this.pos++
    for (;;) {
      const c = this.source[this.pos++]
      if (c === undefined) this.fail('字符串没有结束。', 'the string does not end.')
      if (c === '"') return out
      out += c === '\\' ? this.escape() : c
    }
  }

  private escape(): string {
    const c = this.source[this.pos++] ?? ''
    const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }
    if (simple[c] !== undefined) return simple[c]
    const digits = c === 'u' ? 4 : c === 'U' ? 6 : 0
    const hex = this.source.slice(this.pos, this.pos + digits)
    if (digits && new RegExp(`^[0-9A-Fa-f]{${digits}}$`).test(hex)) {
      const code = Number.parseInt(hex, 16)
      if (code <= 0x10ffff) {
        this.pos += digits
        return digits === 4 ? String.fromCharCode(code) : String.fromCodePoint(code)
      }
    }
    return `\\${c}`
  }

  type(): TypeNode {
    this.space()
    for (const t of ['list', 'range'] as const) {
      if (
        this.peekWord(t) &&
        this.source
          .slice(this.pos + t.length)
          .trimStart()
          .startsWith('<')
      ) {
        this.pos += t.length
        this.expect('<')
        const of = this.type()
        this.expect('>')
        return { t, of }
      }
    }
    if (this.peekWord('context') && /^context\s*</.test(this.source.slice(this.pos))) return this.contextType()
    if (this.peekWord('function') && /^function\s*</.test(this.source.slice(this.pos))) return this.functionType()
    for (const name of this.types) {
      const length = this.spells(name)
      if (length) {
        this.pos += length
        return { t: 'named', name }
      }
    }
    let name = this.identifier()
    if (!name) this.fail('应为类型名。', 'the name of a type was expected.')
    this.pos += name.length
    while (this.source[this.pos] === '.' && this.source[this.pos + 1] !== '.') {
      this.pos++
      const next = this.identifier()
      if (!next) this.fail('应为类型名。', 'the name of a type was expected.')
      this.pos += next.length
      name = `${name}.${next}`
    }
    return { t: 'named', name }
  }

  private contextType(): TypeNode {
    this.expectWord('context')
    this.expect('<')
    const fields: [string, TypeNode][] = []
    if (!this.take('>')) {
      do {
        const key = this.newName()
        this.expect(':')
        fields.push([key, this.type()])
      } while (this.take(','))
      this.expect('>')
    }
    return { t: 'context', fields }
  }

  private functionType(): TypeNode {
    this.expectWord('function')
    this.expect('<')
    const params: TypeNode[] = []
    if (!this.take('>')) {
      do params.push(this.type())
      while (this.take(','))
      this.expect('>')
    }
    this.expect('->')
    return { t: 'function', params, result: this.type() }
  }
}

export const isSyntaxError = (e: unknown): e is FeelSyntaxError => e instanceof FeelSyntaxError
export { FeelError }
