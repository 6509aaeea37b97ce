import { step } from '../case.kind.ts'
import { close, refer, settleGoods } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { openMeasures } from '../measures/measure.rules.ts'

/** 涉案物品: nothing stays seized when the case ends (行政强制法 arts. 27, 28; 行政处罚法 art. 74). */
export const goods = step(settleGoods, {
  act: 'goods.settled',
  check({ at, problem }) {
    if (openMeasures(at.facts).length > 0) throw problem('MEASURES_OPEN')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 74 }],
    public: { outcome: input.outcome },
    private: { record: input.record },
  }),
})

/** 移送司法 (行政处罚法 arts. 27, 57): what may be a crime is not settled by a fine. */
export const referred = step(refer, {
  act: 'penalty.referred',
  prepare: (ctx) => issue(ctx, ctx.at, 'crime-referral', { receiver: ctx.input.to, reason: ctx.input.reason }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 27 }],
    public: { to: input.to, document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})

/** 结案: an ordinary penalty only once it was served and the head settled whether it is published. */
export default step(close, {
  act: 'penalty.closed',
  check({ at, problem }) {
    if (openMeasures(at.facts).length > 0) throw problem('MEASURES_OPEN')
    const { decided, servedOn, simple, published, withheld, annulled, withdrawn } = at.facts
    if (decided && !servedOn && !annulled) throw problem('NOT_PUBLIC')
    if (decided?.outcome === 'penalise' && !simple && !published && !withheld && !annulled && !withdrawn)
      throw problem('NOT_PUBLIC')
  },
  async prepare(ctx) {
    const how = ctx.at.facts.status
    return { how, document: await issue(ctx, ctx.at, 'closing-approval', { how, reason: ctx.input.opinion }) }
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 57 }],
    public: { how: made.how, document: made.document.said },
    private: { opinion: input.opinion, document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
