import { type Act, type Dimension, type Dispersion, type Statistic, text } from '../../../kernel/platform/index.ts'
import { sources } from '../contract.ts'
import { ruleTitle } from '../decision/standard.rules.ts'

const unit: Dimension = { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit }
const item: Dimension = {
  id: 'item',
  title: text('事项', 'Item'),
  names: 'items',
  of: (_, of) => of?.itemCode ?? undefined,
}
const district: Dimension = { id: 'district', title: text('区划', 'District'), of: (act) => act.jurisdiction }
/** Upheld, or unlawful without consequence, a decision stands; changed, it counts with its new fine. */
const takesBack = (act: Act) => ['annulled', 'void', 'changed'].includes(act.public.what)
const undo = [{ on: 'penalty.annulled', when: takesBack }]
const yuan = text('元', 'yuan')

/** What is counted of penalties; an annulled decision leaves the totals on the day on which it counted. */
export const statistics: Statistic[] = [
  {
    id: 'penalties-filed',
    version: 1,
    title: text('立案', 'Cases filed'),
    on: 'penalty.filed',
    by: [
      { id: 'source', title: text('来源', 'Source'), names: sources, of: (act) => act.public.source },
      unit,
      item,
      district,
    ],
  },
  {
    id: 'penalties-decided',
    version: 1,
    title: text('处罚决定', 'Penalty decisions'),
    on: ['penalty.decided', 'spot.decided', 'penalty.annulled'],
    measure: {
      of: (act) =>
        act.type === 'penalty.annulled' && act.public.what !== 'changed'
          ? undefined
          : act.public.outcome === 'return'
            ? 0
            : Number(act.public.fine ?? 0),
      unit: yuan,
      money: true,
    },
    by: [
      {
        id: 'outcome',
        title: text('结果', 'Outcome'),
        names: {
          penalise: text('处罚', 'penalty'),
          spare: text('不予处罚', 'no penalty'),
          return: text('退回', 'returned'),
          spot: text('当场处罚', 'on the spot'),
        },
        of: (act) =>
          act.type === 'spot.decided' ? 'spot' : act.type === 'penalty.annulled' ? 'penalise' : act.public.outcome,
      },
      unit,
      item,
      district,
    ],
    undo,
  },
  {
    id: 'penalties-hearings',
    version: 1,
    title: text('听证', 'Hearings'),
    on: 'hearing.held',
    by: [unit, item],
  },
  {
    id: 'penalties-annulled',
    version: 1,
    title: text('复议、诉讼和自行纠正的结果', 'Results of reviews, suits and own corrections'),
    on: 'penalty.annulled',
    by: [
      {
        id: 'what',
        title: text('结果', 'Result'),
        names: {
          annulled: text('撤销', 'annulled'),
          changed: text('变更', 'changed'),
          unlawful: text('确认违法', 'unlawful'),
          void: text('无效', 'void'),
          upheld: text('维持', 'upheld'),
        },
        of: (act) => act.public.what,
      },
      {
        id: 'by',
        title: text('由谁', 'By'),
        names: { review: text('复议', 'review'), court: text('法院', 'court'), own: text('自行', 'itself') },
        of: (act) => act.public.by,
      },
      unit,
    ],
  },
  {
    id: 'penalties-coercion',
    version: 1,
    title: text('强制和保存措施', 'Coercive measures'),
    on: 'measure.ordered',
    by: [
      {
        id: 'kind',
        title: text('措施', 'Measure'),
        names: {
          preservation: text('登记保存', 'preservation'),
          seizure: text('扣押', 'seizure'),
          sealing: text('查封', 'sealing'),
        },
        of: (act) => act.public.kind,
      },
      unit,
    ],
  },
  {
    id: 'penalties-paid',
    version: 1,
    title: text('罚款入库', 'Fines paid'),
    on: 'fine.paid',
    measure: { of: (act) => Number(act.public.amount), unit: yuan, money: true },
    by: [unit, item],
  },
  {
    id: 'penalties-referred',
    version: 1,
    title: text('移送司法', 'Referred to the judicial organ'),
    on: 'penalty.referred',
    by: [unit, item],
  },
]

/** Fines inside their bands, compared among units, officers and districts: the same item under the same rule of the same standard. */
export const dispersion: Dispersion[] = [
  {
    id: 'penalty-fines',
    version: 2,
    title: text('罚款在幅度里的位置', 'Where fines lie in their bands'),
    on: 'penalty.decided',
    group: (act, of) => {
      if (act.public.outcome !== 'penalise' || !of) return undefined
      const { zh, en } = ruleTitle(act.public as { rule: string })
      return [of.itemCode, act.public.rule, zh, en].join('\t')
    },
    words(group, itemName) {
      const [code = '', , zh, en] = group.split('\t')
      const item = itemName(code)
      return text(`${item.zh}：${zh}`, `${item.en}: ${en}`)
    },
    point: (act) =>
      act.public.outcome === 'penalise' && act.public.band.to > act.public.band.from
        ? { low: act.public.band.from, high: act.public.band.to, value: act.public.fine }
        : undefined,
    undo,
  },
]
