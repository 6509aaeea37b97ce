import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { submit } from './contract.ts'
import { receive } from './receive.ts'

/** One form, no category: nobody is asked to know which department it is for. */
export default operation(submit, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { personId, organisationId = null, name } = ctx.actor as PersonActor
    const made = await receive(ctx, { ...ctx.input, channel: 'web', person: { personId, organisationId, name } })
    if (typeof made === 'string') throw ctx.problem(made)
    return made
  },
})
