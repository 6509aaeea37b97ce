import { type Output, text } from '../../kernel/platform/index.ts'
import { day, type FilterField, listQuery, words } from '../../web/ui/index.ts'
import type { choices } from './contract.ts'

/** `unit2`, `from2`, `to2`: what is laid beside it. */
export const queryOf = listQuery({
  kind: words,
  item: words,
  unit: words,
  from: day,
  to: day,
  unit2: words,
  from2: day,
  to2: day,
})

export function filtersOf(of: Output<typeof choices>, kind: string, compare: boolean): FilterField[] {
  const units = of.units.map((u) => ({ value: u.code, text: u.name }))
  return [
    {
      name: 'kind',
      kind: 'choice',
      title: text('案件种类', 'Kind of case'),
      options: of.kinds.map((k) => ({ value: k.kind, text: k.title })),
      now: kind,
    },
    {
      name: 'item',
      kind: 'choice',
      title: text('事项', 'Item'),
      options: of.items.filter((i) => i.kind === kind).map((i) => ({ value: i.code, text: i.name })),
    },
    ...(units.length > 0
      ? [{ name: 'unit', kind: 'choice' as const, title: text('单位', 'Unit'), options: units }]
      : []),
    { name: 'from', kind: 'day', title: text('收件从', 'Received from') },
    { name: 'to', kind: 'day', title: text('到', 'to') },
    ...(compare
      ? ([
          ...(units.length > 0
            ? [{ name: 'unit2', kind: 'choice' as const, title: text('对照单位', 'Beside: unit'), options: units }]
            : []),
          { name: 'from2', kind: 'day', title: text('对照从', 'Beside: from') },
          { name: 'to2', kind: 'day', title: text('对照到', 'Beside: to') },
        ] as FilterField[])
      : []),
  ]
}
