import { type Count, count, dayOf, workingDaysBetween } from '../calendar/index.ts'
import { type CaseInList, caseKinds, kindOf, onChart, ownActs, versionOf, type Work } from '../cases/index.ts'
import type { ItemVersion } from '../catalog/index.ts'
import type { Act, Tx } from '../platform/index.ts'
import type { Watched } from './clock-look.rules.ts'

type Of = Pick<CaseInList, 'kind' | 'versionId' | 'unit'>

/** The clocks of a case: what its kind says of its acts, and each open step that has a limit of its own. */
export async function clocksOf(tx: Tx, c: Of, stream: Act[], work: Work[], at: Date): Promise<Watched[]> {
  const item = c.versionId ? await versionOf(tx, c.versionId) : undefined
  return [...kindClocks(c, item, stream, at), ...stepClocks(work, at)]
}

/** What the kind says of these acts at an instant. */
export function kindClocks(c: Of, item: ItemVersion | undefined, stream: Act[], at: Date): Watched[] {
  if (!caseKinds.has(c.kind)) return []
  const kind = kindOf(c.kind)
  const facts = kind.fold(ownActs(kind, stream), item)
  const own = kind.status(facts).closed ? [] : kind.duties(facts, item, c.unit, at)
  // A clock that no longer runs is looked at too: its lights go out.
  const silent = Object.keys(kind.clocks ?? {}).filter((name) => !own.some((d) => d.clock === name))
  return [...own, ...silent.map((clock) => ({ clock, unit: c.unit, count: undefined }))]
}

/**
 * An open step with a limit of its own (`gnomon:limit`) is a duty of its performer's: the unit that is late has the light, not the
 * one that leads the case. A step of a party is nobody's duty. Counted in working days from the day after it opened. What waits
 * beside the chart has its clock among the kind's own.
 */
export const stepClocks = (work: readonly Work[], at: Date): { clock: string; unit: string; count: Count }[] =>
  onChart(work).flatMap((w) => {
    if (!w.own || !w.unit || !w.due) return []
    const value = workingDaysBetween(dayOf(w.openedAt), w.due)
    const limit = { value, unit: 'working-day' as const, basis: [] }
    return [{ clock: `step:${w.element}`, unit: w.unit, count: count({ limit, start: w.openedAt, at }) }]
  })
