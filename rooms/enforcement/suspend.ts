import { act } from './case.kind.ts'
import { resume, suspend } from './contract.ts'
import { head } from './who.rules.ts'

const running = (at: { facts: { clock: { what: string; id?: string }[] } }) => {
  const open = at.facts.clock.filter((e) => e.what === 'suspend' && e.id !== 'hearing').length
  return open > at.facts.clock.filter((e) => e.what === 'resume' && e.id !== 'hearing').length
}

/** Testing, review, suit, public notice and referral are not counted (行政处罚法 arts. 60, 73); during the last but two no surcharge runs. */
export default act(suspend, {
  act: 'penalty.suspended',
  who: head,
  check({ at, problem }) {
    if (running(at as never)) throw problem('SUSPENDED')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: input.why === 'review' || input.why === 'suit' ? 73 : 60 }],
    public: { why: input.why },
    private: { reason: input.reason },
  }),
})

export const goOn = act(resume, {
  act: 'penalty.resumed',
  who: head,
  check({ at, problem }) {
    if (!running(at as never)) throw problem('NOT_SUSPENDED')
  },
  says: ({ input }) => ({ basis: [{ law: '行政处罚法', article: 60 }], private: { reason: input.reason } }),
})
