import { holdsPost, newId, operation, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { keepCopy as keep } from './check.store.ts'
import { keepCopy } from './contract.ts'

/** By a keeper of lists of the city, after a copy of somebody else's list came in whole. */
export default operation(keepCopy, {
  allow: holdsPost('list-keeper', (post) => post.unitLevel === 'city'),
  async run({ tx, actor, input, clock, problem }) {
    const asOf = new Date(input.asOf)
    if (asOf > clock.now()) throw problem('AHEAD')
    const { jurisdiction } = postOf(actor)!
    await keep(tx, { name: input.list, asOf, freshHours: input.freshHours, at: clock.now() })
    const act = acts['list.kept']({
      jurisdiction,
      subject: { kind: 'system', id: newId(clock.now().getTime(), jurisdiction) },
      public: { list: input.list, asOf: asOf.toISOString(), freshHours: input.freshHours },
    })
    return { act, output: { list: input.list } }
  },
})
