// Pure: which bidder numbers may be one bidder. A sign is something to look at; it refuses nobody (拍卖法 arts. 37, 65 need a person's
// finding).

export const SIGNS = ['account', 'browser', 'address'] as const
export type SignKind = (typeof SIGNS)[number]
/** Something that was seen of a bidder: `value` is compared, `n` the entry of the sale it was seen with. */
export type Seen = { bidder: number; kind: SignKind; value: string; at: Date; n: number | null; act: string | null }
export type Sign = { kind: SignKind; value: string; bidders: number[]; seen: Seen[] }

/** Where two share a browser, that they share its address says nothing more. */
export function alike(all: readonly Seen[]): Sign[] {
  const groups = new Map<string, Seen[]>()
  for (const s of all) {
    const key = `${s.kind} ${s.value}`
    groups.set(key, [...(groups.get(key) ?? []), s])
  }
  const signs = [...groups.values()].flatMap((seen): Sign[] => {
    const bidders = [...new Set(seen.map((s) => s.bidder))].sort((a, b) => a - b)
    return bidders.length > 1 ? [{ kind: seen[0]!.kind, value: seen[0]!.value, bidders, seen }] : []
  })
  const browsers = signs.filter((s) => s.kind === 'browser')
  return signs
    .filter((s) => s.kind !== 'address' || !browsers.some((b) => s.bidders.every((x) => b.bidders.includes(x))))
    .sort((a, b) => SIGNS.indexOf(a.kind) - SIGNS.indexOf(b.kind) || a.bidders[0]! - b.bidders[0]!)
}
