import { operation, postOf } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { handBack, takeOver } from './ladder.contract.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { secondLevel } from './policy.ts'

/** 提级: the second level takes a measure of a first-level office; the answer is then its own to accept. */
export const take = operation(takeOver, {
  allow: secondLevel,
  async run({ tx, actor, input, problem }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    const mine = postOf(actor)!.unitCode
    if (m.closedAt || m.office === mine) throw problem('WRONG_STATE')
    await changeMeasure(tx, m, { office: mine, takenFrom: m.office })
    const { head, said } = aboutMeasure({ ...m, office: mine })
    return { act: acts['order.taken-over']({ ...head, public: { ...said, from: m.office } }), output: { id: m.id } }
  },
})

export const handOver = operation(handBack, {
  allow: secondLevel,
  async run({ tx, actor, input, problem }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (m.closedAt || !m.takenFrom || m.office !== postOf(actor)!.unitCode) throw problem('WRONG_STATE')
    await changeMeasure(tx, m, { office: m.takenFrom, takenFrom: null })
    const { head, said } = aboutMeasure({ ...m, office: m.takenFrom })
    return { act: acts['order.handed-back']({ ...head, public: { ...said, from: m.office } }), output: { id: m.id } }
  },
})
