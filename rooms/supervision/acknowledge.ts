import { operation } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { acknowledgeMeasure } from './ladder.contract.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { answersFor } from './policy.ts'

/** 签收: the unit has it. A prompt of the system asks for no more, and is done with. */
export default operation(acknowledgeMeasure, {
  allow: answersFor,
  async run({ tx, input, clock, problem }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (m.acknowledgedAt || m.answeredAt || m.closedAt) throw problem('WRONG_STATE')
    const now = clock.now()
    await changeMeasure(tx, m, { acknowledgedAt: now, ...(m.rule ? { closedAt: now } : {}) })
    const { head, said } = aboutMeasure(m)
    return { act: acts['order.acknowledged']({ ...head, public: said }), output: { id: m.id } }
  },
})
