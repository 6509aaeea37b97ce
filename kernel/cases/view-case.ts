import { type Policy, query } from '../platform/index.ts'
import { findCase } from './case.store.ts'
import { around, caseAt, sees } from './case-at.ts'
import { viewCase } from './contract.ts'
import { viewOfCase } from './view.ts'

/** Who may see the case of a number. An unknown one is answered like a forbidden one to strangers, and as not found to those logged in. */
export const seesNumber: Policy<{ number: string }> = async ({ tx, input, actor }) => {
  const found = await findCase(tx, input.number)
  return found ? sees(tx, await around(tx, found), actor) : actor.kind !== 'anonymous'
}

export default query(viewCase, {
  allow: seesNumber,
  run: async ({ input, ...ctx }) => viewOfCase(ctx, await caseAt(ctx.tx, input)),
})
