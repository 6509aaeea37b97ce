import { issueDocument } from '../../../kernel/documents/index.ts'
import { act } from '../case.kind.ts'
import { leads } from '../site-visit/who.ts'
import { hearingOffer } from './documents.ts'
import { offerHearing } from './hearing.contract.ts'
import { lastDayToAsk } from './hearing.rules.ts'

/** 行政许可法 arts. 46, 47: before it is decided, those whom it concerns learn that they may be heard. */
export default act(offerHearing, {
  act: 'licence-hearing.offered',
  who: leads,
  check({ at: { facts }, problem }) {
    if (!facts.acceptedAt || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (facts.hearing) throw problem('ONCE')
  },
  async prepare(ctx) {
    const until = ctx.input.why === 'others' ? lastDayToAsk(ctx.clock.now()) : null
    return { until, ...(await issueDocument(ctx, ctx.at, hearingOffer, { ...ctx.input, until })) }
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政许可法', article: input.why === 'others' ? 47 : 46 }],
    public: { why: input.why, until: made.until, matter: input.matter, document: made.said },
    private: { document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
