import type { UnitView } from '../../kernel/identity/contract.ts'
import { HANDLER, OFFICE } from './case.kind.ts'
import type { Handler } from './route.rules.ts'

type Posts = readonly { unit: string; role: string }[]
export const handlersOf = (units: readonly UnitView[], posts: Posts): Handler[] =>
  units
    .filter((u) => posts.some((p) => p.unit === u.code && p.role === HANDLER))
    .map((u) => ({ unit: u.code, jurisdiction: u.jurisdiction }))

/** Who takes what is said: an office of the city with the post, never the unit that it is against; a supervision last. */
export function officeFor(
  units: readonly UnitView[],
  posts: Posts,
  home: string,
  against?: string,
): UnitView | undefined {
  const all = units.filter(
    (u) => u.jurisdiction === home && u.code !== against && posts.some((p) => p.unit === u.code && p.role === OFFICE),
  )
  return all.find((u) => u.kind !== 'supervision') ?? all[0]
}
