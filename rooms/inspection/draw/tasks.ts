import { anyone, query } from '../../../kernel/platform/index.ts'
import { tasks } from '../contract.ts'
import { unitNames } from '../visit/results.ts'
import { listTasks } from './plan.store.ts'

/** Open to everybody: that there is a draw is known before it is drawn. */
export default query(tasks, {
  allow: anyone,
  async run({ tx, input }) {
    const nameOf = await unitNames(tx)
    const { rows, total } = await listTasks(tx, input)
    return {
      rows: rows.map((k) => ({
        id: k.id,
        draw: k.draw,
        unit: k.unit,
        unitName: nameOf(k.unit),
        title: `${k.title} ${k.line + 1}`,
        items: k.spec.items,
        count: k.spec.count,
        openedAt: k.openedAt,
        closedAt: k.closedAt,
        drawnAt: k.drawnAt,
        numbers: k.numbers,
      })),
      total,
    }
  },
})
