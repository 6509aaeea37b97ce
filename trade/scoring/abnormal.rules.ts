// Browser-safe: prices so low that the bidder is asked to explain them. A question, never a rejection by itself.
import { compare, decimal, div, mean, mul, type Q, q, sub } from './rational.rules.ts'

export type LowRule = {
  /** At least so much under the mean of the others’ first offers. */
  mean: string
  /** At least so much under the next one in the final ranking. */
  next: string
}
/** Prozorro’s figures (openprocurement.api, award milestones): 40 % and 30 %, the bounds included. */
export const PROZORRO: LowRule = { mean: '0.4', next: '0.3' }

const atLeastUnder = (price: Q, other: Q, share: string) => compare(price, mul(other, sub(q(1), decimal(share)))) <= 0

/** Why the price of `of` must be explained. Amounts in any one unit, as decimals. */
export function abnormallyLow(
  bids: readonly { id: string; first: string; last: string }[],
  of: string,
  rule: LowRule = PROZORRO,
): ('mean' | 'next')[] {
  const me = bids.find((b) => b.id === of)
  const others = bids.filter((b) => b.id !== of)
  if (!me || others.length === 0) return []
  const price = decimal(me.last)
  const above = others.map((b) => decimal(b.last)).filter((p) => compare(p, price) >= 0)
  const next = above.sort(compare)[0]
  return [
    ...(atLeastUnder(price, mean(others.map((b) => decimal(b.first))), rule.mean) ? ['mean' as const] : []),
    ...(next && atLeastUnder(price, next, rule.next) ? ['next' as const] : []),
  ]
}

/** How far a price lies under another, in percent, for people to read. */
export const percentUnder = (price: Q, other: Q): Q => mul(div(sub(other, price), other), q(100))
