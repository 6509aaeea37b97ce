import { type Best, type Bidder, type Rules, type State, stageOf } from './state.shape.ts'

/** Which of two amounts is better: more where one sells, less where one buys; the second quantity always more. */
export const better = (r: Rules, a: number, b: number): boolean => (r.profile.direction === 'up' ? a > b : a < b)

/** The clock’s price at an instant: a step a tick from the start, as often as the profile allows. */
export function clockPrice(r: Rules, s: State, at: number): number {
  const stage = stageOf(r.profile, s.stage)
  if (stage?.kind !== 'clock') return r.terms.start
  const drops = Math.min(stage.drops, Math.floor((at - s.since) / stage.every))
  return r.profile.direction === 'up' ? r.terms.start - drops * r.terms.step : r.terms.start + drops * r.terms.step
}

/**
 * The next amount that would be taken from a bidder: the least where prices rise, the most where they fall; null where none would be.
 * Never beyond the cap: the last step to it may be shorter.
 */
export function nextAmount(r: Rules, s: State, at: number, bidder?: Bidder): number | null {
  const stage = stageOf(r.profile, s.stage)
  if (!stage || stage.kind === 'pause') return null
  const { terms, profile } = r
  const sign = profile.direction === 'up' ? 1 : -1
  const step = terms.steps?.[stage.id] ?? terms.step
  if (stage.kind === 'clock') return clockPrice(r, s, at)
  if (stage.kind === 'sealed') return s.best ? s.best.amount + sign * step : terms.start
  if (stage.kind === 'turns') return (bidder?.amount ?? terms.start) + (bidder?.amount == null ? 0 : sign * step)
  if (stage.kind === 'last-word') return s.best ? s.best.amount + sign * step : terms.start
  if (stage.measure === 'second') {
    const second = terms.second ?? { start: 1, step: 1 }
    return s.second ? s.second.amount + second.step : second.start
  }
  if (!s.best) return terms.start
  if (mayMatch(r, s, bidder)) return s.best.amount
  const next = s.best.amount + sign * (stage.by === 'step' ? step : profile.unit)
  return terms.cap !== undefined && better(r, next, terms.cap) && better(r, terms.cap, s.best.amount) ? terms.cap : next
}

const rankOf = (b: Bidder | undefined): number => b?.rank ?? Number.POSITIVE_INFINITY

/** A holder of priority over the leader may say the leader’s price. */
function mayMatch(r: Rules, s: State, bidder: Bidder | undefined): boolean {
  return r.profile.priority === 'match' && s.best !== null && rankOf(bidder) < rankOf(s.bidders[s.best.bidder])
}

/** The bid is the best: better, or as good from a higher priority; what came earlier stays ahead. */
export function leads(r: Rules, s: State, bid: Best, over: Best | null): boolean {
  if (!over) return true
  if (bid.amount !== over.amount) return better(r, bid.amount, over.amount)
  const [a, b] = [rankOf(s.bidders[bid.bidder]), rankOf(s.bidders[over.bidder])]
  return r.profile.priority === 'match' && a !== b ? a < b : bid.n < over.n
}

/** All who bid, best first: by the second quantity where one decided, by amount, by priority, by arrival. */
export function ranking(r: Rules, s: State): { bidder: number; amount: number; second: number | null; n: number }[] {
  return Object.entries(s.bidders)
    .flatMap(([id, b]) =>
      b.amount === null ? [] : [{ bidder: Number(id), amount: b.amount, second: b.second, n: b.n, rank: rankOf(b) }],
    )
    .sort(
      (a, b) =>
        (b.second ?? -1) - (a.second ?? -1) ||
        (a.amount === b.amount ? 0 : better(r, a.amount, b.amount) ? -1 : 1) ||
        (r.profile.priority === 'match' && a.rank !== b.rank ? a.rank - b.rank : a.n - b.n),
    )
    .map(({ rank: _, ...row }) => row)
}
