import { step } from './case.kind.ts'
import { review } from './contract.ts'
import { issue } from './forms.ts'

/** 法制审核 (行政处罚法 art. 58): by somebody who did not investigate; without it, or where it does not pass, there is no decision. */
export default step(review, {
  act: 'penalty.reviewed',
  outcome: (input) => input.outcome,
  prepare: (ctx) => issue(ctx, ctx.at, 'legal-review', { reason: ctx.input.opinion }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 58 }],
    public: { outcome: input.outcome, document: made.said },
    private: { opinion: input.opinion, document: made.content },
  }),
})
