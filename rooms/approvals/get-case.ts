import { findCase } from '../../kernel/cases/index.ts'
import { itemVersion } from '../../kernel/catalog/index.ts'
import { actsOf, query } from '../../kernel/platform/index.ts'
import { viewCase } from './case.view.ts'
import { getCase } from './contract.ts'
import { sees } from './policy.ts'

export default query(getCase, {
  allow: async (ctx) => {
    const found = await findCase(ctx.tx, ctx.input.number)
    // An unknown number is answered like a forbidden one to strangers, and as not found to those logged in.
    return found ? sees({ ...ctx, input: { caseId: found.id } }) : ctx.actor.kind !== 'anonymous'
  },
  async run({ input, problem, ...ctx }) {
    const found = await findCase(ctx.tx, input.number)
    if (!found) throw problem('NO_CASE')
    const version = (await itemVersion(ctx.tx, found.versionId))!
    return viewCase(ctx, found, version, await actsOf(ctx.tx, found.jurisdiction, found.id))
  },
})
