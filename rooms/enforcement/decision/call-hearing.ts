import { type PersonActor, text } from '../../../kernel/platform/index.ts'
import { step } from '../case.kind.ts'
import { hearingFrom } from '../clocks.rules.ts'
import { callHearing } from '../contract.ts'
import { issue } from '../forms/forms.ts'

/** 听证通知 (行政处罚法 art. 64): seven working days before; who presides did not investigate. */
export default step(callHearing, {
  act: 'hearing.called',
  check({ input, clock, problem }) {
    const first = hearingFrom(clock.now())
    if (input.on < first) throw problem('TOO_SOON', { fields: { on: text(`最早 ${first}。`, `Not before ${first}.`) } })
  },
  prepare: (ctx) =>
    issue(ctx, ctx.at, 'hearing-notice', {
      until: ctx.input.on,
      place: ctx.input.place,
      presider: (ctx.actor as PersonActor).name,
    }),
  says: ({ input, actor, made }) => ({
    basis: [{ law: '行政处罚法', article: 64 }],
    public: { on: input.on, document: made.said },
    private: { place: input.place, presider: (actor as PersonActor).name, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
