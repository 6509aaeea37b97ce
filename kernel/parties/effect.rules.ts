import { EFFECTS, type Effect } from './contract.ts'
import type { EmbedPoint } from './points.ts'

/** What is a right is never measured by a list (政府信息公开, 投诉, 水电气): to ask is refused when the code is loaded, not when it runs. */
export const NEVER = ['disclosure', 'complaint', 'utilities'] as const

/** Of several hits the gravest holds. */
export const gravest = (list: readonly Effect[]): Effect =>
  list.reduce<Effect>((worst, e) => (EFFECTS.indexOf(e) > EFFECTS.indexOf(worst) ? e : worst), 'none')

/**
 * What a mark does at a purpose on a day: as the row for its list says, else the row for all lists. A mark that is only kept does
 * nothing; where a purpose has rows and none is for the list, the list has no say there; where it has none, a bar bars.
 */
export function effectOf(
  points: readonly EmbedPoint[],
  purpose: string,
  mark: { list: string; level: 'note' | 'bar' },
  day: string,
): Effect {
  if (mark.level === 'note') return 'note'
  const rows = points.filter((p) => p.purpose === purpose && p.from <= day && (p.to === undefined || day <= p.to))
  if (rows.length === 0) return 'refuse'
  const row = rows.find((p) => p.lists.includes(mark.list)) ?? rows.find((p) => p.lists.includes('*'))
  return row?.effect ?? 'note'
}

/** Whether a copy of somebody else's list is too old to lean on. */
export const stale = (l: { asOf: Date | null; freshHours: number | null }, now: Date): boolean =>
  l.freshHours !== null && (l.asOf === null || now.getTime() - l.asOf.getTime() > l.freshHours * 3_600_000)
