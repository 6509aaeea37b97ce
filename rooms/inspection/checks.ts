import { caseAt } from '../../kernel/cases/index.ts'
import { type Check, type Mismatch, text } from '../../kernel/platform/index.ts'
import type { Inspection } from './case.kind.ts'
import { visitsAfter } from './visit/visit.store.ts'

/** A visit's row is what the acts of its case say. */
export const visitsCheck: Check = {
  name: 'inspection-visits',
  async piece(tx, after, limit) {
    const list = await visitsAfter(tx, after, limit)
    const found: Mismatch[] = []
    for (const v of list) {
      const { facts } = await caseAt<Inspection>(tx, { caseId: v.caseId })
      const same =
        facts.uscc === v.uscc &&
        facts.cause === v.cause &&
        facts.items.join() === v.items.join() &&
        (facts.approved?.from ?? null) === v.windowFrom &&
        (facts.approved?.to ?? null) === v.windowTo &&
        (facts.approved?.outcome === 'drop') === v.dropped &&
        (facts.visited?.at.getTime() ?? null) === (v.visitedAt?.getTime() ?? null) &&
        (facts.conclusion ?? null) === v.conclusion &&
        (facts.published?.getTime() ?? null) === (v.publishedAt?.getTime() ?? null)
      if (!same)
        found.push({
          name: v.number,
          said: text(
            `检查 ${v.number} 的登记与行为不符。`,
            `The row of the inspection ${v.number} is not what its acts say.`,
          ),
        })
    }
    return { found, next: list.length === limit ? list.at(-1)!.caseId : null }
  },
}
