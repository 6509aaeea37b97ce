import { compileExpression, FeelError, fromJson, namesIn, Run, Scope, type Value } from '../decision/index.ts'
import { text } from '../platform/text.ts'
import type { Compiled } from './compile/compiled.ts'
import type { Refusal } from './refusal.ts'
import { type Evaluate, INSTANCE_NAMES, ProcedureError } from './semantics.ts'

/** Other tools write “= expression”. */
const bare = (condition: string): string => condition.replace(/^=\s*/, '')
const failed = (source: string, zh: string, en: string): ProcedureError =>
  new ProcedureError(
    'NO_BRANCH',
    `条件「${source}」算不出来：${zh}`,
    `The condition “${source}” cannot be evaluated: ${en}`,
  )

// What an expression means depends on the names in scope, since FEEL's names may have spaces and signs in them.
const known = new Map<string, ReturnType<typeof compileExpression>>()
function compiledFor(source: string, scope: string[]) {
  const key = JSON.stringify([source, scope])
  let made = known.get(key)
  if (made) return made
  made = compileExpression(source, { scope })
  if (known.size > 5000) known.clear()
  known.set(key, made)
  return made
}

/**
 * A flow's condition in FEEL. Anything but true or false (null, a misspelt variable, a text compared with a number)
 * stops the step with a name, never a silent branch.
 */
export const evaluateCondition: Evaluate = (condition, variables) => {
  const source = bare(condition)
  const vars = new Map<string, Value>(Object.entries(variables).map(([name, v]) => [name, fromJson(v)]))
  const run = new Run()
  let value: Value
  try {
    value = compiledFor(source, [...vars.keys()])(new Scope(vars, null, run))
  } catch (error) {
    if (error instanceof FeelError) throw failed(source, error.text.zh, error.text.en)
    throw error
  }
  const [problem] = run.diagnostics
  if (problem) throw failed(source, problem.message.zh, problem.message.en)
  if (typeof value === 'boolean') return value
  throw new ProcedureError(
    'NO_BRANCH',
    `条件「${source}」的结果不是真或假。`,
    `The condition “${source}” is neither true nor false.`,
  )
}

/** What a step itself says of a case, beside what the chart's rules come to: the names that a completion condition may use. */
const OUTCOME = 'outcome'

/** Conditions that do not parse, or name what no case has, by element. */
export function checkConditions(compiled: Compiled): Refusal[] {
  const rules = Object.values(compiled.procedure.steps).flatMap((s) => s.decision?.split('/').slice(1).join('/') ?? [])
  return [...unparsed(compiled), ...unknownNames(compiled, [...INSTANCE_NAMES, OUTCOME, ...rules])]
}

/** A completion condition is asked after every instance: a misspelt name would let the case stand still. */
function unknownNames(compiled: Compiled, known: string[]): Refusal[] {
  const found = new Map<string, Refusal>()
  for (const { element, guard } of compiled.net.transitions) {
    if (!guard || found.has(element)) continue
    let names: string[]
    try {
      names = namesIn(bare(guard.condition), known).filter((n) => !known.includes(n))
    } catch (error) {
      if (error instanceof FeelError) continue
      throw error
    }
    if (names.length === 0) continue
    const message = text(
      `完成条件「${guard.condition}」里的 ${names.join('、')} 没有这个名称（${element}）。可以用：${INSTANCE_NAMES.filter((n) => n.startsWith('number')).join('、')}、${OUTCOME}。`,
      `The completion condition “${guard.condition}” names ${names.join(', ')}, which no case has (${element}). There are: ${INSTANCE_NAMES.filter((n) => n.startsWith('number')).join(', ')}, ${OUTCOME}.`,
    )
    found.set(element, { code: 'BAD_CONDITION', element, message, running: true })
  }
  return [...found.values()]
}

function unparsed(compiled: Compiled): Refusal[] {
  const written = Object.values(compiled.procedure.branches).flatMap((branches) =>
    branches.flatMap((b) => (b.condition ? [{ element: b.flow, condition: b.condition }] : [])),
  )
  for (const t of compiled.net.transitions)
    if (t.guard) written.push({ element: t.element, condition: t.guard.condition })
  return written.flatMap(({ element, condition }) => {
    const source = bare(condition)
    try {
      compileExpression(source, { scope: [] })
      return []
    } catch (error) {
      if (!(error instanceof FeelError)) throw error
      const message = text(
        `条件「${source}」不是有效的 FEEL 表达式（${element}）：${error.text.zh}`,
        `The condition “${source}” is not valid FEEL (${element}): ${error.text.en}`,
      )
      return [{ code: 'BAD_CONDITION' as const, element, message, running: true as const }]
    }
  })
}
