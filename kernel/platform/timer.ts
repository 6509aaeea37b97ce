import { sql } from 'kysely'
import { type Db, later, type Tx } from './database/connect.ts'
import { newId } from './ids.ts'

/** A timer whose operation fails as often as this is given up, with a light, until an administrator has it tried again. */
export const ATTEMPTS = 8

export type TimerRequest = {
  kind: string
  jurisdiction: string
  subjectId: string
  due: Date
  payload?: Record<string, unknown>
}

/** Timers on legal time, set and cancelled in the transaction of the step that wants them. */
export function timersOf(tx: Tx) {
  return {
    /** Returns the timer's id. The room's handler of this `kind` runs once, in its own transaction, when the clock passes `due`. */
    async set(request: TimerRequest): Promise<string> {
      const id = newId(request.due.getTime(), request.jurisdiction)
      await later(
        tx,
        sql`insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload)
        values (${request.jurisdiction}, ${id}::uuid, ${request.kind}, ${request.subjectId}::uuid, ${request.due}, ${request.payload ?? {}}::jsonb)`,
      )
      return id
    },
    /** Cancels the subject's timers of one kind, or all of them; `payload` narrows it to those that hold as much. */
    async cancel(
      jurisdiction: string,
      subjectId: string,
      kind?: string,
      payload: Record<string, unknown> = {},
    ): Promise<void> {
      await later(
        tx,
        sql`delete from platform.timer where jurisdiction = ${jurisdiction} and subject_id = ${subjectId}::uuid
        and (${kind ?? null}::text is null or kind = ${kind ?? null})
        and payload @> ${payload}::jsonb`,
      )
    },
  }
}

export type Timers = ReturnType<typeof timersOf>
export type Timer = {
  jurisdiction: string
  id: string
  kind: string
  subjectId: string
  dueAt: Date
  payload: Record<string, any>
}

/** Timers that were due before an instant and have not rung: how many, and the oldest. */
export async function lateTimers(tx: Db | Tx, before: Date): Promise<{ n: number; oldest: Date | null }> {
  const { rows } = await sql<{
    n: number
    oldest: Date | null
  }>`select count(*)::int as n, min(due_at) as oldest from platform.timer where due_at < ${before}::timestamptz`.execute(
    tx,
  )
  return rows[0]!
}
