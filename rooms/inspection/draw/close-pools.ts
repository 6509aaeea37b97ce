import { addDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import { closeDraw } from '../../../kernel/draw/index.ts'
import { cardsOfUnitAt, interestsIn } from '../../../kernel/identity/index.ts'
import { operation, postOf } from '../../../kernel/platform/index.ts'
import { closePools } from '../contract.ts'
import { figureOn } from '../list/list.shape.ts'
import { decidesVisits } from '../policy.ts'
import { underInspection, visitsOfYear } from '../visit/visit.store.ts'
import { findTask, recusalsOf, stampTask } from './plan.store.ts'
import { subjectsOf } from './pool.store.ts'
import { onePerPerson, poolsOf } from './pools.rules.ts'
import { taskSpec } from './task.ts'

/** Closed by the approver, who adds words: not by who opened the task, and by nobody who knows the seed. */
export default operation(closePools, {
  allow: decidesVisits,
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const task = await findTask(tx, input.id, true)
    if (!task) throw problem('NO_TASK')
    if (task.unit !== postOf(actor)!.unitCode) throw problem('FORBIDDEN')
    const at = clock.now()
    const found = await taskSpec(tx, task, at)
    if (!found) throw problem('NO_LIST')
    const { jurisdiction, unit } = task
    const { list, spec, items, units } = found
    const on = dayOf(at)
    const year = Number(on.slice(0, 4))
    const subjects = await subjectsOf(tx, jurisdiction, unit)
    const cards = onePerPerson((await Promise.all(units.map((u) => cardsOfUnitAt(tx, u, at)))).flat())
    const usccs = subjects.map((s) => s.uscc)
    const interests = await interestsIn(
      tx,
      cards.map((c) => c.personId),
      usccs,
    )
    const pools = poolsOf({
      list: list.content,
      items,
      count: spec.count,
      on,
      until: addDays(on, figureOn(list.content.window, on)?.value ?? 0),
      subjects,
      visits: await visitsOfYear(tx, {
        jurisdiction,
        unit,
        from: startOfDay(`${year}-01-01`),
        to: startOfDay(`${year + 1}-01-01`),
      }),
      open: await underInspection(tx, jurisdiction, unit),
      officers: cards.map((c) => ({ card: c.number, unit: c.unit, until: c.until })),
      declared: await recusalsOf(tx, jurisdiction, task.id),
      interests: interests.flatMap(({ personId, uscc, why }) =>
        cards.filter((c) => c.personId === personId).map((c) => ({ card: c.number, uscc, why })),
      ),
    })
    const { words, checkpoint } = input
    const act = await closeDraw(ctx, task.draw, { pools, numbers: [], words, checkpoint })
    await stampTask(tx, task, 'closed', at)
    const [first, second] = pools.map((p) => p.members.length)
    return { act, output: { id: task.id, subjects: first ?? 0, officers: second ?? 0 } }
  },
})
