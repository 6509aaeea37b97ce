import { act } from '../case.kind.ts'
import { changeOfficers } from '../contract.ts'
import { putOfficers } from '../register/enforcement.store.ts'
import { head } from '../who.rules.ts'
import { cardsFor } from './officers.ts'

/** By the head, also after a recusal; the work of before stands (行政处罚法 art. 43). */
export default act(changeOfficers, {
  act: 'officers.changed',
  who: head,
  async prepare({ at, tx, input, clock }) {
    const cards = await cardsFor(tx, at.found.unit, input.officers, clock.now())
    await putOfficers(
      tx,
      at.found.jurisdiction,
      at.found.id,
      cards.map((c) => ({ personId: c.personId, card: c.number })),
      clock.now(),
    )
    return cards.map((c) => c.number)
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 43 }],
    public: { cards: made },
    private: { reason: input.reason },
  }),
})
