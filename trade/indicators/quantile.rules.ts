/**
 * The quantile of sorted numbers by Hyndman and Fan's type 8 (median-unbiased), as the field's tools have it; NaN of none.
 * `share`: 0 to 1.
 */
export function quantile(sorted: readonly number[], share: number): number {
  const n = sorted.length
  if (n === 0) return Number.NaN
  const h = (n + 1 / 3) * share + 1 / 3
  const whole = Math.floor(h)
  if (whole < 1 || share <= 0) return sorted[0]!
  if (whole >= n || share >= 1) return sorted[n - 1]!
  const [below, above] = [sorted[whole - 1]!, sorted[whole]!]
  return below + (h - whole) * (above - below)
}

export type Fences = { q1: number; q3: number; low: number; high: number }
/** Tukey's fences, one and a half interquartile ranges beyond the quartiles. */
export function fences(values: Iterable<number>): Fences {
  const sorted = [...values].sort((a, b) => a - b)
  const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)]
  const reach = 1.5 * (q3 - q1)
  return { q1, q3, low: q1 - reach, high: q3 + reach }
}
