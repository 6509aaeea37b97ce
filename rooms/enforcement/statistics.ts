import {
  type Act,
  type Dimension,
  type Dispersion,
  type Statistic,
  text,
  type Undo,
} from '../../kernel/platform/index.ts'

const unit: Dimension = { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit }
const item: Dimension = {
  id: 'item',
  title: text('事项', 'Item'),
  names: 'items',
  of: (_, of) => of?.itemCode ?? undefined,
}
const officer: Dimension = {
  id: 'officer',
  title: text('决定岗位', 'Deciding post'),
  desk: true,
  of: (a) => (a.actor.kind === 'post' ? a.actor.postId : undefined),
}
const takesBack = (a: Act) => ['annulled', 'void', 'changed'].includes(a.public.what)
/** A penalty that review, court or the unit itself took back leaves the totals; one that was changed counts with its new fine. */
const undo: Undo[] = [{ on: 'penalty.annulled', when: takesBack }]
const DECIDED = ['penalty.decided', 'spot.decided', 'penalty.annulled']
const penalises = (a: Act): boolean =>
  a.type === 'spot.decided' ||
  (a.type === 'penalty.decided' && a.public.outcome === 'penalise') ||
  (a.type === 'penalty.annulled' && a.public.what === 'changed')

export const statistics: Statistic[] = [
  {
    id: 'penalty-filed',
    version: 1,
    title: text('立案', 'Cases filed'),
    on: ['penalty.filed', 'spot.decided'],
    by: [
      unit,
      item,
      {
        id: 'source',
        title: text('案源', 'Source'),
        of: (a) => (a.type === 'spot.decided' ? 'on-the-spot' : a.public.source),
      },
    ],
  },
  {
    id: 'penalty-fines',
    version: 1,
    title: text('罚款', 'Fines'),
    on: DECIDED,
    measure: { of: (a) => (penalises(a) ? (a.public.fine ?? 0) : undefined), unit: text('罚款', 'Fines'), money: true },
    by: [unit, item, officer],
    undo,
  },
]

/** Where fines lie in the bands of the standard: the same item under the same rule of it. */
export const dispersion: Dispersion[] = [
  {
    id: 'penalty-fines',
    version: 1,
    title: text('罚款在裁量幅度里的位置', 'Fines inside their bands'),
    on: 'penalty.decided',
    group: (a, of) =>
      a.public.outcome === 'penalise' && a.public.rule
        ? `${of?.itemCode} · ${a.public.standard} ${a.public.rule}`
        : undefined,
    point: (a) => a.public.band && { low: a.public.band.from, high: a.public.band.to, value: a.public.fine },
    undo,
  },
]
