// Pure: sealed quotes of a mini-tender 二次竞价, in their order (财政部令第110号, not read: the lowest price wins).

/** Why a quote does not count. */
export const WHY = ['unopened', 'left', 'unknown', 'above'] as const
export type Quoted = {
  uscc: string
  /** The good that it names, and the price of one; null where nothing could be read. */
  good: string | null
  price: number | null
  receivedAt: Date
  /** Whether the supplier is in the framework still. */
  isIn: boolean
}
/** What may be quoted, as it was when quotes were asked for. */
export type Quotable = { uscc: string; id: string; model: string; price: number }
export type Ranked = {
  uscc: string
  model: string
  price: number | null
  rank: number | null
  why: (typeof WHY)[number] | null
}

/** The lowest first; of equal ones the earlier (our reading). Each good at the price of the framework at most. */
export function rank(quotes: readonly Quoted[], goods: readonly Quotable[]): Ranked[] {
  const judged = quotes.map((q) => {
    const good = goods.find((g) => g.id === q.good && g.uscc === q.uscc)
    const why: Ranked['why'] = !q.isIn
      ? 'left'
      : q.price === null
        ? 'unopened'
        : !good
          ? 'unknown'
          : q.price > good.price
            ? 'above'
            : null
    return { q, why, model: good?.model ?? '' }
  })
  const order = judged
    .filter((j) => !j.why)
    .sort((a, b) => a.q.price! - b.q.price! || a.q.receivedAt.getTime() - b.q.receivedAt.getTime())
  const out = judged.filter((j) => j.why)
  return [...order, ...out].map((j, i) => ({
    ...{ uscc: j.q.uscc, model: j.model, price: j.q.price, why: j.why },
    rank: j.why ? null : i + 1,
  }))
}
