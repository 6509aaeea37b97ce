import { cardsAt } from '../../../kernel/identity/index.ts'
import { operation, type PersonActor } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { declareInterest } from '../contract.ts'
import { enforces } from '../policy.ts'
import { findTask, insertRecusal } from './plan.store.ts'
import { unitsOfTask } from './task.ts'

/** 行政处罚法 art. 43, 食品生产经营监督检查管理办法 art. 23: settled before the draw, so that no result is thrown away for it. */
export default operation(declareInterest, {
  allow: enforces,
  async run({ tx, actor, input, clock, problem }) {
    const task = await findTask(tx, input.id, true)
    if (!task) throw problem('NO_TASK')
    if (task.closedAt) throw problem('CLOSED')
    const at = clock.now()
    const units = await unitsOfTask(tx, task, at)
    const mine = (await cardsAt(tx, [(actor as PersonActor).personId], at)).filter((c) => units.includes(c.unit))
    const [card] = mine
    if (!card) throw problem('NO_CARD')
    const { jurisdiction } = task
    const { uscc, reason } = input
    if (!(await insertRecusal(tx, { jurisdiction, task: task.id, card: card.number, uscc, reason, at })))
      throw problem('ALREADY')
    const act = acts['inspection-recusal.declared']({
      jurisdiction,
      subject: { kind: 'draw', id: task.draw },
      public: { draw: task.draw, card: card.number, whole: uscc === '' },
      private: { uscc, reason },
    })
    return { act, output: { id: task.id } }
  },
})
