// A condition in FEEL, compiled once; it is given the names that it mentions and no others.
import { compileExpression, FeelError, fromJson, namesIn, Run, Scope, type Value } from '../decision/index.ts'
import { quickly } from './quick.rules.ts'
import { RuleFailed } from './rule.shape.ts'

export type Condition = {
  /** What it asks for. */
  readonly names: readonly string[]
  /** @throws RuleFailed where it cannot be computed from what is known */
  holds(get: (name: string) => unknown): boolean
}

/** Steps of one evaluation; a condition over one act needs tens. */
const STEPS = 20_000
const compiled = new Map<string, Condition>()

/** @throws RuleFailed where it does not parse or names what is not there */
export function conditionOf(source: string, known: readonly string[]): Condition {
  const key = `${source}\n${known.join()}`
  let condition = compiled.get(key)
  if (condition) return condition
  if (compiled.size > 2000) compiled.clear()
  condition = compile(source, known)
  compiled.set(key, condition)
  return condition
}

function compile(source: string, known: readonly string[]): Condition {
  if (source.trim() === 'true') return { names: [], holds: () => true }
  const { names, code } = attempt(() => {
    const names = namesIn(source, known)
    const unknown = names.find((n) => !known.includes(n))
    if (unknown !== undefined) throw new RuleFailed(`“${unknown}” is not known here`)
    // A field may be called as one of FEEL's own functions is; it comes first where it is not called.
    const hidden = known.filter((n) => !names.includes(n) && new RegExp(`(?<![\\w.])${n}(?![\\w(])`).test(source))
    return { names: [...names, ...hidden], code: compileExpression(source, { scope: known }) }
  })
  const quick = quickly(source, known)
  return {
    names,
    holds(get) {
      const sooner = quick?.(get)
      if (sooner !== undefined) return sooner
      const vars = new Map<string, Value>()
      let missing = false
      for (const name of names) {
        const value = get(name) ?? null
        missing ||= value === null
        vars.set(name, fromJson(value))
      }
      const run = new Run({ steps: STEPS })
      const value = attempt(() => code(new Scope(vars, null, run)))
      // What an act leaves out is null, and a comparison with null holds of nothing; that is no error of the rule's.
      if (missing) return value === true
      const [problem] = run.diagnostics
      if (problem) throw new RuleFailed(problem.message.en)
      if (typeof value !== 'boolean') throw new RuleFailed('neither true nor false')
      return value
    },
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FeelError) throw new RuleFailed(error.message)
    throw error
  }
}
