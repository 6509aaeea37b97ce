import { step } from '../case.kind.ts'
import { confirmFindings } from '../contract.ts'
import { cardsNamed, ownCard } from '../officers.ts'

/** The second of the two who were there: what one wrote, another answers for. The result is formed with it, and its time begins. */
export default step(confirmFindings, {
  act: 'inspection.confirmed',
  async check({ tx, at, actor, clock, problem }) {
    const { card, valid } = await ownCard(tx, actor, at.facts.visited!.present, clock.now())
    if (!card) throw problem('NOT_OFFICER')
    if (!valid) throw problem('NO_CARD')
    const [recorder] = await cardsNamed(tx, [at.facts.visited!.by], clock.now())
    if (recorder?.personId === card.personId) throw problem('SAME_PERSON')
  },
  prepare: async ({ tx, at, actor, clock }) =>
    (await ownCard(tx, actor, at.facts.visited!.present, clock.now())).card!.number,
  variables: ({ at }) => ({ outcome: at.facts.conclusion }),
  says: ({ made }) => ({ basis: [{ law: '行政处罚法', article: 42 }], public: { card: made } }),
})
