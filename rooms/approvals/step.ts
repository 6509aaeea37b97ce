import { type Case, lockCase } from '../../kernel/cases/index.ts'
import { type ItemVersion, itemVersion } from '../../kernel/catalog/index.ts'
import { type Act, actsOf, type Clock, type Problem, type Subject, type Tx } from '../../kernel/platform/index.ts'
import { fireStep, openTasks, ProcedureError, type StepInfo } from '../../kernel/procedure/index.ts'
import type { CaseActType } from './acts.ts'
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

/** What a step led to, and the stamp that its act carries. */
export type Fired = { ended: boolean; opened: StepInfo[]; stamp: CaseAt['stamp'] & { step: string } }

/**
 * Fires the step of the case's chart that this act performs (`gnomon:act`), in this transaction, with `outcome` for the gateway behind
 * it. The element's id is the chart's own business. Throws NOT_OPEN where no such step is open: somebody else was first, or the chart
 * does not allow it.
 */
export async function fire(
  tx: Tx,
  clock: Clock,
  at: CaseAt,
  act: CaseActType,
  outcome: string | undefined,
  problem: Refuse,
): Promise<Fired> {
  const open = await openTasks(tx, at.found.jurisdiction, at.found.id)
  const task = open.find((t) => t.act === act)
  if (!task) throw problem('NOT_OPEN')
  return fireElement(tx, clock, at, task.element, { outcome: outcome ?? null }, problem)
}

/** As `fire`, for one element of the chart; the gateway behind it sees the variables. */
export async function fireElement(
  tx: Tx,
  clock: Clock,
  at: CaseAt,
  element: string,
  variables: Record<string, unknown>,
  problem: Refuse,
): Promise<Fired> {
  try {
    const { ended, opened } = await fireStep(tx, {
      jurisdiction: at.found.jurisdiction,
      caseId: at.found.id,
      element,
      variables,
      clock,
    })
    return { ended, opened, stamp: { ...at.stamp, step: element } }
  } catch (error) {
    if (error instanceof ProcedureError) throw problem('NOT_OPEN', { detail: error.said })
    throw error
  }
}

export const output = (at: CaseAt) => ({ caseId: at.found.id, number: at.found.number })
