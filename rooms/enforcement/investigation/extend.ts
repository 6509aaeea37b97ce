import { act } from '../case.kind.ts'
import { extend } from '../contract.ts'
import { head } from '../who.rules.ts'

/** Longer than ninety days only where a law, regulation or rule says so (行政处罚法 art. 60): once, by the days of the item. */
export default act(extend, {
  act: 'penalty.extended',
  who: head,
  check({ at, problem }) {
    if (at.facts.decided || at.acts.some((a) => a.type === 'penalty.extended')) throw problem('EXTENDED')
  },
  says: ({ at, input }) => ({
    basis: at.item!.content.extension.basis,
    public: { days: at.item!.content.extension.value },
    private: { reason: input.reason },
  }),
})
