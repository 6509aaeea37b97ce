import { step } from './case.kind.ts'
import { review } from './contract.ts'
import { visitCase } from './site-visit/who.ts'

/** The reviewer examines and recommends (行政许可法 art. 34); the decision is another person's. */
export default step(review, {
  act: 'case.reviewed',
  outcome: () => 'pass',
  async check({ at, tx, problem }) {
    const { visit, offered } = (await visitCase(tx, at)).facts
    if (offered || (visit && !visit.recordedAt)) throw problem('VISIT')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 34 }],
    public: { outcome: 'pass', advice: input.advice },
    private: { opinion: input.opinion },
  }),
})
