import { explain, type Model, type Outcome, toJson } from '../decision/index.ts'
import type { Text, Tx } from '../platform/index.ts'
import { type At, fireStep, instanceOf, procedureOf, type StepResult } from './engine.ts'
import { ProcedureError } from './semantics.ts'

export type Answer = { decision: string; value: unknown; reasons: Text[]; outcome: Outcome }

/**
 * What the decision of a business-rule task says for a case, with its reasons. A diagnostic is a failure: nothing is guessed.
 * @throws ProcedureError NOT_ENABLED where the step is no business-rule task with a decision; DecisionFailed, DecisionError
 */
export async function answerBusinessRule(
  tx: Tx,
  at: At & { element: string; model: Model; variables: Record<string, unknown> },
): Promise<Answer> {
  const instance = await instanceOf(tx, at.jurisdiction, at.caseId)
  const step = instance && (await procedureOf(tx, instance.digest)).steps[at.element]
  if (step?.kind !== 'business-rule' || !step.decision)
    throw new ProcedureError(
      'NOT_ENABLED',
      `「${at.element}」不是写明了决策（gnomon:decision）的业务规则任务。`,
      `“${at.element}” is no business-rule task that names its decision (gnomon:decision).`,
    )
  const outcome = at.model.decide(step.decision, at.variables, { now: at.clock.now(), explain: true })
  return { decision: step.decision, value: toJson(outcome.value), reasons: explain(outcome), outcome }
}

/** Answers and goes on in one transaction; the conditions behind the task see the answer under the decision's name. */
export async function fireBusinessRule(
  tx: Tx,
  at: At & { element: string; model: Model; variables: Record<string, unknown> },
): Promise<{ answer: Answer; result: StepResult }> {
  const answer = await answerBusinessRule(tx, at)
  const result = await fireStep(tx, { ...at, variables: { ...at.variables, [answer.decision]: answer.value } })
  return { answer, result }
}
