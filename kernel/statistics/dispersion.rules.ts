// Whether somebody decides otherwise than the peers do, inside the same band: pure, over points of a period.

export type Decision = { group: string; member: string; low: number; high: number; value: number }
export type Spread = {
  group: string
  member: string
  n: number
  median: number
  q1: number
  q3: number
  /** Shares of decisions at the very foot and the very top of the band. */
  atFoot: number
  atTop: number
  /** Of all other members' decisions in the group; undefined where they are too few. */
  peers: { n: number; q1: number; q3: number; from: number; to: number } | undefined
  flagged: boolean
}

/** Fewer decisions say nothing: of a member, and of the peers together. */
export const LEAST = 8
/** How many interquartile ranges beyond the peers' quartiles. */
export const REACH = 1.5

/** 0 at the foot of the band, 1 at its top; undefined where the band is a point. */
export const position = (d: Pick<Decision, 'low' | 'high' | 'value'>): number | undefined =>
  d.high > d.low ? (d.value - d.low) / (d.high - d.low) : undefined

/** The quantile of sorted numbers by linear interpolation (Hyndman and Fan's type 7, as spreadsheets and SQL have it). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return below + (above - below) * (at - Math.floor(at))
}

/**
 * For each group of comparable decisions and each member with at least eight of them: median and quartiles of the position in the band,
 * the shares at foot and top. Flagged: the median lies outside Q1 − 1.5·IQR … Q3 + 1.5·IQR of all other members' decisions in the
 * group, where those are at least eight and their IQR is not 0 (else whoever differs at all would be flagged). A flag is a question
 * to the unit, never a finding. Most decisions first.
 */
export function spreads(decisions: readonly Decision[]): Spread[] {
  const groups = Map.groupBy(
    decisions.flatMap((d) => {
      const p = position(d)
      return p === undefined ? [] : [{ ...d, p }]
    }),
    (d) => d.group,
  )
  const found: Spread[] = []
  for (const [group, all] of groups)
    for (const [member, own] of Map.groupBy(all, (d) => d.member)) {
      if (own.length < LEAST) continue
      const sorted = (list: { p: number }[]) => list.map((d) => d.p).toSorted((a, b) => a - b)
      const [mine, others] = [sorted(own), sorted(all.filter((d) => d.member !== member))]
      const median = quantile(mine, 0.5)
      const [q1, q3] = [
        quantile(others.length > 0 ? others : [0], 0.25),
        quantile(others.length > 0 ? others : [0], 0.75),
      ]
      const iqr = q3 - q1
      const peers =
        others.length >= LEAST ? { n: others.length, q1, q3, from: q1 - REACH * iqr, to: q3 + REACH * iqr } : undefined
      found.push({
        ...{ group, member, n: own.length, median, q1: quantile(mine, 0.25), q3: quantile(mine, 0.75) },
        atFoot: mine.filter((p) => p === 0).length / mine.length,
        atTop: mine.filter((p) => p === 1).length / mine.length,
        peers,
        flagged: peers !== undefined && iqr > 0 && (median < peers.from || median > peers.to),
      })
    }
  const key = (s: Spread) => `${s.group} ${s.member}`
  return found.toSorted((a, b) => Number(b.flagged) - Number(a.flagged) || b.n - a.n || (key(a) < key(b) ? -1 : 1))
}
