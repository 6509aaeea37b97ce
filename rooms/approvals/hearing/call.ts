import { issueDocument } from '../../../kernel/documents/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { leads } from '../site-visit/who.ts'
import { hearingCall } from './documents.ts'
import { callHearing } from './hearing.contract.ts'
import { firstDay, lastDay } from './hearing.rules.ts'
import { chairsOf } from './who.ts'

/** 行政许可法 art. 48: told seven days before to all, announced, in public; who presides does not review. Called again, it is at another time, with the reason. */
export default act(callHearing, {
  act: 'licence-hearing.called',
  who: leads,
  check({ at: { facts }, input, clock, problem }) {
    const { hearing } = facts
    if (!hearing || hearing.heldAt || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (hearing.why === 'others' && hearing.asked === 0) throw problem('NO_ASK')
    if (hearing.called && input.reason === '')
      throw problem('REASON', { fields: { reason: callHearing.errors.REASON } })
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
    const { chair: _, caseId: __, ...said } = ctx.input
    return { chair, ...(await issueDocument(ctx, ctx.at, hearingCall, { ...said, presider: chair.name })) }
  },
  says: ({ at, input: { on, time, place, reason }, made }) => ({
    basis: [
      { law: '行政许可法', article: 48 },
      { law: '行政许可法', article: 45 },
    ],
    public: {
      ...{ on, time, place, presider: made.chair.name, role: made.chair.role, document: made.said },
      ...(at.facts.hearing?.called ? { again: true } : {}),
    },
    private: { chair: made.chair.id, document: made.content, ...(reason ? { reason } : {}) },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
