// Whether somebody decides otherwise than the peers do, inside the same band: pure, over points of a period.

/** So many decisions of a member that lie at one place of their bands, in thousandths (`partOf`). */
export type Lying = { group: string; member: string; part: number; n: number }
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

/** Into how many parts a band is divided: a million decisions are then compared by a few thousand counts. */
export const PARTS = 1000

/**
 * Where a decision lies in its band, in thousandths: 0 at the very foot alone, 1000 at the very top alone, all else rounded to between.
 * undefined where the band is a point. The column `part` of `statistics.point` is the same.
 */
export const partOf = (d: { low: number; high: number; value: number }): number | undefined => {
  if (d.high <= d.low) return undefined
  if (d.value <= d.low) return 0
  if (d.value >= d.high) return PARTS
  return Math.min(PARTS - 1, Math.max(1, Math.round(((d.value - d.low) * PARTS) / (d.high - d.low))))
}

/** The quantile of sorted numbers by linear interpolation (Hyndman and Fan's type 7, as spreadsheets and SQL have it). */
export const quantile = (sorted: readonly number[], share: number): number =>
  between((sorted.length - 1) * share, (place) => sorted[place]!)

function between(at: number, nth: (place: number) => number): number {
  const [below, above] = [nth(Math.floor(at)), nth(Math.ceil(at))]
  return below + (above - below) * (at - Math.floor(at))
}

/** How many decisions lie at each of the parts. */
type Counts = Uint32Array
const total = (c: Counts): number => c.reduce((sum, n) => sum + n, 0)

/** The quantile of what was counted, from 0 to 1, as `quantile` has it of a list. */
export function quantileOf(counts: Counts, share: number): number {
  return between((total(counts) - 1) * share, (place) => nth(counts, place)) / PARTS
}
/** The part at which the decision with this place in order lies, from 0. */
function nth(counts: Counts, place: number): number {
  let before = 0
  for (let part = 0; part <= PARTS; part++) {
    before += counts[part]!
    if (before > place) return part
  }
  throw new Error(`there is no decision ${place} among ${before}`)
}

/**
 * For each group of comparable decisions and each member with at least eight of them: median and quartiles of the position in the band,
 * the shares at foot and top. Flagged: the median lies outside Q1 − 1.5·IQR … Q3 + 1.5·IQR of all other members' decisions in the
 * group, where those are at least eight and their IQR is not 0 (else whoever differs at all would be flagged). A flag is a question
 * to the unit, never a finding. Most decisions first.
 */
export function spreads(lying: readonly Lying[]): Spread[] {
  const found: Spread[] = []
  for (const [group, all] of Map.groupBy(lying, (d) => d.group)) {
    const everybody = countsOf(all)
    for (const [member, own] of Map.groupBy(all, (d) => d.member)) {
      const mine = countsOf(own)
      const n = total(mine)
      if (n < LEAST) continue
      const others = everybody.map((all, part) => all - mine[part]!)
      const median = quantileOf(mine, 0.5)
      const peers = peersOf(others)
      found.push({
        ...{ group, member, n, median, q1: quantileOf(mine, 0.25), q3: quantileOf(mine, 0.75) },
        ...{ atFoot: mine[0]! / n, atTop: mine[PARTS]! / n, peers },
        flagged: peers !== undefined && peers.q3 > peers.q1 && (median < peers.from || median > peers.to),
      })
    }
  }
  const key = (s: Spread) => `${s.group} ${s.member}`
  return found.toSorted((a, b) => Number(b.flagged) - Number(a.flagged) || b.n - a.n || (key(a) < key(b) ? -1 : 1))
}

function countsOf(lying: readonly Lying[]): Counts {
  const counts = new Uint32Array(PARTS + 1)
  for (const { part, n } of lying) counts[part]! += n
  return counts
}

function peersOf(others: Counts): Spread['peers'] {
  const n = total(others)
  if (n < LEAST) return undefined
  const [q1, q3] = [quantileOf(others, 0.25), quantileOf(others, 0.75)]
  const reach = REACH * (q3 - q1)
  return { n, q1, q3, from: q1 - reach, to: q3 + reach }
}
