import { dayOf } from '../../../kernel/calendar/index.ts'
import { step } from '../case.kind.ts'
import { courtTo, surchargeOf } from '../clocks.rules.ts'
import { applyCourt, missCourt, urge } from '../contract.ts'
import { issue, yuan } from '../forms/forms.ts'
import { balanceOf } from './settle.ts'

const owed = (f: Parameters<typeof balanceOf>[0], on: Date) => {
  const surcharge = surchargeOf(f, dayOf(on)).total
  return { surcharge, balance: balanceOf(f, dayOf(on)) - surcharge }
}

/** 催告 (行政强制法 art. 54): ten working days before the court is asked. */
export default step(urge, {
  act: 'penalty.urged',
  async prepare(ctx) {
    const { surcharge, balance } = owed(ctx.at.facts, ctx.clock.now())
    const document = await issue(ctx, ctx.at, 'urging-letter', { surcharge: yuan(surcharge), balance: yuan(balance) })
    return { surcharge, document }
  },
  says: ({ made }) => ({
    basis: [{ law: '行政强制法', article: 54 }],
    public: { surcharge: made.surcharge, document: made.document.said },
    private: { document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})

/** 申请法院强制执行 (行政强制法 arts. 53–55): within three months after the last day of review and suit, and not after. */
export const toCourt = step(applyCourt, {
  act: 'court.applied',
  check({ at, clock, problem }) {
    if (dayOf(clock.now()) > courtTo(at.facts)!) throw problem('TOO_LATE')
  },
  async prepare(ctx) {
    const { surcharge, balance } = owed(ctx.at.facts, ctx.clock.now())
    const document = await issue(ctx, ctx.at, 'court-application', {
      surcharge: yuan(surcharge),
      balance: yuan(balance),
    })
    return { surcharge, document }
  },
  says: ({ made }) => ({
    basis: [{ law: '行政强制法', article: 53 }],
    public: { surcharge: made.surcharge, document: made.document.said },
    private: { document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})

/** The days passed between the officer's step and the head's: the case goes back instead of staying where nothing can be done. */
export const missed = step(missCourt, {
  act: 'court.missed',
  performs: 'court.applied',
  check({ at, clock, problem }) {
    if (dayOf(clock.now()) <= courtTo(at.facts)!) throw problem('IN_TIME')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政强制法', article: 53 }],
    private: { reason: input.reason },
  }),
})
