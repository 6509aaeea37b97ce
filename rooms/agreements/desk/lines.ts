import { dayOf } from '../../../kernel/calendar/index.ts'
import { type PageContext, text } from '../../../kernel/platform/index.ts'
import { sayYuan } from '../../../web/ui/index.ts'
import { budgets } from '../../procurement/contract.ts'

/** The unit's budget lines of this year, to choose from, with what is left of each. */
export async function linesOf(p: PageContext) {
  const year = Number(dayOf(p.clock.now()).slice(0, 4))
  const lines = (await p.call(budgets, { year })).map((l) => {
    const left = sayYuan(l.amount - l.taken, p.lang)
    return {
      value: l.line,
      text: text(`${l.line} ${l.title}（还剩 ${left}）`, `${l.line} ${l.title} (left: ${left})`),
    }
  })
  return { year, lines }
}
