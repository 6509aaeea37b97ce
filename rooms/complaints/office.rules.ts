import type { UnitView } from '../../kernel/identity/contract.ts'

export const ROLE = 'complaint-handler'
type Posts = { unit: string; role: string }[]
export const handles = (posts: Posts, unit: string): boolean => posts.some((p) => p.unit === unit && p.role === ROLE)

/** Who receives it: the nearest office above, by supervision, that takes complaints; never the unit that it is about. */
export function officeFor(about: UnitView, all: UnitView[], posts: Posts): UnitView | undefined {
  const seen = new Set([about.code])
  for (let at = about.supervisedBy; at && !seen.has(at); at = all.find((u) => u.code === at)?.supervisedBy ?? null) {
    if (handles(posts, at)) return all.find((u) => u.code === at)
    seen.add(at)
  }
  return all.find((u) => u.code !== about.code && u.level === 'city' && handles(posts, u.code))
}
