// 效能评估: points of a unit in a month, from its lights, measures and ratings; the weights are data. An item without data is not
// counted, and the sum is of those that are.
import type { Text } from '../../kernel/platform/index.ts'

export type Item = {
  id: string
  weight: number
  name: Text
  /** Which lights take points: those of areas, or on clocks or acts, but of some areas. */
  lights?: { areas?: string[]; on?: 'acts' | 'clocks'; except?: string[] }
  /** A rating that an act tells, out of so many. */
  rating?: { act: string; field: string; most: number }
  /** Measures that were answered late or went up a rung, and reminders in a row. */
  measures?: boolean
}
export type Weights = { yellow: number; red: number; reminders: { inRow: number; points: number }; items: Item[] }

export type UnitMonth = {
  lights: { number: string; rule: Text; area: string; light: 'yellow' | 'red'; onClock: boolean }[]
  measures: { number: string; kind: string; late: boolean; escalated: boolean; at: Date }[]
  /** By the act that tells it. */
  ratings: Record<string, { number: string; score: number }[]>
}
export type Evidence = { number: string; points: number; why: Text }
/** `score` is null where nothing is known of the item. */
export type Scored = { id: string; name: Text; weight: number; score: number | null; evidence: Evidence[] }

export function performance(month: UnitMonth, w: Weights): { total: number; items: Scored[] } {
  const items = w.items.map((item): Scored => {
    const { id, name, weight } = item
    const evidence = item.lights ? lost(month, item.lights, w) : item.measures ? oversight(month, w) : []
    if (item.rating) {
      const list = month.ratings[item.rating.act] ?? []
      if (list.length === 0) return { id, name, weight, score: null, evidence: [] }
      const { most } = item.rating
      const mean = list.reduce((n, r) => n + r.score, 0) / list.length
      const low = list.filter((r) => r.score * 2 < most)
      return {
        id,
        name,
        weight,
        score: round((mean / most) * weight),
        evidence: low.map((r) => ({
          number: r.number,
          points: 0,
          why: { zh: `评价 ${r.score} 分`, en: `rated ${r.score}` },
        })),
      }
    }
    if (!item.lights && !item.measures) return { id, name, weight, score: null, evidence: [] }
    const taken = evidence.reduce((n, e) => n + e.points, 0)
    return { id, name, weight, score: Math.max(0, weight - taken), evidence }
  })
  const known = items.filter((i) => i.score !== null)
  const sum = known.reduce((n, i) => n + i.score!, 0)
  const all = known.reduce((n, i) => n + i.weight, 0)
  return { total: all === 0 ? 100 : round((sum * 100) / all), items }
}

const round = (n: number) => Math.round(n * 10) / 10

function lost({ lights }: UnitMonth, { areas, on, except = [] }: NonNullable<Item['lights']>, w: Weights): Evidence[] {
  return lights
    .filter(
      (l) => (areas ? areas.includes(l.area) : !except.includes(l.area)) && (!on || (on === 'clocks') === l.onClock),
    )
    .map((l) => ({ number: l.number, points: w[l.light], why: l.rule }))
}

function oversight({ measures }: UnitMonth, w: Weights): Evidence[] {
  const found: Evidence[] = measures
    .filter((m) => m.late || m.escalated)
    .map((m) => ({
      number: m.number,
      points: m.escalated ? w.yellow : w.reminders.points,
      why: m.escalated
        ? { zh: '督办逾期，已升级', en: 'a measure was not answered and went up' }
        : { zh: '督办逾期答复', en: 'a measure was answered late' },
    }))
  const perCase = Map.groupBy(
    measures.filter((m) => m.kind === 'reminder'),
    (m) => m.number,
  )
  for (const [number, list] of perCase)
    for (let n = w.reminders.inRow; n <= list.length; n += w.reminders.inRow)
      found.push({
        number,
        points: w.reminders.points,
        why: { zh: `连续 ${w.reminders.inRow} 次催办`, en: `${w.reminders.inRow} reminders in a row` },
      })
  return found
}
