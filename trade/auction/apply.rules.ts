// What a person does to a sale. `advance` has been asked first: the state is that of the event’s instant.
import { bestOf, enter, isPast, judge, wayOn } from './move.rules.ts'
import { better, clockPrice, leads, nextAmount } from './price.rules.ts'
import {
  AuctionRefusal,
  type Best,
  type Bidder,
  ENDED,
  type Event,
  type Refusal,
  type Rules,
  type State,
  stageOf,
} from './state.shape.ts'

const nobody: Bidder = { rank: null, amount: null, second: null, n: 0, run: 0, bids: 0, agreed: false, sealed: false }
const refuse = (code: Refusal, least: number | null = null): never => {
  throw new AuctionRefusal(code, least)
}

/** The state after an event. @throws AuctionRefusal where it is not to be */
export function apply(r: Rules, s: State, e: Event): State {
  const next = { ...s, n: s.n + 1, at: Math.max(s.at, e.at) }
  switch (e.type) {
    case 'note':
      return next
    case 'join':
      if (s.stage === ENDED) refuse('ENDED')
      if (s.bidders[e.bidder]) refuse('ALREADY')
      return { ...next, bidders: { ...s.bidders, [e.bidder]: { ...nobody, rank: e.rank ?? null } } }
    case 'bid':
      return bid(r, s, next, e)
    case 'seal':
      return seal(r, s, next, e)
    case 'retract':
      return retract(r, s, next, e)
    case 'unseal':
      return unseal(r, s, next, e)
    case 'agree':
      return agree(r, s, next, e)
    case 'reserve':
      if (!r.terms.reserve || !reserveOpen(r, s, e.at)) refuse('RESERVE_TIME')
      if (s.reserveSet) refuse('ALREADY')
      return { ...next, reserveSet: true }
    case 'reveal':
      if (s.stage !== 'deciding' || s.pending !== 'reserve') refuse('NO_BIDS_NOW')
      return judge(r, next, e.reserve, e.at)
    case 'freeze':
      if (s.stage === ENDED) refuse('ENDED')
      if (s.frozenAt !== null) refuse('ALREADY')
      return { ...next, frozenAt: e.at }
    case 'resume':
      if (s.frozenAt === null) refuse('NO_BIDS_NOW')
      return thaw(r, next, s.frozenAt!, Math.max(e.from, e.at))
    case 'outage':
      // During a freeze nobody could bid anyway.
      if (s.frozenAt !== null || s.stage === ENDED) return next
      return thaw(r, next, Math.min(e.from, e.at), e.at)
    case 'terminate':
      if (s.stage === ENDED) refuse('ENDED')
      return {
        ...next,
        stage: ENDED,
        since: e.at,
        until: null,
        frozenAt: null,
        turn: null,
        outcome: { kind: 'terminated' },
      }
  }
}

/** When the listing ends, as it stands now. */
export function listingEnd(r: Rules, s: State): number {
  const listing = r.profile.stages[0]!
  if (s.stage === listing.id && s.until !== null) return s.until
  return 'ends' in listing && 'after' in listing.ends ? r.terms.opens + listing.ends.after : r.terms.closes + s.stood
}

/** When the reserve may be entered: a window before the end of the listing. */
export function reserveOpen(r: Rules, s: State, at: number): boolean {
  const { allowed, from, until } = r.profile.reserve
  const listing = r.profile.stages[0]!
  if (!allowed || s.frozenAt !== null || (s.stage !== 'before' && s.stage !== listing.id)) return false
  const end = listingEnd(r, s)
  return (from === null || at >= end - from) && !isPast(r, end - until, at)
}

/** The sale goes on at `on` as if the time since `since` had not been: exactly what was left is left, unless the stage begins again. */
function thaw(r: Rules, s: State, since: number, on: number): State {
  const stood = on - since
  const base = { ...s, frozenAt: null, from: on, stood: s.stood + stood }
  const again = r.profile.freeze.restart[s.stage]
  if (again) return enter(r, base, again, on)
  return { ...base, since: s.since + stood, until: s.until === null ? null : s.until + stood }
}

/** What must hold for anybody’s word in a stage. */
function entering(r: Rules, s: State, e: { at: number; bidder: number }): Bidder {
  if (s.stage === ENDED || s.stage === 'deciding') refuse('ENDED')
  if (s.stage === 'before') refuse('NOT_YET')
  if (s.frozenAt !== null || e.at < s.from) refuse('FROZEN')
  if (s.until !== null && isPast(r, s.until, e.at)) refuse('LATE')
  const bidder = s.bidders[e.bidder] ?? refuse('NOT_ENTITLED')
  const stage = stageOf(r.profile, s.stage)!
  const entry = 'entry' in stage ? stage.entry : 'all'
  if ((entry === 'bid-before' && bidder.bids === 0) || (entry === 'agreed' && !bidder.agreed)) refuse('NOT_ENTITLED')
  return bidder
}

