import { dayOf } from '../../kernel/calendar/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { escalateMeasure } from './ladder.contract.ts'
import { above, RUNG_TITLES } from './ladder.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { putOnRung } from './rung.ts'
import { lightsOfCase } from './supervision.store.ts'

/**
 * Nobody answered in time: the next rung takes its place. A reminder becomes an order only under a red light, else it lapses. The last
 * rung, accountability, is the second level's to carry on: it names no person, and only people decide about people.
 */
export default operation(escalateMeasure, {
  allow: systemOnly,
  async run({ tx, input, clock, problem, timer }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    const at = clock.now()
    const { head, said } = aboutMeasure(m)
    const lapsed = acts['order.lapsed']({ ...head, public: { ...said, kind: m.kind } })
    const watched = acts['case.watched']({ ...head, public: {} })
    if (m.answeredAt || m.closedAt || !m.due || m.due >= dayOf(at)) return { act: watched, output: { id: null } }
    const next = above(m.ladder, m.kind)
    if (!next) return { act: lapsed, output: { id: null } }
    if (m.kind === 'reminder') {
      const red = (await lightsOfCase(tx, m.jurisdiction, m.caseId)).some(
        (l) => l.light === 'red' && l.clearedAt === null && l.unit === m.unit,
      )
      if (!red) {
        await changeMeasure(tx, m, { closedAt: at })
        return { act: lapsed, output: { id: null } }
      }
    }
    await changeMeasure(tx, m, { closedAt: at, escalatedAt: at })
    const all = await units(tx)
    const office =
      next.rung === 'accountability' ? (all.find((u) => u.code === m.office)?.supervisedBy ?? m.office) : m.office
    const title = RUNG_TITLES[m.kind]
    const { act, id } = await putOnRung(
      tx,
      timer,
      next.rung,
      {
        jurisdiction: m.jurisdiction,
        caseId: m.caseId,
        number: m.number,
        unit: m.unit,
        office,
        ladder: m.ladder,
        said: `${title.zh}（${m.due}）逾期没有答复，升为${RUNG_TITLES[next.rung].zh}。原内容：${m.said}`,
        at,
      },
      { after: m.id },
    )
    return { acts: [lapsed, act], output: { id } }
  },
})
