import { dayOf } from '../../../kernel/calendar/index.ts'
import { type PenaltyFacts, suspendedBy } from '../case.fold.ts'
import { act } from '../case.kind.ts'
import { resume, suspend } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { openMeasures, words } from '../measures/measure.rules.ts'
import { head } from '../who.rules.ts'

const seized = (f: PenaltyFacts, n: number) => openMeasures(f).find((m) => m.n === n && m.kind !== 'preservation')

/**
 * Testing, review, suit, public notice and referral are not counted (行政处罚法 arts. 60, 73); during review and suit no surcharge runs.
 * Where what is tested is seized, the days of the seizure stand still, too, until a day that the party is told (行政强制法 art. 25).
 */
export default act(suspend, {
  act: 'penalty.suspended',
  who: head,
  check({ at, input, clock, problem }) {
    if (suspendedBy(at.facts)) throw problem('SUSPENDED')
    if (input.measure === undefined) return
    if (input.why !== 'testing' || !seized(at.facts, input.measure)) throw problem('NO_MEASURE')
    if (!input.until || input.until < dayOf(clock.now()))
      throw problem('UNTIL', { fields: { until: suspend.errors.UNTIL } })
  },
  async prepare(ctx) {
    const { measure, until, reason } = ctx.input
    if (measure === undefined) return undefined
    const { zh, en } = words[seized(ctx.at.facts, measure)!.kind]!
    return issue(ctx, ctx.at, 'testing-period', { measure: zh, measureEn: en, until: until!, reason })
  },
  says: ({ input: { why, measure, until, reason }, made }) => ({
    basis: made
      ? [{ law: '行政强制法', article: 25, paragraph: 3 }]
      : [{ law: '行政处罚法', article: why === 'review' || why === 'suit' ? 73 : 60 }],
    public: { why, ...(made ? { measure: measure!, until: until!, document: made.said } : {}) },
    private: { reason, ...(made ? { document: made.content } : {}) },
  }),
  output: ({ made }) => (made ? { document: made.said.number } : {}),
})

export const goOn = act(resume, {
  act: 'penalty.resumed',
  who: head,
  check({ at, problem }) {
    if (!suspendedBy(at.facts)) throw problem('NOT_SUSPENDED')
  },
  says: ({ input }) => ({ basis: [{ law: '行政处罚法', article: 60 }], private: { reason: input.reason } }),
})
