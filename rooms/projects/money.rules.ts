// The one chain by which the money of a project hangs together, asked before each act and shown on each page:
// paid ≤ certified ≤ contracts and changes ≤ budget ≤ what the approved estimates allow.
import type { Citation } from '../../kernel/platform/acts.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** All in 分. A stage that is not reached is null. */
export type Money = {
  /** 投资估算, of the feasibility study that was approved. */
  estimate: number | null
  /** 投资概算, as it was settled. */
  design: number | null
  /** The 概算 was settled anew on a ground of art. 23: from then on it is the limit by itself. */
  adjusted: boolean
  budget: number | null
  contracts: number
  changes: number
  /** Advances that contracts grant; certified like progress, within them. */
  advances: number
  certified: number
  certifiedAdvances: number
  paid: number
  /** 结算: once it is there, it takes the place of contracts and changes. */
  settled: number | null
}
export const NOTHING: Money = {
  estimate: null,
  design: null,
  adjusted: false,
  budget: null,
  contracts: 0,
  changes: 0,
  advances: 0,
  certified: 0,
  certifiedAdvances: 0,
  paid: 0,
  settled: null,
}

export type LinkId = 'paid' | 'advance' | 'certified' | 'settled' | 'committed' | 'design' | 'estimate'
export type Link = {
  id: LinkId
  less: Text
  left: number
  more: Text
  right: number
  holds: boolean
  basis: Citation[]
}

const words = {
  paid: text('已支付', 'Paid'),
  certified: text('已核定', 'Certified'),
  advance: text('已核定的预付款', 'Advances certified'),
  advances: text('合同约定的预付款', 'Advances by contract'),
  settled: text('结算价', 'Settled'),
  committed: text('合同加变更', 'Contracts and changes'),
  budget: text('预算', 'Budget'),
  design: text('核定概算', 'Settled design estimate'),
}

/** The links that can be asked so far. `over`: how many hundredths the design may exceed the study (art. 12). */
export function links(m: Money, over: number): Link[] {
  const committed = m.contracts + m.changes
  const link = (id: LinkId, less: Text, left: number, more: Text, right: number | null, basis: Citation[] = []) =>
    right === null ? [] : [{ id, less, left, more, right, holds: left <= right, basis }]
  const allowed = m.estimate === null || m.adjusted ? null : Math.floor((m.estimate * (100 + over)) / 100)
  return [
    ...link('paid', words.paid, m.paid, words.certified, m.certified, [{ law: '建设工程质量管理条例', article: 37 }]),
    ...link('advance', words.advance, m.certifiedAdvances, words.advances, m.advances),
    ...link(
      'certified',
      words.certified,
      m.certified,
      m.settled === null ? words.committed : words.settled,
      m.settled ?? committed,
    ),
    ...(m.settled === null ? [] : link('settled', words.settled, m.settled, words.committed, committed)),
    ...link('committed', words.committed, committed, words.budget, m.budget, [{ law: '政府投资条例', article: 23 }]),
    ...(m.budget === null
      ? []
      : [
          ...link('design', words.budget, m.budget, words.design, m.design, [{ law: '政府投资条例', article: 23 }]),
          ...link(
            'estimate',
            words.budget,
            m.budget,
            text(`批准估算的 ${100 + over}%`, `${100 + over}% of the approved estimate`),
            allowed,
            [{ law: '政府投资条例', article: 12 }],
          ),
        ]),
  ]
}

/** The first link that would not hold any more after a change; undefined where all do. */
export const broken = (before: Money, change: Partial<Money>, over: number): Link | undefined =>
  links({ ...before, ...change }, over).find((l) => !l.holds)

/** Where works ought to stand by their plan, in hundredths, on a day between begin and end. */
export function plannedPercent(from: string, to: string, today: string): number {
  const [a, b, t] = [from, to, today].map((d) => Date.parse(d)) as [number, number, number]
  if (t <= a) return 0
  return t >= b ? 100 : Math.floor(((t - a) * 100) / (b - a))
}
