import { type ActDraft, holdsPost, operation } from '../platform/index.ts'
import { assignLine } from './contract.ts'
import { holdLine } from './hold-line.ts'
import { lockOrder } from './money.store.ts'
import { REVENUE } from './role.ts'
import { assign } from './take.ts'

/** An officer of the treasury says which order a line pays, and why. */
export default operation(assignLine, {
  allow: holdsPost(REVENUE),
  async run({ tx, actor, input, clock, problem }) {
    const line = (await holdLine(tx, input.id, actor))?.line
    if (!line) throw problem('NO_LINE')
    if (line.orderNumber || line.direction === 'out' || line.back > 0) throw problem('ASSIGNED')
    const order = await lockOrder(tx, input.number)
    if (!order || order.jurisdiction !== line.jurisdiction) throw problem('NO_ORDER')
    if (order.cancelledAt) throw problem('CANCELLED')
    const act: ActDraft = await assign({ tx, clock }, order, line, input.reason)
    return { act, output: { number: order.number, owed: (act.public as { owed: number }).owed } }
  },
})
