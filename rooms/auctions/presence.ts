/** Lines to this server: how many now, since when, and how often the last one was away for longer than a page takes. */
export type Held = { lines: number; since: Date; lost: number }
export type Line = Held & { bidder: number }
export type Presence = { watching: number; bidders: Line[]; hall: ReadonlyMap<string, Held> }

const TURN_OF_A_PAGE = 5000

/** Another line of the same; gives how it is let go. `now` is asked again then. */
export function hold<K>(of: Map<K, Held>, key: K, now: () => Date): () => void {
  const mine = of.get(key) ?? { lines: 0, since: now(), lost: 0 }
  of.set(key, mine)
  if (++mine.lines === 1) {
    const back = now()
    if (back.getTime() - mine.since.getTime() > TURN_OF_A_PAGE) mine.lost++
    mine.since = back
  }
  return () => {
    if (--mine.lines === 0) mine.since = now()
  }
}
