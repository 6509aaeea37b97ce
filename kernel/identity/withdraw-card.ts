import { operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { withdrawCard } from './card.contract.ts'
import { cardForUpdate } from './card.store.ts'
import { issuesCards } from './policy.ts'

export default operation(withdrawCard, {
  allow: issuesCards,
  async run({ tx, actor, input, clock, problem }) {
    const card = await cardForUpdate(tx, input.number)
    if (!card) throw problem('NO_CARD')
    if (actor.kind === 'person' && actor.personId === card.personId) throw problem('ONESELF')
    if (card.withdrawn) throw problem('WITHDRAWN')
    await sql`update identity.card set withdrawn_at = ${clock.now()}, withdrawn_why = ${input.reason}
      where number = ${input.number}`.execute(tx)
    const act = acts['card.withdrawn']({
      jurisdiction: card.jurisdiction,
      subject: { kind: 'person', id: card.personId },
      public: { number: input.number, unitCode: card.unit },
      private: { reason: input.reason },
    })
    return { act, output: {} }
  },
})
