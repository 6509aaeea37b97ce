import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Contract } from './contract.ts'
import { later, type Tx } from './database/connect.ts'
import { standardProblem } from './problem.ts'
import { replayed } from './replay.ts'

/** A command as it was found or begun; `fresh`: by this transaction. */
export type Command = { jurisdiction: string; id: string; personId: string | null; fresh: boolean }

/** Two copies at once wait for one another on the row. */
export async function claim(
  tx: Tx,
  contract: Contract,
  actor: Actor,
  jurisdiction: string,
  id: string,
): Promise<Command> {
  const personId = actor.kind === 'person' ? actor.personId : null
  const fresh =
    await sql`insert into platform.command (jurisdiction, id, operation, person_id) values (${jurisdiction}, ${id}::uuid, ${contract.id}, ${personId}::uuid)
    on conflict do nothing returning id`.execute(tx)
  return { jurisdiction, id, personId, fresh: fresh.rows.length > 0 }
}

export const unclaim = (c: Command) =>
  sql`delete from platform.command where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid`

/** What a command that was carried out before answered then. */
export async function answered(tx: Tx, contract: Contract, c: Command): Promise<unknown> {
  const { rows } = await sql<{ output: unknown }>`select output from platform.command
    where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid and operation = ${contract.id} and person_id is not distinct from ${c.personId}::uuid`.execute(
    tx,
  )
  if (!rows[0] || rows[0].output === null || contract.secret) throw standardProblem('CONFLICT')
  return replayed(contract.output, rows[0].output)
}

export const keepAnswer = (tx: Tx, c: Command, output: unknown): Promise<void> =>
  later(
    tx,
    sql`update platform.command set output = ${output as any}::jsonb where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid`,
  )
