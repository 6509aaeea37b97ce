import type { FeeTable } from './outcomes.ts'

/**
 * The processing fee in 分 (国办函〔2020〕109号): progressive, each item or page at the price of the step in which it lies; of items
 * beyond the last step each further ten cost 100 yuan more apiece.
 */
export function feeOf(table: FeeTable, by: 'items' | 'pages', n: number): number {
  let fee = 0
  let last = 0
  let price = 0
  for (const { upTo, fen } of table[by]) {
    fee += Math.max(0, Math.min(n, upTo) - last) * fen
    last = upTo
    price = fen
  }
  if (n <= last) return fee
  if (by === 'pages') return fee + (n - last) * table.pagesBeyond
  const { each, adds } = table.itemsBeyond
  for (let at = last; at < n; at += each) {
    price += adds
    fee += Math.min(each, n - at) * price
  }
  return fee
}
