// The supervisors are supervised: a red light waits for an order, an order for its close, an appeal for its decision, each against the
// office whose turn it is. Rules look at these clocks as at any other.
import { count, type Limit } from '../../kernel/calendar/index.ts'
import type { Watched } from '../../kernel/watch/index.ts'

export const OWN = ['supervisor.order', 'supervisor.close', 'supervisor.appeal'] as const
type LightLike = {
  id: string
  unit: string
  office: string
  light: string
  clock: string | null
  raisedAt: Date
  clearedAt: Date | null
}
type MeasureLike = { kind: string; unit: string; office: string; issuedAt: Date; closedAt: Date | null }
type AppealLike = { office: string; at: Date; decidedAt: Date | null }
export type OwnLimits = { order: number; close: number; appeal: number }

const days = (value: number): Limit => ({ value, unit: 'working-day', basis: [] })
const isOwn = (l: LightLike) => l.clock?.startsWith('supervisor.') === true

/** One clock a duty: the oldest that is open of each kind and office; one case raises no storm. */
export function ownClocks(
  lights: readonly LightLike[],
  measures: readonly MeasureLike[],
  appeals: readonly AppealLike[],
  limits: OwnLimits,
  at: Date,
): Watched[] {
  const orders = measures.filter((m) => m.kind !== 'reminder')
  const waiting = lights.filter(
    (l) =>
      l.light === 'red' &&
      !isOwn(l) &&
      l.clearedAt === null &&
      !orders.some((o) => o.issuedAt >= l.raisedAt && o.unit === l.unit),
  )
  const open = orders.filter((o) => o.closedAt === null)
  const undecided = appeals.filter((a) => a.decidedAt === null)
  const clock = (name: (typeof OWN)[number], limit: number, list: { office: string; from: Date }[]): Watched[] => {
    const oldest = new Map<string, Date>()
    for (const { office, from } of list)
      if (from < (oldest.get(office) ?? at) || !oldest.has(office)) oldest.set(office, from)
    return [...oldest].map(([unit, start]) => ({ clock: name, unit, count: count({ limit: days(limit), start, at }) }))
  }
  return [
    ...clock(
      'supervisor.order',
      limits.order,
      waiting.map((l) => ({ office: l.office, from: l.raisedAt })),
    ),
    ...clock(
      'supervisor.close',
      limits.close,
      open.map((o) => ({ office: o.office, from: o.issuedAt })),
    ),
    ...clock(
      'supervisor.appeal',
      limits.appeal,
      undecided.map((a) => ({ office: a.office, from: a.at })),
    ),
  ]
}
