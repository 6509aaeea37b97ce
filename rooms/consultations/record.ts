import { holdsPost, operation } from '../../kernel/platform/index.ts'
import { OFFICE } from './case.kind.ts'
import { record } from './contract.ts'
import { receive } from './receive.ts'

/** What was said by telephone or at the counter, with or without a name; it goes the same way. */
export default operation(record, {
  allow: holdsPost(OFFICE),
  async run(ctx) {
    const made = await receive(ctx, ctx.input)
    if (typeof made === 'string') throw ctx.problem(made)
    return made
  },
})
