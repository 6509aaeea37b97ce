// What time alone does to a sale: stages begin and end at their instants, whenever somebody looks.
import type { Stage } from '../profile/profile.shape.ts'
import { leads, ranking } from './price.rules.ts'
import { type Best, ENDED, type Outcome, type Rules, type State, stageOf } from './state.shape.ts'

export type Move = { at: number; to: string; until: number | null; turn?: { round: number; bidder: number | null } }

const fresh: State = {
  n: 0,
  at: 0,
  stage: 'before',
  since: 0,
  until: null,
  from: 0,
  frozenAt: null,
  stood: 0,
  best: null,
  second: null,
  bids: 0,
  bidders: {},
  turn: null,
  taker: null,
  reserveSet: false,
  pending: null,
  outcome: null,
}

/** A sale of which nothing has happened but its announcement. */
export const begin = (r: Rules, at: number): State => ({ ...fresh, at, since: at, until: r.terms.opens })

const lengthOf = (r: Rules, s: State, stage: Stage, at: number): number => {
  if (stage.kind === 'turns') return at + stage.pauses[0]!
  if (stage.kind === 'clock') return at + stage.every * (stage.drops + 1)
  // An end that was announced moves with the time for which the sale stood still before it.
  return 'at' in stage.ends ? Math.max(at, r.terms.closes + s.stood) : at + stage.ends.after
}

/** The next stage’s beginning; what a stage keeps of the one before. */
export function enter(r: Rules, s: State, to: string, at: number): State {
  const stage = stageOf(r.profile, to)
  if (!stage) return decide(r, { ...s, since: at, until: null, turn: null }, to, at)
  const turn =
    stage.kind === 'turns'
      ? {
          round: 0,
          // The worst first; of equals who bid later.
          order: ranking(r, s)
            .map((x) => x.bidder)
            .reverse(),
          next: 0,
          pausing: true,
        }
      : null
  return { ...s, stage: to, since: at, until: lengthOf(r, s, stage, at), turn, pending: null }
}

/** `decide` and `fail`: at once, unless the reserve must be opened first. */
function decide(r: Rules, s: State, to: string, at: number): State {
  const done = (outcome: Outcome): State => ({ ...s, stage: ENDED, since: at, outcome })
  if (to === 'fail') return done({ kind: 'failed', why: s.bids === 0 ? 'no-bids' : 'too-few' })
  if (!s.best) return done({ kind: 'failed', why: 'no-bids' })
  if (r.terms.reserve && s.reserveSet) return { ...s, stage: 'deciding', pending: 'reserve' }
  return done(deal(s.best, s.second))
}

const deal = (best: Best, second: Best | null): Outcome => ({
  kind: 'dealt',
  bidder: (second ?? best).bidder,
  price: best.amount,
  second: second?.amount ?? null,
  n: (second ?? best).n,
})

/** The reserve is known: met means at least as good, not better (福建规则第 32、44 条). */
export function judge(r: Rules, s: State, reserve: number, at: number): State {
  const { best } = s
  const met = best !== null && (best.amount === reserve || best.amount > reserve === (r.profile.direction === 'up'))
  const outcome: Outcome = best && met ? deal(best, s.second) : { kind: 'failed', why: 'below-reserve' }
  return { ...s, stage: ENDED, since: at, until: null, pending: null, outcome }
}

const within = (n: number, [from, to]: readonly [number, number | null]) => n >= from && (to === null || n <= to)

/** Where a stage leads, by what happened in it. */
export function wayOn(s: State, stage: Stage): string {
  const all = Object.values(s.bidders)
  // In time that ran: what was frozen does not age a bid.
  const end = s.until! - s.stood
  for (const { if: when, go } of stage.ways) {
    if (when?.bidders && !within(all.filter((b) => b.bids > 0).length, when.bidders)) continue
    if (when?.agreed && !within(all.filter((b) => b.agreed).length, when.agreed)) continue
    const active = when?.active
    if (active && !within(all.filter((b) => b.bids > 0 && b.run >= end - active.within).length, active.bidders))
      continue
    return go
  }
  throw new Error(`stage ${stage.id} has no way on`)
}

/** What the passing of time does next, and when; undefined where it does nothing: frozen, deciding, done. */
export function nextMove(r: Rules, s: State): (Move & { state: State }) | undefined {
  if (s.frozenAt !== null || s.until === null) return undefined
  const at = s.until
  const state = { ...moved(r, s, at), at: Math.max(s.at, at) }
  const { turn } = state
  const bidder = turn && !turn.pausing ? turn.order[turn.next]! : null
  return { at, to: state.stage, until: state.until, ...(turn ? { turn: { round: turn.round, bidder } } : {}), state }
}

function moved(r: Rules, s: State, at: number): State {
  if (s.stage === 'before') return enter(r, s, r.profile.stages[0]!.id, at)
  const stage = stageOf(r.profile, s.stage)!
  if (stage.kind === 'turns') return nextTurn(r, s, stage, at)
  const go = wayOn(s, stage)
  // Sealed amounts are opened before anything follows from them; where nothing can follow they stay shut.
  if (stage.kind === 'sealed' && go !== 'fail' && Object.values(s.bidders).some((b) => b.sealed))
    return { ...s, stage: 'deciding', since: at, until: null, pending: stage.id }
  return enter(r, s, go, at)
}

function nextTurn(r: Rules, s: State, stage: Extract<Stage, { kind: 'turns' }>, at: number): State {
  const turn = s.turn!
  if (turn.pausing) return { ...s, since: at, until: at + stage.turn, turn: { ...turn, pausing: false } }
  if (turn.next + 1 < turn.order.length)
    return { ...s, since: at, until: at + stage.turn, turn: { ...turn, next: turn.next + 1 } }
  const pause = stage.pauses[turn.round + 1]
  if (pause === undefined) return enter(r, { ...s, turn: null }, wayOn(s, stage), at)
  const order = ranking(r, s)
    .map((x) => x.bidder)
    .reverse()
  return { ...s, since: at, until: at + pause, turn: { round: turn.round + 1, order, next: 0, pausing: true } }
}

/** Whether an instant is past an end, by whether the end itself still belongs to what it ends. */
export const isPast = (r: Rules, end: number, at: number): boolean =>
  r.profile.boundary === 'included' ? at > end : at >= end

/** Everything that time did until an instant. Where the profile lets the end’s own instant count, a move is due just after it. */
export function advance(r: Rules, s: State, now: number): { state: State; moves: Move[] } {
  const moves: Move[] = []
  let state = s
  for (let next = nextMove(r, state); next && isPast(r, next.at, now); next = nextMove(r, state)) {
    const { state: after, ...move } = next
    state = { ...after, n: state.n + 1 }
    moves.push(move)
  }
  return { state, moves }
}

export const bestOf = (r: Rules, s: State): Best | null => {
  let best: Best | null = null
  for (const [id, b] of Object.entries(s.bidders)) {
    if (b.amount === null) continue
    const one = { bidder: Number(id), amount: b.amount, n: b.n, at: s.at }
    if (leads(r, s, one, best)) best = one
  }
  return best
}
