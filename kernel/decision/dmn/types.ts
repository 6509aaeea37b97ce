import { compileUnaryTests, type Environment, resolveType } from '../feel/compile.ts'
import { FeelError } from '../feel/error.ts'
import { parseType } from '../feel/parse.ts'
import { Run } from '../feel/run.ts'
import { Scope } from '../feel/scope.ts'
import { ANY, BUILT_IN_TYPES, type FeelType } from '../feel/types.ts'
import { isNumber } from '../feel/value.ts'
import { nameOf } from './expression.ts'
import { child, childrenOf, textOf, type Xml } from './xml.ts'

const WHOLE: FeelType = {
  k: 'allowed',
  base: BUILT_IN_TYPES.get('number')!,
  source: '? = floor(?)',
  test: (v) => v === null || (isNumber(v) && v.isInteger()),
}

/** What other tools call FEEL's own types. */
const OTHER_WORDS: Record<string, FeelType | undefined> = Object.fromEntries([
  ...['integer', 'int', 'long', 'short'].map((n) => [n, WHOLE]),
  ...['double', 'float', 'decimal'].map((n) => [n, BUILT_IN_TYPES.get('number')]),
  ['datetime', BUILT_IN_TYPES.get('date and time')],
])

/**
 * The item definitions of a model (DMN 1.5, 7.3.2) as types, made when they are asked for, so that they may name each other.
 * `imported` answers for “prefix.Name”.
 */
export class ItemTypes {
  private readonly definitions = new Map<string, Xml>()
  private readonly made = new Map<string, FeelType>()
  private readonly imported: (name: string) => FeelType | undefined
  /** What went wrong, by the name of the item definition. */
  readonly problems = new Map<string, string>()

  constructor(definitions: Xml[], imported: (name: string) => FeelType | undefined) {
    for (const d of definitions) this.definitions.set(nameOf(d), d)
    this.imported = imported
  }

  names(): string[] {
    return [...this.definitions.keys()]
  }

  get(written: string | undefined): FeelType | undefined {
    if (!written) return undefined
    const name = written.trim().replace(/^feel[:.]/, '')
    const known = this.made.get(name)
    if (known) return known
    const definition = this.definitions.get(name) ?? this.definitions.get(name.replace(/^[^:]*:/, ''))
    if (definition) {
      // A type that holds itself is found here while it is being made.
      const placeholder: FeelType = { k: 'context', fields: new Map() }
      this.made.set(name, placeholder)
      const type = this.make(definition)
      if (placeholder.k === 'context' && type.k === 'context') {
        for (const [k, v] of type.fields) placeholder.fields.set(k, v)
        return placeholder
      }
      this.made.set(name, type)
      return type
    }
    return (
      BUILT_IN_TYPES.get(name) ??
      BUILT_IN_TYPES.get(name.replace(/^[^:]*:/, '')) ??
      OTHER_WORDS[name] ??
      this.imported(name) ??
      this.generic(name)
    )
  }

  private generic(name: string): FeelType | undefined {
    if (!name.includes('<')) return undefined
    try {
      return resolveType(parseType(name, this.names()), { typeOf: (n) => this.get(n) })
    } catch (error) {
      if (error instanceof FeelError) return undefined
      throw error
    }
  }

  private make(d: Xml): FeelType {
    const components = childrenOf(d, 'itemComponent')
    const f = child(d, 'functionItem')
    let base: FeelType = ANY
    if (f) {
      base = {
        k: 'function',
        params: childrenOf(f, 'parameters').map((p) => this.get(p.attributes.typeRef) ?? ANY),
        result: this.get(f.attributes.outputTypeRef) ?? ANY,
      }
    } else if (components.length) {
      base = { k: 'context', fields: new Map(components.map((c) => [nameOf(c), this.make(c)])) }
    } else {
      const written = child(d, 'typeRef')?.text.trim() ?? d.attributes.typeRef
      const found = this.get(written)
      if (written && !found) this.problems.set(nameOf(d), written)
      base = found ?? ANY
    }
    base = this.constrain(base, child(d, 'allowedValues'))
    const type: FeelType = d.attributes.isCollection === 'true' ? { k: 'list', of: base } : base
    return this.constrain(type, child(d, 'typeConstraint'))
  }

  private constrain(base: FeelType, tests: Xml | undefined): FeelType {
    const source = textOf(tests).trim()
    if (source === '') return base
    const env: Environment = { scope: ['?'], typeOf: (n) => this.get(n) }
    try {
      const test = compileUnaryTests(source, env)
      return { k: 'allowed', base, source, test: (v) => test(v, new Scope(new Map([['?', v]]), null, new Run())) }
    } catch (error) {
      if (!(error instanceof FeelError)) throw error
      this.problems.set(source, error.text.en)
      return base
    }
  }
}
