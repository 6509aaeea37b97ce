import { findPaper } from '../../kernel/cases/index.ts'
import { loggedIn, type Policy } from '../../kernel/platform/index.ts'

/** Anyone logged in may apply, for themselves. */
export const applies: Policy<unknown> = ({ actor }) => loggedIn(actor)

/** One's own files alone; of one that is gone whoever asks is told so. */
export const ownsDraftOf: Policy<{ id: string }> = async ({ tx, actor, input }) => {
  if (!loggedIn(actor)) return false
  const material = await findPaper(tx, input.id)
  return material === undefined || material.personId === actor.personId
}
