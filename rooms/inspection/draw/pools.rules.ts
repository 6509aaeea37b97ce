import type { Pool } from '../../../kernel/draw/index.ts'
import { type Figure, figureOn, type Item, type ListContent } from '../list/list.shape.ts'

/** Officers of one unit at a visit (行政处罚法 art. 42; 食品生产经营监督检查管理办法 art. 23: two or more). */
export const OFFICERS = 2

export type SubjectRow = { uscc: string; name: string; fields: string[]; risk: 'A' | 'B' | 'C' | 'D' }
export type OfficerRow = { card: string; unit: string; until: string }
/** One card of each person and unit, the one that holds longest: two cards are not two officers. */
export function onePerPerson<C extends { personId: string; unit: string; until: string; number: string }>(
  cards: readonly C[],
): C[] {
  const best = new Map<string, C>()
  for (const c of cards) {
    const key = `${c.personId} ${c.unit}`
    const known = best.get(key)
    if (!known || c.until > known.until) best.set(key, c)
  }
  return [...best.values()]
}
export type Recused = { card: string; uscc: string }
export type PoolInput = {
  list: ListContent
  items: Item[]
  count: number
  /** The day of the closing, and the last on which the visits may be made. */
  on: string
  until: string
  subjects: readonly SubjectRow[]
  /** Visits of this year that count, by credit code; and who is under an open inspection. */
  visits: ReadonlyMap<string, number>
  open: ReadonlySet<string>
  officers: readonly OfficerRow[]
  declared: readonly Recused[]
  interests: readonly (Recused & { why: 'own' | 'kin' })[]
}

/** Most visits in a year to a subject of this class; undefined where no figure limits them. */
export const capOf = (list: ListContent, risk: string, on: string): (Figure & { risk: string }) | undefined =>
  figureOn(list.caps, on, (c) => c.risk === risk)

/**
 * The two pools of a task, with who is excluded and why, before anything is drawn: subjects of the items' fields with a chance by
 * risk, and for each of them the officers of every unit that takes part.
 */
export function poolsOf(of: PoolInput): Pool[] {
  const { list, items, on, declared, interests } = of
  const fields = [...new Set(items.map((i) => i.field))]
  const candidates = of.subjects.filter((s) => fields.every((f) => s.fields.includes(f)))
  const reasonOf = (s: SubjectRow): string | undefined => {
    const cap = capOf(list, s.risk, on)
    if (cap && (of.visits.get(s.uscc) ?? 0) >= cap.value) return 'cap-reached'
    return of.open.has(s.uscc) ? 'in-inspection' : undefined
  }
  const members = candidates.filter((s) => reasonOf(s) === undefined)
  const units = [...new Set(items.map((i) => i.unit))].sort()
  const whole = new Set(declared.filter((d) => d.uscc === '').map((d) => d.card))
  const offReason = (o: OfficerRow) => (o.until < of.until ? 'card-ends' : whole.has(o.card) ? 'declared' : undefined)
  const officers = of.officers.filter((o) => units.includes(o.unit))
  const apart = [
    ...declared.filter((d) => d.uscc !== '').map((d) => ({ id: d.card, of: d.uscc, reason: 'declared' })),
    ...interests.map((i) => ({ id: i.card, of: i.uscc, reason: i.why === 'own' ? 'own-organisation' : 'kin' })),
  ]
  const drawable = new Set(members.map((m) => m.uscc))
  return [
    {
      name: 'subjects',
      members: members.map((s) => ({
        id: s.uscc,
        weight: figureOn(list.weights, on, (w) => w.risk === s.risk)?.value ?? 1,
        stratum: '*',
      })),
      excluded: candidates.flatMap((s) => {
        const reason = reasonOf(s)
        return reason ? [{ id: s.uscc, reason }] : []
      }),
      apart: [],
      take: { '*': of.count },
      each: null,
    },
    {
      name: 'officers',
      members: officers.filter((o) => !offReason(o)).map((o) => ({ id: o.card, weight: 1, stratum: o.unit })),
      excluded: officers.flatMap((o) => {
        const reason = offReason(o)
        return reason ? [{ id: o.card, reason }] : []
      }),
      // Each pair once, whatever it is for, and only where both could meet.
      apart: apart.filter((a, i) => drawable.has(a.of) && apart.findIndex((b) => b.id === a.id && b.of === a.of) === i),
      take: Object.fromEntries(units.map((u) => [u, OFFICERS])),
      each: 'subjects',
    },
  ]
}

export const reasonWords: Record<string, { zh: string; en: string }> = {
  'cap-reached': { zh: '本年度检查次数已到上限', en: 'the yearly cap is reached' },
  'in-inspection': { zh: '正在被检查', en: 'an inspection is open' },
  'card-ends': { zh: '执法证在检查期内到期', en: 'the card ends before the visits' },
  declared: { zh: '本人申请回避', en: 'stepped back' },
  'own-organisation': { zh: '是该单位的人', en: 'belongs to it' },
  kin: { zh: '近亲属在该单位', en: 'has kin there' },
}
