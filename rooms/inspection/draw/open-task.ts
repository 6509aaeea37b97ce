import { commitDraw } from '../../../kernel/draw/index.ts'
import { newId, operation, postOf, text } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { openTask } from '../contract.ts'
import { plansVisits } from '../policy.ts'
import { findPlan, insertTask } from './plan.store.ts'

/** The seed is committed to now, before anybody has said who can be drawn. */
export default operation(openTask, {
  allow: plansVisits,
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const plan = await findPlan(tx, input.id)
    const spec = plan?.lines[input.line]
    if (plan?.state !== 'approved' || !spec) throw problem('NO_PLAN')
    if (plan.unit !== postOf(actor)!.unitCode) throw problem('FORBIDDEN')
    const { jurisdiction, unit } = plan
    const at = clock.now()
    const purpose = text(`${plan.title} 第 ${input.line + 1} 项`, `${plan.title}, line ${input.line + 1}`)
    const { id: draw, act: committed } = await commitDraw(ctx, { jurisdiction, purpose })
    const id = newId(at.getTime(), jurisdiction)
    if (!(await insertTask(tx, { jurisdiction, id, unit, plan: plan.id, line: input.line, draw, openedAt: at })))
      throw problem('OPENED')
    const act = acts['inspection-task.opened']({
      jurisdiction,
      subject: { kind: 'plan', id: plan.id },
      public: { unit, draw, items: spec.items, count: spec.count },
    })
    return { acts: [committed, act], output: { id, draw } }
  },
})
