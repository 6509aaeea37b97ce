import { dayOf } from '../../kernel/calendar/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, HEAD, OFFICER } from './case.kind.ts'
import { contest, endContest } from './contract.ts'
import { putContest, settleContest } from './request.store.ts'

const who = (at: { found: { unit: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, OFFICER, HEAD)?.unitCode === at.found.unit
const basis = [{ law: '政府信息公开条例', article: 51 }]

/** 行政复议、行政诉讼: what was brought against the answer, for the fourth table of the yearly report. */
export const contested = actOf(contest, {
  act: 'request.contested',
  who,
  check({ at, clock, input, problem }) {
    if (!at.facts.replied) throw problem('NOT_ANSWERED')
    if (input.on > dayOf(clock.now()) || input.on < dayOf(at.facts.replied)) throw problem('DAY')
    const { contests } = at.facts
    // Two ways at once do not run: a suit after a review needs a review that ended.
    if (contests.some((c) => !c.result)) throw problem('RUNNING')
    if (input.way === 'suit-after-review' && !contests.some((c) => c.way === 'review')) throw problem('NO_REVIEW')
  },
  prepare: ({ at }) => ({ contest: at.facts.contests.length + 1 }),
  says: ({ input, made }) => ({
    basis,
    public: { contest: made.contest, way: input.way, on: input.on },
    private: { docket: input.docket },
  }),
  also: ({ tx, at, input, made }) => putContest(tx, at.found, { n: made.contest, way: input.way, on: input.on }),
})

export const ended = actOf(endContest, {
  act: 'contest.ended',
  who,
  check({ at, clock, input, problem }) {
    const running = at.facts.contests.find((c) => !c.result)
    if (!running) throw problem('NOT_OPEN')
    if (input.on > dayOf(clock.now()) || input.on < running.on) throw problem('DAY')
  },
  prepare: ({ at }) => ({ contest: at.facts.contests.find((c) => !c.result)!.contest }),
  says: ({ input, made }) => ({ basis, public: { contest: made.contest, result: input.result, on: input.on } }),
  also: ({ tx, at, input, made }) => settleContest(tx, at.found, made.contest, input.result, input.on),
})
