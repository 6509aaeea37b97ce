import type { Conclusion, Finding } from './case.kind.ts'
import type { Item } from './list.shape.ts'

/** Lines of these items that nobody answered, or that no item has. */
export function unanswered(items: readonly Item[], lines: readonly Pick<Finding, 'item' | 'line'>[]): string[] {
  const asked = items.flatMap((i) => i.checks.map((c) => `${i.code}.${c.code}`))
  const given = lines.map((l) => `${l.item}.${l.line}`)
  return [
    ...asked.filter((k) => !given.includes(k)),
    ...given.filter((k, n) => !asked.includes(k) || given.indexOf(k) !== n),
  ]
}

/** Nothing wrong cannot be put right, and something wrong is not “clear”. */
export const fits = (conclusion: Conclusion, lines: readonly Pick<Finding, 'result'>[]): boolean =>
  (conclusion === 'clear') === !lines.some((l) => l.result === 'problem')

/** Items of which a line had a problem: only these are rechecked, only these transferred. */
export const wrongItems = (lines: readonly Finding[]): string[] => [
  ...new Set(lines.filter((l) => l.result === 'problem').map((l) => l.item)),
]
