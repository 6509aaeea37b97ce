import { dayOf } from '../../kernel/calendar/index.ts'
import { caseKinds, casesByIds, onChart, ownActs, versionOf, workOfMany } from '../../kernel/cases/index.ts'
import type { UnitView } from '../../kernel/identity/index.ts'
import { type Act, actsOfMany, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { daysByWhom, stepDays, type UsedBy } from './step-days.rules.ts'

/** Late cases of a month that are looked into. */
const MOST = 200

export type Delay = { number: string; unit: Text; allowed: number; used: number; by: UsedBy[] }

const whoOf = (a: Act): Text =>
  a.actor.kind === 'post'
    ? a.actor.unit
    : a.actor.kind === 'citizen'
      ? text('当事人', 'The party')
      : text('系统', 'The system')

/** Of late cases, whose steps used which days of the clock, unit by unit: in a joint case the lead is not blamed for the others’ days. */
export async function delaysOf(
  tx: Tx,
  late: readonly { jurisdiction: string; caseId: string }[],
  all: readonly UnitView[],
  at: Date,
): Promise<Delay[]> {
  const nameOf = (code: string): Text => all.find((u) => u.code === code)?.name ?? text(code, code)
  const found: Delay[] = []
  for (const [place, list] of Map.groupBy(late.slice(0, MOST), (l) => l.jurisdiction)) {
    const ids = [...new Set(list.map((l) => l.caseId))]
    const [cases, streams, work] = await Promise.all([
      casesByIds(tx, place, ids),
      actsOfMany(tx, place, ids),
      workOfMany(tx, place, ids),
    ])
    for (const c of cases) {
      const kind = caseKinds.get(c.kind)
      if (!kind) continue
      const acts = streams.get(c.id) ?? []
      const item = c.versionId ? await versionOf(tx, c.versionId) : undefined
      const duties = kind.duties(kind.fold(ownActs(kind, acts), item), item, c.unit, at)
      const main = ['statutory', 'promised'].map((n) => duties.find((d) => d.clock === n)?.count).find(Boolean)
      const count = main ?? duties.find((d) => d.count)?.count
      if (!count) continue
      const open = onChart(work.get(c.id) ?? [])[0]
      const rows = stepDays(
        count,
        acts.map((a) => ({ title: text(a.type, a.type), who: whoOf(a), at: a.happenedAt })),
        open && {
          title: text(open.element, open.element),
          who: open.unit ? nameOf(open.unit) : text('当事人', 'The party'),
        },
        dayOf(at),
      )
      found.push({
        number: c.number,
        unit: nameOf(c.unit),
        allowed: count.allowed,
        used: count.used,
        by: daysByWhom(rows),
      })
    }
  }
  return found.sort((a, b) => b.used - b.allowed - (a.used - a.allowed) || (a.number < b.number ? -1 : 1))
}