function bid(r: Rules, s: State, next: State, e: Extract<Event, { type: 'bid' }>): State {
  const bidder = entering(r, s, e)
  const stage = stageOf(r.profile, s.stage)!
  const least = nextAmount(r, s, e.at, bidder)
  if (least === null || stage.kind === 'sealed') return refuse('NO_BIDS_NOW')
  const second = stage.kind === 'open' && stage.measure === 'second'
  if (!Number.isSafeInteger(e.amount) || e.amount <= 0) refuse('NOT_IN_UNITS', least)
  if (stage.kind === 'turns' && (s.turn!.pausing || s.turn!.order[s.turn!.next] !== e.bidder)) refuse('NOT_YOUR_TURN')
  if (stage.kind === 'last-word' && s.taker !== e.bidder) refuse('NOT_YOUR_TURN')
  if (stage.kind === 'clock' && e.amount !== clockPrice(r, s, e.at))
    refuse(better(r, least, e.amount) ? 'TOO_LOW' : 'TOO_HIGH', least)
  if (second ? e.amount < least : better(r, least, e.amount))
    refuse(r.profile.direction === 'up' || second ? 'TOO_LOW' : 'TOO_HIGH', least)
  const { cap } = r.terms
  if (!second && cap !== undefined && better(r, e.amount, cap)) refuse('ABOVE_CAP', cap)
  // The cap itself may be reached though it is no whole multiple.
  if (!second && e.amount % r.profile.unit !== 0 && e.amount !== cap) refuse('NOT_IN_UNITS', least)
  const made: Best = { bidder: e.bidder, amount: e.amount, n: next.n, at: e.at }
  const mine: Bidder = {
    ...bidder,
    amount: second ? bidder.amount : e.amount,
    second: second ? e.amount : bidder.second,
    n: next.n,
    run: e.at - s.stood,
    bids: bidder.bids + 1,
  }
  const bidders = { ...s.bidders, [e.bidder]: mine }
  const after: State = { ...next, bids: s.bids + 1, bidders }
  if (second) return extended(after, stage.window, e.at, { second: made })
  if (stage.kind === 'turns') return { ...after, best: bestOf(r, after) }
  // Its taker has what it asked for: the clock stands, sealed bids follow.
  if (stage.kind === 'clock') return { ...after, best: made, taker: e.bidder, until: e.at }
  if (stage.kind === 'last-word') return { ...after, best: made }
  const open = extended(after, stage.kind === 'open' ? stage.window : undefined, e.at, {
    best: leads(r, after, made, s.best) ? made : s.best,
  })
  return cap !== undefined && e.amount === cap && r.profile.capped ? enter(r, open, r.profile.capped, e.at) : open
}

/** Only inside the window: deadline = max(deadline, accepted + window). */
const extended = (s: State, window: number | undefined, at: number, more: Partial<State>): State => ({
  ...s,
  ...more,
  until: window !== undefined && s.until !== null && s.until - at <= window ? Math.max(s.until, at + window) : s.until,
})

function seal(r: Rules, s: State, next: State, e: Extract<Event, { type: 'seal' }>): State {
  const bidder = entering(r, s, e)
  const stage = stageOf(r.profile, s.stage)!
  if (stage.kind !== 'sealed') return refuse('NO_BIDS_NOW')
  if (stage.once && bidder.sealed) refuse('ALREADY')
  // Who took the clock’s price has the last word instead.
  if (s.taker === e.bidder) refuse('NOT_ENTITLED')
  const mine = { ...bidder, sealed: true, bids: bidder.bids + (bidder.sealed ? 0 : 1), n: next.n, run: e.at - s.stood }
  return { ...next, bids: s.bids + 1, bidders: { ...s.bidders, [e.bidder]: mine } }
}

/** Taken back before the end, where the profile allows it. */
function retract(r: Rules, s: State, next: State, e: Extract<Event, { type: 'retract' }>): State {
  const bidder = entering(r, s, e)
  const stage = stageOf(r.profile, s.stage)!
  if (stage.kind !== 'sealed' || !stage.withdraw || !bidder.sealed) refuse('NO_BIDS_NOW')
  const mine = { ...bidder, sealed: false, bids: bidder.bids - 1 }
  return { ...next, bids: s.bids - 1, bidders: { ...s.bidders, [e.bidder]: mine } }
}

/**
 * What was sealed is open, of everybody at once. Amounts that the terms would not take are said and do not count, no more than an
 * envelope that did not open: what follows is decided by those who count. It follows from now on, for the sale waited.
 */
function unseal(r: Rules, s: State, next: State, e: Extract<Event, { type: 'unseal' }>): State {
  const stage = s.stage === 'deciding' && s.pending !== null ? stageOf(r.profile, s.pending) : undefined
  if (stage?.kind !== 'sealed' || s.frozenAt !== null) return refuse('NO_BIDS_NOW')
  const least = nextAmount(r, { ...s, stage: stage.id }, e.at)!
  const bidders = { ...s.bidders }
  const all: { bidder: number; n: number; amount?: number }[] = [...e.bids, ...(e.void ?? [])]
  for (const { bidder, n, amount } of all) {
    const b = bidders[bidder]
    if (!b?.sealed || b.n !== n) return refuse('NOT_ENTITLED')
    const counts = amount !== undefined && !better(r, least, amount) && amount % r.profile.unit === 0
    bidders[bidder] = { ...b, sealed: false, ...(counts ? { amount } : { bids: b.bids - 1 }) }
  }
  if (Object.values(bidders).some((b) => b.sealed)) refuse('NOT_ENTITLED')
  const open = { ...next, bidders }
  const go = wayOn({ ...open, until: s.since }, stage)
  return enter(r, { ...open, best: bestOf(r, open) }, go, Math.max(e.at, s.from))
}

function agree(r: Rules, s: State, next: State, e: Extract<Event, { type: 'agree' }>): State {
  const bidder = entering(r, s, e)
  const stage = stageOf(r.profile, s.stage)!
  if (stage.kind !== 'pause' || !stage.asks) refuse('NO_BIDS_NOW')
  if (bidder.agreed) refuse('ALREADY')
  return { ...next, bidders: { ...s.bidders, [e.bidder]: { ...bidder, agreed: true } } }
}
