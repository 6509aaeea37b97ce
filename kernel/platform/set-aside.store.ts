import { sql } from 'kysely'
import type { Db, Tx } from './database/connect.ts'
import { ATTEMPTS } from './timer.ts'

export type AsideAct = { jurisdiction: string; consumer: string; actId: string; error: string; at: Date }

const said = (error: unknown) => String((error as Error)?.message ?? error).slice(0, 500)

export async function setAsideAct(tx: Tx, a: Omit<AsideAct, 'error'> & { error: unknown }): Promise<void> {
  await sql`insert into platform.set_aside (jurisdiction, consumer, act_id, error, at)
    values (${a.jurisdiction}, ${a.consumer}, ${a.actId}::uuid, ${said(a.error)}, ${a.at}::timestamptz)
    on conflict (jurisdiction, consumer, act_id) do nothing`.execute(tx)
}

/** The acts that consumers went on without and the timers that were given up, oldest first. */
export async function setAside(db: Db | Tx): Promise<{ acts: AsideAct[]; timers: AsideTimer[] }> {
  const acts = await sql<AsideAct>`select jurisdiction, consumer, act_id, error, at from platform.set_aside
    order by at limit 200`.execute(db)
  const timers = await sql<AsideTimer>`select jurisdiction, id, kind, subject_id, due_at, last_error as error
    from platform.timer where attempts >= ${ATTEMPTS} order by due_at limit 200`.execute(db)
  return { acts: acts.rows, timers: timers.rows }
}

export type AsideTimer = {
  jurisdiction: string
  id: string
  kind: string
  subjectId: string
  dueAt: Date
  error: string | null
}

/** Takes an act that was set aside in hand; undefined where it is not (any more). */
export async function lockAsideAct(tx: Tx, place: string, consumer: string, actId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from platform.set_aside
    where jurisdiction = ${place} and consumer = ${consumer} and act_id = ${actId}::uuid for update`.execute(tx)
  return rows.length > 0
}

export async function dropAsideAct(tx: Tx, place: string, consumer: string, actId: string): Promise<void> {
  await sql`delete from platform.set_aside
    where jurisdiction = ${place} and consumer = ${consumer} and act_id = ${actId}::uuid`.execute(tx)
}

/** A timer that was given up is rung again by the next round; undefined where it is not given up (any more). */
export async function reviveTimer(tx: Tx, place: string, id: string): Promise<{ kind: string } | undefined> {
  const { rows } = await sql<{ kind: string }>`update platform.timer set attempts = 0
    where jurisdiction = ${place} and id = ${id}::uuid and attempts >= ${ATTEMPTS} returning kind`.execute(tx)
  return rows[0]
}
