import { type Case, lockCase } from '../../kernel/cases/index.ts'
import { type ItemVersion, itemVersion } from '../../kernel/catalog/index.ts'
import { type Act, actsOf, type Problem, type ReadContext, type Subject, type Tx } from '../../kernel/platform/index.ts'
import {
  fireStep,
  instanceOf,
  openTasks,
  ProcedureError,
  receiversOf,
  type StepInfo,
  type Thrown,
} from '../../kernel/procedure/index.ts'
import type { CaseActType } from './acts.ts'
import { type CaseFacts, factsOf } from './case.fold.ts'
import { receiveMessage } from './contract.ts'

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
export type Fired = { ended: boolean; opened: StepInfo[]; stamp: CaseAt['stamp'] & { step: string; sent?: Sent[] } }
/** A message or signal that passing the chart sent, and how many cases it reached. */
export type Sent = { kind: 'message' | 'signal'; name: string; cases: number }
type Ctx = Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'> & { problem: Refuse }

/**
 * Fires the step of the case's chart that this act performs (`gnomon:act`), in this transaction, with `outcome` for the gateway behind
 * it. The element's id is the chart's own business. Throws NOT_OPEN where no such step is open: somebody else was first, or the chart
 * does not allow it.
 */
export async function fire(ctx: Ctx, at: CaseAt, act: CaseActType, outcome?: string): Promise<Fired> {
  const open = await openTasks(ctx.tx, at.found.jurisdiction, at.found.id)
  const task = open.find((t) => t.act === act)
  if (!task) throw ctx.problem('NOT_OPEN')
  return fireElement(ctx, at, task.element, { outcome: outcome ?? null })
}

/** As `fire`, for one element of the chart; the gateway behind it sees the variables. */
export async function fireElement(
  ctx: Ctx,
  at: CaseAt,
  element: string,
  variables: Record<string, unknown>,
): Promise<Fired> {
  const { jurisdiction, id: caseId } = at.found
  try {
    const { ended, opened, thrown } = await fireStep(ctx.tx, {
      jurisdiction,
      caseId,
      element,
      variables,
      clock: ctx.clock,
    })
    const sent = await tell(ctx, at.found, thrown)
    return { ended, opened, stamp: { ...at.stamp, step: element, ...(sent.length > 0 ? { sent } : {}) } }
  } catch (error) {
    if (error instanceof ProcedureError) throw ctx.problem('NOT_OPEN', { detail: error.said })
    throw error
  }
}

/** Brings what a case's chart sent to the cases that wait for it, each with an act of its own, in the same transaction. */
export async function tell(
  { tx, callAsSystem }: Pick<Ctx, 'tx' | 'callAsSystem'>,
  { jurisdiction, id }: Pick<Case, 'jurisdiction' | 'id'>,
  thrown: Thrown[],
): Promise<Sent[]> {
  const sent: Sent[] = []
  const correlation = thrown.length > 0 ? (await instanceOf(tx, jurisdiction, id))?.correlation : undefined
  for (const { kind, name } of thrown) {
    const receivers = await receiversOf(tx, { jurisdiction, kind, name, correlation: correlation ?? undefined })
    let cases = 0
    for (const { caseId, element } of receivers) {
      // While this act waited for the case, another's message may have taken it on: then there is nobody left to tell.
      await lockCase(tx, caseId)
      if (!(await openTasks(tx, jurisdiction, caseId)).some((t) => t.element === element)) continue
      await callAsSystem(receiveMessage, { caseId, element, from: id })
      cases++
    }
    sent.push({ kind, name, cases })
  }
  return sent
}

export const output = (at: CaseAt) => ({ caseId: at.found.id, number: at.found.number })
