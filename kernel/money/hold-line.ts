import { type Actor, postOf, type Tx } from '../platform/index.ts'
import { type Account, findMovement, lockAccount, lockMovement, type Movement } from './money.store.ts'
import { REVENUE } from './role.ts'

/** A line of the officer's own place with its account, locked in the order in which `take` locks them: account, line, order. */
export async function holdLine(
  tx: Tx,
  id: string,
  actor: Actor,
): Promise<{ line: Movement; account: Account } | undefined> {
  const at = await findMovement(tx, id)
  if (!at || at.jurisdiction !== postOf(actor, REVENUE)?.jurisdiction) return undefined
  const account = (await lockAccount(tx, at.jurisdiction, at.account))!
  return { account, line: (await lockMovement(tx, id))! }
}
