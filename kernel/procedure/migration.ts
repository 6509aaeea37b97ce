import { sql, type Tx } from '../platform/index.ts'
import type { Procedure } from './compile/compiled.ts'
import { evaluateCondition } from './condition.ts'
import { type At, moved, procedureOf, type StepResult } from './engine.ts'
import { mapMarking } from './map-marking.ts'
import type { Marking } from './net.ts'
import { openSteps, ProcedureError, settle } from './semantics.ts'
import { canReach } from './stand.ts'

/**
 * Puts a running case on a new version of its chart, where every token has its place there, nobody's open step is lost, and the new
 * chart can itself come to stand so, which makes it finish from there.
 * `dryRun` answers without writing. A law decides whether it may be done: an act of the caller says so.
 * @throws ProcedureError CANNOT_MIGRATE naming the steps that the new chart does not have, or that the case has ended
 */
export async function migrateInstance(
  tx: Tx,
  at: At & { digest: string; variables: Record<string, unknown>; dryRun?: boolean },
): Promise<Pick<StepResult, 'opened' | 'closed' | 'open'>> {
  const { rows } = await sql<{
    digest: string
    marking: Marking
    version: number
    ended: boolean
    timerKind: string | null
  }>`
    select digest, marking, version, ended, timer_kind from procedure.instance
    where jurisdiction = ${at.jurisdiction} and case_id = ${at.caseId}::uuid ${at.dryRun ? sql`` : sql`for update`}`.execute(
    tx,
  )
  const instance = rows[0]
  if (!instance || instance.ended)
    throw new ProcedureError('CANNOT_MIGRATE', '这个办件没有在办的流程。', 'This case has no procedure under way.')
  const [from, to] = [await procedureOf(tx, instance.digest), await procedureOf(tx, at.digest)]
  const { marking, lost } = mapMarking(from.net, to.net, instance.marking)
  if (lost.length > 0) refuse(from, lost)
  const before = openSteps(from, instance.marking)
  const settled = settle(to, marking, at.variables, evaluateCondition)
  const gone = before.filter((s) => !openSteps(to, settled.marking).some((n) => n.element === s.element))
  if (gone.length > 0)
    refuse(
      from,
      gone.map((s) => s.element),
    )
  if (canReach(to, settled.marking) !== true)
    throw new ProcedureError(
      'CANNOT_MIGRATE',
      '新版流程自己走不到这件现在的位置，迁过去可能办不完。请在旧版上办完。',
      'The new chart never comes to stand where this case does, so it might not finish there. Please finish it on the old one.',
    )
  if (at.dryRun) {
    const open = openSteps(to, settled.marking)
    return { open, closed: [], opened: open.filter((s) => !before.some((b) => b.element === s.element)) }
  }
  return moved(tx, at, to, before, settled, instance, at.digest)
}

function refuse(procedure: Procedure, places: string[]): never {
  const names = [...new Set(places.map((p) => p.replace(/^[a-z]+:/, '')))].map((id) => procedure.names[id] ?? id)
  throw new ProcedureError(
    'CANNOT_MIGRATE',
    `新版流程里没有这些正在办的步骤：${names.join('、')}。请先办完，或在新版保留它们。`,
    `The new chart does not have these open steps: ${names.join(', ')}. Please finish them first, or keep them in the new version.`,
  )
}
