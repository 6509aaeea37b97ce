import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { returnAnswer } from './ladder.contract.ts'
import { stepOf } from './ladder.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { issuedIt } from './policy.ts'
import { climbAfter } from './rung.ts'

/** The answer is no answer: it is due anew, and the ladder goes on where it stood. */
export default operation(returnAnswer, {
  allow: issuedIt,
  async run({ tx, input, clock, problem, timer }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (!m.answeredAt || m.closedAt) throw problem('WRONG_STATE')
    const due = addWorkingDays(dayOf(clock.now()), stepOf(m.ladder, m.kind).answer)
    await changeMeasure(tx, m, { answeredAt: null, returnedWhy: input.why, due })
    await timer.cancel(m.jurisdiction, m.id, 'supervision.escalate')
    await climbAfter(timer, m, due)
    const { head, said } = aboutMeasure(m)
    return {
      act: acts['order.returned']({ ...head, public: { ...said, due }, private: { why: input.why } }),
      output: { id: m.id },
    }
  },
})
