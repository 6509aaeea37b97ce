import { issueDocument } from '../../../kernel/documents/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { leads } from '../site-visit/who.ts'
import { hearingCall } from './documents.ts'
import { callHearing } from './hearing.contract.ts'
import { firstDay, lastDay } from './hearing.rules.ts'
import { chairsOf } from './who.ts'

/** 行政许可法 art. 48: told seven days before to all, announced, in public; who presides does not review. */
export default act(callHearing, {
  act: 'licence-hearing.called',
  who: leads,
  check({ at: { facts }, input, clock, problem }) {
    const { hearing } = facts
    if (!hearing || hearing.called || hearing.heldAt || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (hearing.why === 'others' && hearing.asked === 0) throw problem('NO_ASK')
    const first = firstDay(clock.now())
    const last = lastDay(hearing)
    if (input.on < first) throw problem('TOO_SOON', { fields: { on: text(`最早 ${first}。`, `Not before ${first}.`) } })
    // Where a challenge or a late call left no day that keeps both limits, it is told in time, and the light says that it is late.
    if (last && first <= last && input.on > last)
      throw problem('TOO_LATE', { fields: { on: text(`最迟 ${last}。`, `Not after ${last}.`) } })
  },
  async prepare(ctx) {
    const chair = (await chairsOf(ctx.tx, ctx.at, ctx.clock.now())).find((c) => c.id === ctx.input.chair)
    if (!chair) throw ctx.problem('CHAIR', { fields: { chair: callHearing.errors.CHAIR } })
    const { on, time, place } = ctx.input
    return { chair, ...(await issueDocument(ctx, ctx.at, hearingCall, { on, time, place, presider: chair.name })) }
  },
  says: ({ input: { on, time, place }, made }) => ({
    basis: [
      { law: '行政许可法', article: 48 },
      { law: '行政许可法', article: 45 },
    ],
    public: { on, time, place, presider: made.chair.name, role: made.chair.role, document: made.said },
    private: { chair: made.chair.id, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
