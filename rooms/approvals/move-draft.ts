import { draftKey, moveDraft as move } from '../../kernel/cases/index.ts'
import { capacityOf } from '../../kernel/identity/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { moveDraft } from './contract.ts'
import { applies } from './policy.ts'

/** What was typed and uploaded in a capacity that ended goes on in another one. */
export default operation(moveDraft, {
  allow: applies,
  as: 'citizen',
  async run({ tx, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { itemCode, from, to, batch } = input
    if (!capacityOf(actor as PersonActor, to)) throw problem('NO_CAPACITY')
    const jurisdiction = itemCode.slice(0, 6)
    const moved = await move(
      tx,
      jurisdiction,
      personId,
      draftKey({ itemCode, capacity: from, batch }),
      draftKey({ itemCode, capacity: to, batch }),
    )
    if (!moved) throw problem('NO_DRAFT')
    const act = acts['draft.moved']({
      jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { itemCode },
      private: { from, to },
    })
    return { act, output: {} }
  },
})
