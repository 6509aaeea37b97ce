// Pure: what became of each who wants to buy.

/** What the bank said of an order: `late`, after its last day. */
export const MOVES = ['paid', 'late', 'refunded'] as const
export type Move = (typeof MOVES)[number]
/** What the market decided over the deposit of whom it dealt with: part of the price, or lost. */
export type Kept = 'converted' | 'forfeited'

export type Entry = {
  /** The number within the sale: a name for somebody who has none. */
  no: number
  order: string
  act: string
  at: Date
  paid: boolean
  late: boolean
  /** What was to go back is back. */
  refunded: boolean
  outcome: 'pass' | 'refuse' | null
  /** The act that decided it. */
  decided: string | null
  kept: Kept | null
}

type Said = { id: string; happenedAt: Date; public: Record<string, any> }
const change = (list: readonly Entry[], hit: (e: Entry) => boolean, by: Partial<Entry>): Entry[] =>
  list.map((e) => (hit(e) ? { ...e, ...by } : e))

export const entered = (list: readonly Entry[], a: Said, no: number): Entry[] => [
  ...list,
  {
    ...{ no, order: a.public.order, act: a.id, at: a.happenedAt, paid: false, late: false, refunded: false },
    ...{ outcome: null, decided: null, kept: null },
  },
]
export const moved = (list: readonly Entry[], a: Said): Entry[] =>
  change(
    list,
    (e) => e.order === a.public.order,
    a.public.what === 'refunded' ? { refunded: true } : a.public.what === 'late' ? { late: true } : { paid: true },
  )
export const decided = (list: readonly Entry[], a: Said, no: number): Entry[] =>
  change(list, (e) => e.no === no, { outcome: a.public.outcome, decided: a.id })
export const kept = (list: readonly Entry[], order: string | null | undefined, how: Kept): Entry[] =>
  order ? change(list, (e) => e.order === order, { kept: how }) : [...list]

/** Deposits that came and are neither back nor kept. */
export const owedBack = (list: readonly Entry[]): Entry[] =>
  list.filter((e) => (e.paid || e.late) && !e.refunded && e.kept === null)
/** Who may bid. */
export const passed = (list: readonly Entry[]): Entry[] => list.filter((e) => e.outcome === 'pass')
