import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { askExtension, settleExtension } from './ladder.contract.ts'
import { LADDER } from './ladder.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { answersFor, issuedIt } from './policy.ts'
import { climbAfter } from './rung.ts'

/** Asked before the limit is past; how much is allowed in all is a figure of the ladder. */
export const ask = operation(askExtension, {
  allow: answersFor,
  async run({ tx, input, clock, problem }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    const now = clock.now()
    if (!m.due || m.answeredAt || m.closedAt || m.askedAt || m.due < dayOf(now)) throw problem('WRONG_STATE')
    if (m.extended + input.days > LADDER.extension.most) throw problem('TOO_LONG')
    await changeMeasure(tx, m, { askedDays: input.days, askedAt: now, askedWhy: input.why })
    const { head, said } = aboutMeasure(m)
    const act = acts['extension.asked']({ ...head, public: { ...said, days: input.days }, private: { why: input.why } })
    return { act, output: { id: m.id } }
  },
})

/** By the office that issued the measure; the new limit is counted from the old one. */
export const settle = operation(settleExtension, {
  allow: issuedIt,
  async run({ tx, input, problem, timer }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (!m.askedAt || !m.due || m.answeredAt || m.closedAt) throw problem('WRONG_STATE')
    const granted = input.outcome === 'grant'
    const due = granted ? addWorkingDays(m.due, m.askedDays!) : m.due
    await changeMeasure(tx, m, {
      askedDays: null,
      askedAt: null,
      due,
      extended: m.extended + (granted ? m.askedDays! : 0),
    })
    if (granted) {
      await timer.cancel(m.jurisdiction, m.id, 'supervision.escalate')
      await climbAfter(timer, m, due)
    }
    const { head, said } = aboutMeasure(m)
    return {
      act: acts['extension.settled']({ ...head, public: { ...said, outcome: input.outcome, due } }),
      output: { id: m.id },
    }
  },
})
