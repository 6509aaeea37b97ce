import { caseAt } from '../../kernel/cases/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'

/** Decisions, by item and number: who applied is not said (行政许可法 art. 40 opens the decision, no person’s data). */
export const found: Findable = {
  kind: 'decision',
  version: 1,
  title: text('审批决定', 'Decisions'),
  weight: 1,
  on: ['case.decided'],
  async entries(act, { tx }) {
    const { found, item } = await caseAt(tx, { caseId: act.subjectId })
    if (!item) return []
    const granted = act.public.outcome === 'grant'
    return [
      {
        key: found.number,
        title: item.content.name,
        line: text(
          `${granted ? '准予' : '不予许可'} · ${found.number}`,
          `${granted ? 'Granted' : 'Refused'} · ${found.number}`,
        ),
        more: found.number,
        href: `/ledger?q=${found.number}`,
        unit: found.unit,
        at: act.happenedAt,
      },
    ]
  },
}
