// Many cases at once: acts of a span of days in groups, each group against its condition and against the other groups.
import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import { quantile } from '../statistics/dispersion.rules.ts'
import type { Book } from './book.rules.ts'
import { sound } from './book.rules.ts'
import type { Finding } from './case-watch.rules.ts'
import type { Published } from './facts.rules.ts'
import type { Measure } from './rule.shape.ts'

/** Fewer other groups say nothing of what is usual. */
export const PEERS = 4

/** A group is named by these fields of its acts; `unit` is the one that acted where the act does not say one. */
function keyOf(act: Published, by: readonly string[]): string | undefined {
  const parts = by.map((field) => {
    const own = field
      .split('.')
      .reduce<unknown>((v, part) => (v as Record<string, unknown> | undefined)?.[part], act.public)
    return own ?? (field === 'unit' && act.actor.kind === 'post' ? act.actor.unitCode : undefined)
  })
  return parts.some((p) => p === undefined || p === null) ? undefined : JSON.stringify(parts)
}

function amountOf(acts: readonly Published[], measure: Measure): number {
  if (measure.what === 'count') return acts.length
  if (measure.what === 'sum') return acts.reduce((n, a) => n + (Number(a.public[measure.field]) || 0), 0)
  return acts.filter((a) => String(a.public[measure.field]) === measure.of).length / acts.length
}

/** Quartiles of the other groups; nothing where these are few, and nothing on a spread of zero: else whoever differs at all is far out. */
function peersOf(values: readonly number[], own: number) {
  const others = [...values]
  others.splice(others.indexOf(own), 1)
  others.sort((a, b) => a - b)
  if (others.length < PEERS) return { middle: null, q1: null, q3: null, iqr: null }
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(others, share)) as [number, number, number]
  const iqr = q3 - q1
  return iqr === 0 ? { middle: median, q1: null, q3: null, iqr: null } : { middle: median, q1, q3, iqr }
}

/** What the window rules find on a day: one finding a group, at its newest act. */
export function windowFindings(book: Book, acts: readonly Published[], at: Date): Finding[] {
  return book.windows.flatMap((ready) => {
    const { looks } = ready
    const from = startOfDay(addDays(dayOf(at), -looks.days))
    const groups = new Map<string, Published[]>()
    for (const act of acts) {
      if (!looks.acts.includes(act.type) || act.happenedAt < from || act.happenedAt > at) continue
      const key = keyOf(act, looks.by)
      if (key === undefined) continue
      const list = groups.get(key)
      if (list) list.push(act)
      else groups.set(key, [act])
    }
    const values = new Map([...groups].map(([key, list]) => [key, amountOf(list, looks.value)]))
    const all = [...values.values()]
    return [...groups].flatMap(([key, list]): Finding[] => {
      const value = values.get(key)!
      const parts =
        looks.value.what === 'sum'
          ? list.map((a) => Number(a.public[(looks.value as { field: string }).field]) || 0)
          : []
      const facts: Record<string, unknown> = {
        value,
        size: list.length,
        most: parts.length > 0 ? Math.max(...parts) : null,
        least: parts.length > 0 ? Math.min(...parts) : null,
        groups: groups.size,
        ...peersOf(all, value),
      }
      const get = (name: string) => facts[name]
      const on = sound(book, ready.rule, () => ready.condition.holds(get) && !ready.suppress.some((s) => s.holds(get)))
      if (!on) return []
      const newest = list.reduce((a, b) => (b.happenedAt >= a.happenedAt ? b : a))
      return [
        { rule: ready.rule, act: newest, facts: { ...facts, group: key }, evidence: list.slice(-20).map((a) => a.id) },
      ]
    })
  })
}
