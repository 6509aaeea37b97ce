import { revealDraw } from '../../../kernel/draw/index.ts'
import { type ActDraft, operation, postOf } from '../../../kernel/platform/index.ts'
import { revealTask } from '../contract.ts'
import { seesDesk } from '../policy.ts'
import { openInspection } from '../visit/open-inspection.ts'
import { findTask, stampTask } from './plan.store.ts'
import { findSubject } from './pool.store.ts'
import { taskSpec } from './task.ts'

/** Whoever of the unit presses the button: nothing is chosen any more. Each subject drawn becomes an inspection in the same transaction. */
export default operation(revealTask, {
  allow: seesDesk,
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const task = await findTask(tx, input.id, true)
    if (!task) throw problem('NO_TASK')
    if (task.unit !== postOf(actor)!.unitCode) throw problem('FORBIDDEN')
    const { result, act } = await revealDraw(ctx, task.draw)
    const found = await taskSpec(tx, task, clock.now())
    if (!found) throw problem('NO_LIST')
    const opened: ActDraft[] = []
    const numbers: string[] = []
    for (const uscc of result.drawn.find((d) => d.pool === 'subjects')?.ids ?? []) {
      const subject = await findSubject(tx, task.jurisdiction, task.unit, uscc)
      // Gone from the register between closing and draw: there is nobody to visit.
      if (!subject) continue
      const one = await openInspection(ctx, {
        unit: task.unit,
        subject,
        list: found.list,
        items: found.items,
        cause: 'draw',
        reason: '',
        officers: result.drawn.filter((d) => d.of === uscc).flatMap((d) => d.ids),
        draw: { task: task.id, id: task.draw },
      })
      opened.push(one.act)
      numbers.push(one.number)
    }
    await stampTask(tx, task, 'drawn', clock.now())
    return { acts: [act, ...opened], output: { id: task.id, numbers } }
  },
})
