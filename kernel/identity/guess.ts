import { type Actor, type Db, standardProblem, type Tx, text } from '../platform/index.ts'
import { countFailure, forgetFailures, LOCK_MINUTES, lockedUntil } from './attempts.store.ts'

/**
 * A secret that somebody logged in gives for a thing (the code of a letter): his wrong ones are counted as wrong passwords are, in a
 * transaction of their own, so that the refusal does not undo the count. Nobody else is locked out by them. Asked in an operation's
 * `prepare`; the operation compares again.
 * @throws TOO_MANY after five wrong ones within a quarter of an hour
 */
export async function guess(
  { db, actor }: { db: Db | Tx; actor?: Actor },
  thing: string,
  right: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  if (actor?.kind !== 'person') return
  const origin = `person ${actor.personId}`
  await db.transaction().execute(async (tx) => {
    if (await lockedUntil(tx, thing, origin, [origin]))
      throw standardProblem('TOO_MANY', {
        detail: text(
          `填错的次数太多，请过 ${LOCK_MINUTES} 分钟再试。`,
          `Too many wrong attempts; please try again in ${LOCK_MINUTES} minutes.`,
        ),
      })
    if (await right(tx)) await forgetFailures(tx, thing, origin)
    else await countFailure(tx, thing, origin, [origin])
  })
}
