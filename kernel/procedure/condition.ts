import { evaluate as feel, parseExpression } from 'feelin'
import { text } from '../platform/text.ts'
import type { Compiled } from './compile.ts'
import type { Refusal } from './refusal.ts'
import { type Evaluate, ProcedureError } from './semantics.ts'

/** A flow's condition in FEEL; anything but true or false stops the step with a name, never a silent branch. */
export const evaluateCondition: Evaluate = (condition, variables) => {
  const source = condition.replace(/^=\s*/, '').replace(/^\$\{(.*)\}$/s, '$1')
  let value: unknown
  try {
    const result = feel(source, variables) as unknown
    value = result && typeof result === 'object' && 'value' in result ? (result as { value: unknown }).value : result
  } catch (error) {
    throw new ProcedureError(
      'NO_BRANCH',
      `条件「${source}」算不出来：${(error as Error).message}`,
      `The condition “${source}” cannot be evaluated: ${(error as Error).message}`,
    )
  }
  if (value === true || value === false) return value
  if (value === null) return false
  throw new ProcedureError(
    'NO_BRANCH',
    `条件「${source}」的结果不是真或假。`,
    `The condition “${source}” is neither true nor false.`,
  )
}

/** Conditions that do not parse, by element. */
export function checkConditions(compiled: Compiled): Refusal[] {
  return Object.values(compiled.procedure.branches).flatMap((branches) =>
    branches.flatMap((b) => {
      if (!b.condition) return []
      const source = b.condition.replace(/^=\s*/, '').replace(/^\$\{(.*)\}$/s, '$1')
      let broken = false
      try {
        parseExpression(source, {}, undefined).iterate({ enter: (node) => void (broken ||= node.type.isError) })
      } catch {
        broken = true
      }
      return broken
        ? [
            {
              code: 'BAD_CONDITION' as const,
              element: b.flow,
              message: text(
                `条件「${source}」不是有效的 FEEL 表达式（${b.flow}）。`,
                `The condition “${source}” is not valid FEEL (${b.flow}).`,
              ),
            },
          ]
        : []
    }),
  )
}
