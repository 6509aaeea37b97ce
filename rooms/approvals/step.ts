import { type Case, lockCase } from '../../kernel/cases/index.ts'
import { type ItemVersion, itemVersion } from '../../kernel/catalog/index.ts'
import { type Act, actsOf, type Clock, type Problem, type Subject, type Tx } from '../../kernel/platform/index.ts'
import { fireStep, ProcedureError, type StepResult } from '../../kernel/procedure/index.ts'
import { type CaseFacts, factsOf } from './case.fold.ts'

type Refuse = (code: 'NO_CASE' | 'NOT_OPEN', more?: { detail?: { zh: string; en: string } }) => Problem
export type CaseAt = {
  found: Case
  version: ItemVersion
  acts: Act[]
  facts: CaseFacts
  subject: Subject
  stamp: { itemVersion: number; chartDigest: string }
}

/** The case with its version, its acts and what follows from them. Throws NO_CASE. */
export async function caseAt(tx: Tx, caseId: string, problem: (code: 'NO_CASE') => Problem): Promise<CaseAt> {
  const found = await lockCase(tx, caseId)
  if (!found) throw problem('NO_CASE')
  const version = (await itemVersion(tx, found.versionId))!
  const acts = await actsOf(tx, found.jurisdiction, found.id)
  return {
    found,
    version,
    acts,
    facts: factsOf(acts, version.content.specialProcedures),
    subject: { kind: 'case', id: found.id },
    stamp: { itemVersion: version.number, chartDigest: version.chartDigest! },
  }
}

/**
 * Fires the first of the named steps that is open on the case's chart, in this transaction, with `outcome` for its gateway.
 * Throws NOT_OPEN where none is: somebody else was first, or the chart does not allow it.
 */
export async function fire(
  tx: Tx,
  clock: Clock,
  at: CaseAt,
  elements: string[],
  outcome: string | undefined,
  problem: Refuse,
): Promise<StepResult> {
  for (const [i, element] of elements.entries()) {
    try {
      return await fireStep(tx, {
        jurisdiction: at.found.jurisdiction,
        caseId: at.found.id,
        element,
        variables: { outcome: outcome ?? null },
        clock,
      })
    } catch (error) {
      if (!(error instanceof ProcedureError)) throw error
      if (error.code === 'NOT_ENABLED' && i < elements.length - 1) continue
      throw problem('NOT_OPEN', { detail: error.said })
    }
  }
  throw problem('NOT_OPEN')
}

export const output = (at: CaseAt) => ({ caseId: at.found.id, number: at.found.number })
