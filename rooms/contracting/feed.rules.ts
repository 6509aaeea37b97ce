/** How far a reader has read in each place: the serial of the last release that it has. */
export type ReadTo = Readonly<Record<string, number>>
type Kept = { jurisdiction: string; serial: number; said: { date: string } }

/** `350200.12-350203.4`: how far a reader has read in each place. Undefined where it is none. */
export function readTo(after: string): ReadTo | undefined {
  if (!/^\d{6}\.\d{1,9}(-\d{6}\.\d{1,9})*$/.test(after)) return undefined
  return Object.fromEntries(after.split('-').map((p) => [p.slice(0, 6), Number(p.slice(7))]))
}

export const written = (read: ReadTo): string =>
  Object.entries(read)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, serial]) => `${place}.${serial}`)
    .join('-')

/**
 * The next page: by date across places, within one as they were written. `found`: of each place those behind `read`, by serial; no
 * later one is taken while an earlier one of its place is left.
 */
export function pageOf<T extends Kept>(
  found: readonly T[],
  read: ReadTo,
  size: number,
): { part: T[]; to: ReadTo; more: boolean } {
  const waiting = new Map<string, T[]>()
  for (const t of found) {
    const list = waiting.get(t.jurisdiction)
    if (list) list.push(t)
    else waiting.set(t.jurisdiction, [t])
  }
  const part: T[] = []
  const to: Record<string, number> = { ...read }
  while (part.length < size && waiting.size > 0) {
    const [place, list] = [...waiting].reduce((a, b) => (a[1][0]!.said.date <= b[1][0]!.said.date ? a : b))
    const next = list.shift()!
    part.push(next)
    to[place] = next.serial
    if (list.length === 0) waiting.delete(place)
  }
  return { part, to, more: waiting.size > 0 }
}
