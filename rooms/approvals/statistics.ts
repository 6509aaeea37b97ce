import { type Act, type Dimension, type Statistic, text } from '../../kernel/platform/index.ts'

const unit: Dimension = { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit }
const item: Dimension = {
  id: 'item',
  title: text('事项', 'Item'),
  names: 'items',
  of: (_, of) => of?.itemCode ?? undefined,
}
const place: Dimension = {
  id: 'place',
  title: text('地区', 'District'),
  names: 'places',
  of: (act) => act.jurisdiction,
}
const timely: Dimension = {
  id: 'timely',
  title: text('是否按承诺', 'Against the promise'),
  names: { yes: text('承诺期限内', 'within the promise'), no: text('超过承诺', 'past the promise') },
  of: (act) => (act.public.days ? (act.public.days.late ? 'no' : 'yes') : undefined),
}
const days = (of: 'used' | 'promised', zh: string, en: string): Statistic => ({
  id: `approvals-days-${of}`,
  version: 1,
  title: text(zh, en),
  on: 'case.decided',
  measure: { of: (act: Act) => act.public.days?.[of] ?? 0, unit: text('个工作日', 'working days') },
  by: [unit, item, place],
})

export const statistics: Statistic[] = [
  {
    id: 'approvals-received',
    version: 2,
    title: text('收到的申请', 'Applications received'),
    on: 'application.submitted',
    by: [unit, item, place],
  },
  {
    id: 'approvals-accepted',
    version: 1,
    title: text('受理', 'Applications accepted'),
    on: 'case.accepted',
    by: [unit, item, place],
  },
  {
    id: 'approvals-decided',
    version: 2,
    title: text('作出的决定', 'Applications decided'),
    on: 'case.decided',
    by: [
      {
        id: 'outcome',
        title: text('结果', 'Outcome'),
        names: { grant: text('准予', 'granted'), refuse: text('不予', 'refused') },
        of: (act) => act.public.outcome,
      },
      timely,
      unit,
      item,
      place,
    ],
  },
  days('used', '作出决定用的时间', 'Time used until the decision'),
  days('promised', '作出决定承诺的时间', 'Time promised for the decision'),
  {
    id: 'approvals-rated',
    version: 1,
    title: text('好差评', 'Ratings'),
    on: 'case.rated',
    measure: { of: (act) => act.public.score, unit: text('（1 最好，5 最差；合计）', '(1 best, 5 worst; sum)') },
    by: [
      {
        id: 'score',
        title: text('评价', 'Rating'),
        names: {
          1: text('非常满意', 'very good'),
          2: text('满意', 'good'),
          3: text('基本满意', 'fair'),
          4: text('不满意', 'poor'),
          5: text('非常不满意', 'very poor'),
        },
        of: (act) => String(act.public.score),
      },
      unit,
      item,
      place,
    ],
  },
]
