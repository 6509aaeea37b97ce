import { addDays, type Count, dayOf, isWorkingDay, startOfDay } from '../../kernel/calendar/index.ts'
import { compileExpression, fromJson, Run, Scope, type Value } from '../../kernel/decision/index.ts'
import type { Citation, Text } from '../../kernel/platform/index.ts'

export type Rule = {
  id: string
  light: 'yellow' | 'red'
  /** Which clock it looks at, or else which act. */
  clock: string | null
  act: string | null
  condition: string
  name: Text
  basis: Citation[]
}

/** A condition that cannot be computed is no condition that holds: it is a finding of the rule's own. */
export class RuleFailed extends Error {}

const compiled = new Map<string, ReturnType<typeof compileExpression>>()

/** @throws RuleFailed where it does not parse or names what is not there */
function parses(condition: string, names: Iterable<string>): ReturnType<typeof compileExpression> {
  const scope = [...names]
  const key = `${condition}\n${scope.join()}`
  let expression = compiled.get(key)
  if (expression) return expression
  try {
    expression = compileExpression(condition, { scope })
  } catch (error) {
    throw new RuleFailed((error as Error).message)
  }
  if (compiled.size > 2000) compiled.clear()
  compiled.set(key, expression)
  return expression
}

/** @throws RuleFailed where the condition does not parse, names what is not there, or is neither true nor false */
export function holds(condition: string, variables: Record<string, unknown>): boolean {
  const vars = new Map<string, Value>(Object.entries(variables).map(([name, v]) => [name, fromJson(v)]))
  const run = new Run()
  const value = parses(condition, vars.keys())(new Scope(vars, null, run))
  const [problem] = run.diagnostics
  if (problem) throw new RuleFailed(problem.message.en)
  if (typeof value !== 'boolean') throw new RuleFailed('neither true nor false')
  return value
}

/** Of an act: its public fields; one that it leaves out is null, and a comparison with null holds of nothing. */
export function holdsOfAct(condition: string, names: readonly string[], said: Record<string, unknown>): boolean {
  const missing = names.filter((name) => said[name] === undefined)
  if (missing.length === 0) return holds(condition, said)
  const vars = new Map<string, Value>(Object.entries(said).map(([name, v]) => [name, fromJson(v)]))
  for (const name of missing) vars.set(name, null)
  const run = new Run()
  const value = parses(condition, vars.keys())(new Scope(vars, null, run))
  const unknown = run.diagnostics.find((d) => d.code === 'UNKNOWN_NAME')
  if (unknown) throw new RuleFailed(unknown.message.en)
  return value === true
}

/** What a condition on a clock may name. */
export const CLOCK_NAMES = ['remaining', 'overdue', 'suspended', 'allowed', 'used'] as const
export const SAMPLE = { remaining: 3, overdue: false, suspended: false, allowed: 5, used: 2 }

type Reading = { remaining: number; overdue: boolean }
const variablesOf = (count: Count, { remaining, overdue }: Reading) => ({
  remaining,
  overdue,
  suspended: count.suspended,
  allowed: count.allowed,
  used: count.allowed - remaining,
})

/** Whether a rule's light is on for a clock. A suspended clock raises nothing; a duty already late stays late. */
export const isOn = (rule: Rule, count: Count | undefined): count is Count & { due: string } =>
  count?.due !== undefined && !count.finished && holds(rule.condition, variablesOf(count, count))

/** How far ahead a change of light is looked for, in days past the later of today and the deadline. */
const HORIZON = 60

/**
 * The first instant at which the rule says something else than now, if nothing happens until then: conditions see days, so each day
 * ahead on which the number of days left changes is tried. Undefined while the clock is suspended.
 */
export function changesAt(rule: Rule, count: Count | undefined, at: Date): Date | undefined {
  if (!count?.due || count.finished) return undefined
  const now = isOn(rule, count)
  const kinds = new Map(count.steps.map((s) => [s.day, s.what]))
  const counts = (day: string) => (kinds.has(day) ? kinds.get(day) === 'counted' : isWorkingDay(day))
  let reading: Reading = { remaining: count.remaining, overdue: count.overdue }
  const today = dayOf(at)
  // Days are text, and sort as such.
  // biome-ignore lint/complexity/useMathMinMax: of texts
  const last = addDays(today > count.due ? today : count.due, HORIZON)
  for (let day = addDays(today, 1); day <= last; day = addDays(day, 1)) {
    const next: Reading = { remaining: reading.remaining - (counts(day) ? 1 : 0), overdue: day > count.due }
    if (next.remaining === reading.remaining && next.overdue === reading.overdue) continue
    reading = next
    if (holds(rule.condition, variablesOf(count, reading)) !== now) return startOfDay(day)
  }
  return undefined
}
