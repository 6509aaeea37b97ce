import { dayOf } from '../../../kernel/calendar/index.ts'
import { step } from '../case.kind.ts'
import { holdHearing } from '../contract.ts'
import { issue } from '../forms/forms.ts'

/** 听证笔录 (行政处罚法 arts. 64, 65): the decision follows the record; whoever stays away without reason gives the hearing up. */
export default step(holdHearing, {
  act: 'hearing.held',
  check({ at, clock, problem }) {
    if (dayOf(clock.now()) < at.facts.hearing!.called!) throw problem('TOO_EARLY')
  },
  prepare: (ctx) => issue(ctx, ctx.at, 'hearing-record', { record: ctx.input.record }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 65 }],
    public: { attended: input.attended === 'yes', document: made.said },
    private: { record: input.record, opinion: input.opinion, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
