import { act } from '../case.kind.ts'
import { answerChallenge } from './hearing.contract.ts'
import { answersChallenge } from './who.ts'

/** Upheld, the hearing is called anew with another chair. */
export default act(answerChallenge, {
  act: 'licence-hearing.challenge-answered',
  who: (at, actor, { tx }) => answersChallenge(tx, at, actor),
  check({ at: { facts }, problem }) {
    if (!facts.hearing || facts.hearing.challenges === 0 || facts.closedAt) throw problem('NOT_OPEN')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 48 }],
    public: { upheld: input.upheld === 'yes' },
    private: { answer: input.answer },
  }),
})
