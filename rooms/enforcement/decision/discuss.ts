import { step } from '../case.kind.ts'
import { discuss } from '../contract.ts'
import { issue } from '../forms/forms.ts'

/** 集体讨论 (行政处罚法 art. 57 para 2): who was there, and what they concluded; it stays in the secondary volume. */
export default step(discuss, {
  act: 'penalty.discussed',
  prepare: (ctx) => issue(ctx, ctx.at, 'discussion-record', { who: ctx.input.who, reason: ctx.input.opinion }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 57, paragraph: 2 }],
    public: { present: input.present, document: made.said },
    private: { who: input.who, opinion: input.opinion, document: made.content },
  }),
})
