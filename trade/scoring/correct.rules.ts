// Browser-safe: arithmetic correction 算术修正 of a priced list. What is written by hand stays; what was computed is computed again.
import { add, compare, decimal, mul, type Q, q, round, show } from './rational.rules.ts'

export type Line = { item: string; quantity: string; unitPrice: string; amount: string }
export type PriceList = { lines: Line[]; total: string; inWords?: string }
export type Correction = {
  at: string
  said: string
  is: string
  rule: 'unit-price' | 'decimal-point' | 'sum' | 'words'
}
export type Corrected = { total: string; corrections: Correction[] }

const FEN = { places: 2, mode: 'half-up' } as const

/**
 * 工程建设项目施工招标投标办法 art. 53 (its text was not read: our reading of how it is applied): words before figures; the unit price
 * before the amount, unless its decimal point is evidently misplaced, then the amount; the sum of the amounts before the total.
 * The bidder confirms in writing; who does not is rejected by the committee, not here.
 */
export function correct(list: PriceList): Corrected {
  const corrections: Correction[] = []
  let sum = q(0)
  for (const [i, l] of list.lines.entries()) {
    const at = `${i + 1} ${l.item}`
    const product = round(mul(decimal(l.quantity), decimal(l.unitPrice)), FEN)
    const said = decimal(l.amount)
    const point = compare(product, said) !== 0 && shifted(product, said)
    if (point) corrections.push({ at, said: l.unitPrice, is: l.amount, rule: 'decimal-point' })
    else if (compare(product, said) !== 0)
      corrections.push({ at, said: l.amount, is: show(product, 2), rule: 'unit-price' })
    sum = add(sum, point ? said : product)
  }
  const total = decimal(list.total)
  if (compare(sum, total) !== 0) corrections.push({ at: 'total', said: list.total, is: show(sum, 2), rule: 'sum' })
  if (list.inWords !== undefined && compare(decimal(list.inWords), total) !== 0 && corrections.length === 0) {
    corrections.push({ at: 'total', said: list.total, is: list.inWords, rule: 'words' })
    return { total: show(decimal(list.inWords), 2), corrections }
  }
  return { total: show(sum, 2), corrections }
}
/** The one is the other with the decimal point elsewhere. */
function shifted(a: Q, b: Q): boolean {
  for (const places of [1, 2, 3]) {
    const ten = q(10n ** BigInt(places))
    if (compare(a, mul(b, ten)) === 0 || compare(mul(a, ten), b) === 0) return true
  }
  return false
}
