/** Lines of one: how many now, since when, and how often the last one was away for longer than a page takes. */
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

type One = { lines: number; since: string; lost: number }
/** What one server knows, as it tells the others. */
export type Told = { watching: number; bidders: [bidder: number, One][]; hall: [as: string, One][] }

const told = <K>(of: ReadonlyMap<K, Held>) =>
  [...of].map(([key, { lines, since, lost }]): [K, One] => [key, { lines, since: since.toISOString(), lost }])
export const tellOf = (
  watching: number,
  bidders: ReadonlyMap<number, Held>,
  hall: ReadonlyMap<string, Held>,
): Told => ({
  watching,
  bidders: told(bidders),
  hall: told(hall),
})

/** A server that is silent is gone, and its lines with it, since it was last heard of. */
export const gone = ({ bidders, hall }: Told, since: Date): Told => {
  const down = <K>(of: [K, One][]) =>
    of.map(([key, one]): [K, One] => [key, one.lines > 0 ? { ...one, lines: 0, since: since.toISOString() } : one])
  return { watching: 0, bidders: down(bidders), hall: down(hall) }
}

/** One picture of what several servers know: up where any is up, since the first of those; else down since the last went. */
export function together(all: readonly Told[]): Presence {
  const bidders = merged(all.map((x) => x.bidders))
  return {
    watching: all.reduce((n, x) => n + x.watching, 0),
    bidders: [...bidders].map(([bidder, held]) => ({ bidder, ...held })).sort((a, b) => a.bidder - b.bidder),
    hall: merged(all.map((x) => x.hall)),
  }
}

function merged<K>(all: readonly [K, One][][]): Map<K, Held> {
  const of = new Map<K, Held[]>()
  for (const [key, { since, ...one }] of all.flat())
    of.set(key, [...(of.get(key) ?? []), { ...one, since: new Date(since) }])
  return new Map([...of].map(([key, held]) => [key, asOne(held)]))
}

function asOne(held: readonly Held[]): Held {
  const up = held.filter((h) => h.lines > 0).sort((a, b) => a.since.getTime() - b.since.getTime())
  const down = held.filter((h) => h.lines === 0).sort((a, b) => b.since.getTime() - a.since.getTime())
  const lines = up.reduce((n, h) => n + h.lines, 0)
  const lost = held.reduce((n, h) => n + h.lost, 0)
  const [first] = up
  if (!first) return { lines, lost, since: down[0]!.since }
  // Who was away from one server and came back to another, longer than a page takes, lost his line too.
  const before = down.find((d) => d.since < first.since)
  const away = before && first.since.getTime() - before.since.getTime() > TURN_OF_A_PAGE
  return { lines, lost: lost + (away ? 1 : 0), since: first.since }
}
