import { type Text, text } from '../../../kernel/platform/text.ts'
import type { Conclusion, Finding } from '../case.kind.ts'
import type { Item } from '../list/list.shape.ts'

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

/** What a record still lacks, by the names of the form's fields (`r.ITEM.LINE`, `n.ITEM.LINE`). */
export function missing(
  of: {
    present: readonly string[]
    lines: readonly (Finding & { note: string })[]
    conclusion: string
    receiver: string
  },
  items: readonly Item[],
): Record<string, Text> {
  const fields: Record<string, Text> = {}
  if (of.present.length === 0) fields.present = text('请勾选到场的人员。', 'Please tick who was there.')
  for (const key of unanswered(items, of.lines)) fields[`r.${key}`] = text('请选一个。', 'Please choose one.')
  for (const l of of.lines)
    if (l.result === 'problem' && l.note === '')
      fields[`n.${l.item}.${l.line}`] = text('请写明是什么问题。', 'Please say what is wrong.')
  if (of.conclusion === '') fields.conclusion = text('请选一个结论。', 'Please choose a conclusion.')
  if (of.receiver === '') fields.receiver = text('请写现场负责人的姓名。', 'Please name who was met.')
  return fields
}
