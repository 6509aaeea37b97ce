import { sql } from 'kysely'
import type { Tx } from './database/connect.ts'

/** Work for after the commit, on the machine's time, by graphile-worker; queued in the caller's transaction. */
export function jobsOf(tx: Tx) {
  return {
    async add(name: string, payload: Record<string, unknown>, options: { key?: string } = {}): Promise<void> {
      await sql`select graphile_worker.add_job(${name}, ${payload}::json, job_key => ${options.key ?? null})`.execute(
        tx,
      )
    },
  }
}
export type Jobs = ReturnType<typeof jobsOf>
