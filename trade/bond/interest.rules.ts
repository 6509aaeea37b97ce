// Pure: interest on a bid bond at the bank's rate for the time it lay there (招标投标法实施条例 art. 57).
import { mul, q, round } from '../scoring/index.ts'

const DAY = 86_400_000
/** In 分, half up, once. A year has 360 days, as banks count demand deposits; from the day it came to the day before it goes back. */
export function interestOf(fen: number, permille: number, from: Date, to: Date): number {
  const days = Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY))
  // The rate has at most four decimals.
  const rate = q(Math.round(permille * 10_000), 10_000 * 1000 * 360)
  return Number(round(mul(mul(q(fen), rate), q(days)), { places: 0, mode: 'half-up' }).n)
}
