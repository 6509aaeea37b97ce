import { query } from '../platform/index.ts'
import { findCase } from './case.store.ts'
import { around, caseAt, sees } from './case-at.ts'
import { viewCase } from './contract.ts'
import { viewOfCase } from './view.ts'

export default query(viewCase, {
  async allow({ tx, input, actor }) {
    const found = await findCase(tx, input.number)
    // An unknown number is answered like a forbidden one to strangers, and as not found to those logged in.
    return found ? sees(tx, await around(tx, found), actor) : actor.kind !== 'anonymous'
  },
  run: async ({ input, ...ctx }) => viewOfCase(ctx, await caseAt(ctx.tx, input)),
})
