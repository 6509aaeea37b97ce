import { type Dimension, type Statistic, text } from '../../kernel/platform/index.ts'

const unit: Dimension = { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit }
const item: Dimension = {
  id: 'item',
  title: text('事项', 'Item'),
  names: 'items',
  of: (_, of) => of?.itemCode ?? undefined,
}

export const statistics: Statistic[] = [
  {
    id: 'approvals-received',
    version: 1,
    title: text('收到的申请', 'Applications received'),
    on: 'application.submitted',
    by: [unit, item],
  },
  {
    id: 'approvals-decided',
    version: 1,
    title: text('作出的决定', 'Applications decided'),
    on: 'case.decided',
    by: [
      {
        id: 'outcome',
        title: text('结果', 'Outcome'),
        names: { grant: text('准予', 'granted'), refuse: text('不予', 'refused') },
        of: (act) => act.public.outcome,
      },
      unit,
      item,
    ],
  },
]
