import { sql, type Tx } from '../platform/index.ts'
import { type At, fireStep, type StepResult } from './engine.ts'
import { ProcedureError } from './semantics.ts'

type Incoming = Omit<At, 'caseId'> & { name: string; variables?: Record<string, unknown> }

/**
 * Brings a message to the one case that waits for it under this correlation, in the caller's transaction.
 * The same `id` a second time changes nothing and gives undefined.
 * @throws ProcedureError NO_RECEIVER where none waits, AMBIGUOUS where several do
 */
export async function deliverMessage(
  tx: Tx,
  at: Incoming & { id: string; correlation: string },
): Promise<{ caseId: string; element: string; result: StepResult } | undefined> {
  const known =
    await sql`select 1 from procedure.delivery where jurisdiction = ${at.jurisdiction} and id = ${at.id}`.execute(tx)
  if (known.rows.length > 0) return undefined
  // The instances' locks come first, so that two messages at once take turns and the second sees what the first left.
  await sql`select 1 from procedure.instance where jurisdiction = ${at.jurisdiction} and correlation = ${at.correlation}
    order by case_id for update`.execute(tx)
  const [found, second] = await receiversOf(tx, {
    jurisdiction: at.jurisdiction,
    kind: 'message',
    name: at.name,
    correlation: at.correlation,
  })
  if (!found)
    throw new ProcedureError(
      'NO_RECEIVER',
      `没有办件在等「${at.name}」（${at.correlation}）。请核对关联号，或等它走到那一步。`,
      `No case waits for “${at.name}” (${at.correlation}). Please check the correlation, or wait until it is there.`,
    )
  if (second)
    throw new ProcedureError(
      'AMBIGUOUS',
      `不止一处在等「${at.name}」（${at.correlation}），不知道该给谁。`,
      `More than one place waits for “${at.name}” (${at.correlation}); it is not clear which is meant.`,
    )
  const taken = await sql`insert into procedure.delivery (jurisdiction, id, case_id, element)
    values (${at.jurisdiction}, ${at.id}, ${found.caseId}::uuid, ${found.element}) on conflict do nothing returning 1`.execute(
    tx,
  )
  if (taken.rows.length === 0) return undefined
  const result = await fireStep(tx, { ...at, ...found, variables: at.variables ?? {} })
  return { ...found, result }
}

/**
 * The open steps that a message (under its correlation) or a signal would reach, in the order of their cases' ids. Nothing is locked:
 * by the time the caller holds a case, it may have gone on by itself.
 */
export async function receiversOf(
  tx: Tx,
  at: { jurisdiction: string; kind: 'message' | 'signal'; name: string; correlation?: string | undefined },
): Promise<{ caseId: string; element: string }[]> {
  if (at.kind === 'message' && at.correlation === undefined) return []
  const kinds = at.kind === 'message' ? ['message', 'receive'] : ['signal']
  const { rows } = await sql<{ caseId: string; element: string }>`select t.case_id as "caseId", t.element
    from procedure.task t join procedure.instance i using (jurisdiction, case_id)
    where t.jurisdiction = ${at.jurisdiction} and t.message = ${at.name} and t.kind = any(${kinds}::text[])
      and (${at.kind} = 'signal' or i.correlation = ${at.correlation ?? null})
    order by t.case_id, t.element`.execute(tx)
  return rows
}

/** Tells every case that waits for a signal, in one transaction and in the order of their ids; none waiting is no error. */
export async function broadcastSignal(
  tx: Tx,
  at: Incoming,
): Promise<{ caseId: string; element: string; result: StepResult }[]> {
  const rows = await receiversOf(tx, { jurisdiction: at.jurisdiction, kind: 'signal', name: at.name })
  const told: { caseId: string; element: string; result: StepResult }[] = []
  for (const found of rows) {
    try {
      told.push({ ...found, result: await fireStep(tx, { ...at, ...found, variables: at.variables ?? {} }) })
    } catch (error) {
      // It went on by itself, or another of its steps took the same signal.
      if (!(error instanceof ProcedureError) || error.code !== 'NOT_ENABLED') throw error
    }
  }
  return told
}
