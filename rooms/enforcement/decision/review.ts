import { step } from '../case.kind.ts'
import { review } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { reportedOf } from './proposal.ts'

/** 法制审核 (行政处罚法 art. 58): by somebody who did not investigate; without it, or where it does not pass, there is no decision. */
export default step(review, {
  act: 'penalty.reviewed',
  async prepare(ctx) {
    const document = await issue(ctx, ctx.at, 'legal-review', { reason: ctx.input.opinion })
    return { document, spares: (await reportedOf(ctx.tx, ctx.at))!.proposal.conclusion === 'spare' }
  },
  // Where nobody is to be penalised there is nothing to give notice of: what passes goes to the head.
  variables: ({ input, made }) => ({ outcome: input.outcome === 'pass' && made.spares ? 'spare' : input.outcome }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 58 }],
    public: { outcome: input.outcome, document: made.document.said },
    private: { opinion: input.opinion, document: made.document.content },
  }),
})
