import { type Clock, later, sql, type Tx, timersOf } from '../platform/index.ts'
import { compileBpmn } from './compile/compile.ts'
import type { Compiled, Procedure, StepInfo } from './compile/compiled.ts'
import { evaluateCondition } from './condition.ts'
import type { Marking } from './net.ts'
import { inOrder } from './place-order.ts'
import { begin, openSteps, ProcedureError, reopened, type Settled, step } from './semantics.ts'
import { dueOf, parseTimer } from './timer.rules.ts'

/** What a step changed: the steps it opened and closed, and whether the case has come to its end. */
export type StepResult = {
  opened: StepInfo[]
  closed: StepInfo[]
  open: StepInfo[]
  ended: boolean
  passed: string[]
  /** Messages and signals that the step sent. */
  thrown: Thrown[]
  version: number
}
export type Thrown = { kind: 'message' | 'signal'; name: string; element: string }

// A chart never changes under its digest, so a compiled one may be kept for the life of the process.
const compiled = new Map<string, Procedure>()

/** Stores a published chart; the same bytes twice are one chart. */
export async function storeChart(tx: Tx, xml: string, made: Compiled): Promise<string> {
  await sql`insert into procedure.chart (digest, name, xml, places)
    values (${made.digest}, ${made.procedure.name}, ${xml}, ${made.net.places}::text[]) on conflict do nothing`.execute(
    tx,
  )
  return made.digest
}

export async function chartXml(tx: Tx, digest: string): Promise<string | undefined> {
  const { rows } = await sql<{ xml: string }>`select xml from procedure.chart where digest = ${digest}`.execute(tx)
  return rows[0]?.xml
}

export async function procedureOf(tx: Tx, digest: string): Promise<Procedure> {
  const known = compiled.get(digest)
  if (known) return known
  const { rows } = await sql<{ xml: string; places: string[] | null }>`
    select xml, places from procedure.chart where digest = ${digest}`.execute(tx)
  if (!rows[0]) throw new Error(`no published chart has the digest ${digest}`)
  const made = (await compileBpmn(rows[0].xml)).procedure
  const procedure = rows[0].places ? inOrder(made, rows[0].places) : made
  if (compiled.size > 500) compiled.clear()
  compiled.set(digest, procedure)
  return procedure
}

export type At = { jurisdiction: string; caseId: string; clock: Clock }

/**
 * Puts a case at the start of its chart and lets pass what needs nobody. The chart's timers are rung under `timerKind`, to be
 * answered by whoever runs the case with `fireStep`; `payload.element` names the step.
 */
export async function startProcedure(
  tx: Tx,
  at: At & { digest: string; variables: Record<string, unknown>; correlation?: string; timerKind?: string },
): Promise<StepResult> {
  const procedure = await procedureOf(tx, at.digest)
  const settled = begin(procedure, at.variables, evaluateCondition)
  const open = openSteps(procedure, settled.marking)
  await sql`insert into procedure.instance (jurisdiction, case_id, digest, marking, version, ended, correlation, timer_kind)
    values (${at.jurisdiction}, ${at.caseId}::uuid, ${at.digest}, ${settled.marking}::int[], 1, ${settled.ended}, ${at.correlation ?? null}, ${at.timerKind ?? null})`.execute(
    tx,
  )
  await setTimers(tx, at, at.timerKind ?? null, open)
  return {
    opened: open,
    closed: [],
    open,
    ended: settled.ended,
    passed: settled.passed,
    thrown: thrownBy(procedure, settled.passed),
    version: 1,
  }
}

/**
 * One step of a case, in the caller's transaction: locks the instance, checks that the step is open and moves the tokens.
 * Two officers at once take turns on the lock; the second finds the step closed (NOT_ENABLED).
 */
