import type { UnitView } from '../../kernel/identity/contract.ts'

export const ROLE = 'complaint-handler'
type Posts = { unit: string; role: string }[]
export const handles = (posts: Posts, unit: string): boolean => posts.some((p) => p.unit === unit && p.role === ROLE)

/** The nearest office above a unit, by supervision, that takes complaints: where the review of its answer is asked (art. 35). */
export function officeAbove(unit: UnitView, all: UnitView[], posts: Posts): UnitView | undefined {
  const seen = new Set([unit.code])
  for (let at = unit.supervisedBy; at && !seen.has(at); at = all.find((u) => u.code === at)?.supervisedBy ?? null) {
    if (handles(posts, at)) return all.find((u) => u.code === at)
    seen.add(at)
  }
  return undefined
}

/** Who receives it: the office above, else any of the city's; never the unit that it is about. */
export const officeFor = (about: UnitView, all: UnitView[], posts: Posts): UnitView | undefined =>
  officeAbove(about, all, posts) ??
  all.find((u) => u.code !== about.code && u.level === 'city' && handles(posts, u.code))