export async function fireStep(
  tx: Tx,
  at: At & { element: string; variables: Record<string, unknown> },
): Promise<StepResult> {
  const { rows } = await sql<{
    digest: string
    marking: Marking
    version: number
    timerKind: string | null
  }>`select digest, marking, version, timer_kind from procedure.instance
    where jurisdiction = ${at.jurisdiction} and case_id = ${at.caseId}::uuid for update`.execute(tx)
  const instance = rows[0]
  if (!instance)
    throw new ProcedureError('NOT_ENABLED', '这个办件还没有开始流程。', 'This case has not started its procedure.')
  const procedure = await procedureOf(tx, instance.digest)
  const before = openSteps(procedure, instance.marking)
  const settled = step(procedure, instance.marking, at.element, at.variables, evaluateCondition)
  const result = await moved(tx, at, procedure, before, settled, instance)
  return { ...result, thrown: thrownBy(procedure, [at.element, ...settled.passed]) }
}

const thrownBy = (procedure: Procedure, passed: string[]): Thrown[] =>
  passed.flatMap((element) => {
    const thrown = procedure.throws[element]
    return thrown ? [{ ...thrown, element }] : []
  })

/** Writes where the case stands now; also after its chart was exchanged. A step left and entered again is closed and opened. */
export async function moved(
  tx: Tx,
  at: At,
  procedure: Procedure,
  before: StepInfo[],
  settled: Settled,
  instance: { version: number; timerKind: string | null },
  digest?: string,
): Promise<StepResult> {
  const version = instance.version + 1
  const open = openSteps(procedure, settled.marking)
  const again = reopened(procedure, open, before, settled.left)
  const stays = (s: StepInfo, list: StepInfo[]) =>
    list.some((o) => o.element === s.element) && !again.some((o) => o.element === s.element)
  const opened = open.filter((s) => !stays(s, before))
  const closed = before.filter((s) => !stays(s, open))
  await later(
    tx,
    sql`update procedure.instance set marking = ${settled.marking}::int[], version = ${version}, ended = ${settled.ended}, digest = coalesce(${digest ?? null}, digest)
    where jurisdiction = ${at.jurisdiction} and case_id = ${at.caseId}::uuid`,
  )
  for (const s of closed)
    if (s.kind === 'timer' && instance.timerKind)
      await timersOf(tx).cancel(at.jurisdiction, at.caseId, instance.timerKind, { element: s.element })
  await setTimers(tx, at, instance.timerKind, opened)
  return { opened, closed, open, ended: settled.ended, passed: settled.passed, thrown: [], version }
}

/** A timer for each step that waits for its time, in the transaction that opens it. */
async function setTimers(tx: Tx, at: At, kind: string | null, opened: StepInfo[]): Promise<void> {
  for (const s of opened) {
    if (s.kind !== 'timer') continue
    if (!kind) throw new Error(`the chart has the timer ${s.element}, but whoever started the case names no timerKind`)
    const due = dueOf(parseTimer(s.timer!)!, at.clock.now())
    const { jurisdiction, caseId: subjectId } = at
    await timersOf(tx).set({ kind, jurisdiction, subjectId, due, payload: { element: s.element } })
  }
}

/** The steps of a case that are open now, by its marking. */
export async function openStepsOf(tx: Tx, jurisdiction: string, caseId: string): Promise<StepInfo[]> {
  const instance = await instanceOf(tx, jurisdiction, caseId)
  if (!instance) return []
  return openSteps(await procedureOf(tx, instance.digest), instance.marking)
}

/** What an instance stands on; undefined before it started. */
export async function instanceOf(
  tx: Tx,
  jurisdiction: string,
  caseId: string,
): Promise<
  { digest: string; marking: Marking; version: number; ended: boolean; correlation: string | null } | undefined
> {
  const { rows } = await sql<{
    digest: string
    marking: Marking
    version: number
    ended: boolean
    correlation: string | null
  }>`select digest, marking, version, ended, correlation
    from procedure.instance where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}

/** Ends a case's procedure from outside its chart (a withdrawal): no step is open any more. */
export async function endProcedure(tx: Tx, jurisdiction: string, caseId: string): Promise<void> {
  const { rows } = await sql<{ kind: string | null }>`update procedure.instance
    set ended = true, version = version + 1, marking = array_fill(0, array[array_length(marking, 1)])
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid returning timer_kind as kind`.execute(tx)
  if (rows[0]?.kind) await timersOf(tx).cancel(jurisdiction, caseId, rows[0].kind)
}
