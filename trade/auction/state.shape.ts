// Browser-safe: the words of a sale. Instants are milliseconds of legal time, amounts integer 分 (or units of the second quantity).
import type { Profile, Stage } from '../profile/profile.shape.ts'

/** What a lot says beside its profile. */
export type Terms = {
  /** First price: the least for a rising sale, the most for a falling one. */
  start: number
  step: number
  /** Steps that differ, by stage. */
  steps?: Record<string, number>
  opens: number
  /** The end of the stage that says `at: closes`. */
  closes: number
  /** Whether there is a secret reserve; that there is one is public. */
  reserve: boolean
  cap?: number
  /** What decides once the price stands at its cap. */
  second?: { start: number; step: number }
}
export type Rules = { profile: Profile; terms: Terms }

export type Event =
  | { type: 'join'; at: number; bidder: number; rank?: number }
  | { type: 'bid'; at: number; bidder: number; amount: number }
  /** A sealed bid: only its digest is seen; the amounts come with `unseal`. */
  | { type: 'seal'; at: number; bidder: number; digest: string }
  | { type: 'retract'; at: number; bidder: number }
  /** What the trustees opened; `void`: what did not open. */
  | {
      type: 'unseal'
      at: number
      bids: { bidder: number; amount: number; n: number }[]
      void?: { bidder: number; n: number }[] | undefined
    }
  | { type: 'agree'; at: number; bidder: number }
  | { type: 'reserve'; at: number }
  | { type: 'reveal'; at: number; reserve: number }
  | { type: 'freeze'; at: number }
  | { type: 'resume'; at: number; from: number }
  | { type: 'outage'; at: number; from: number }
  | { type: 'terminate'; at: number }
  /** Stands on the stream and changes nothing. */
  | { type: 'note'; at: number }

export type Best = { bidder: number; amount: number; n: number; at: number }
export type Bidder = {
  rank: number | null
  amount: number | null
  second: number | null
  /** Number of the bid that counts. */
  n: number
  /** When the last bid came, without frozen time. */
  run: number
  bids: number
  agreed: boolean
  sealed: boolean
}
export type Turn = { round: number; order: number[]; next: number; pausing: boolean }
export type Outcome =
  | { kind: 'dealt'; bidder: number; price: number; second: number | null; n: number }
  | { kind: 'failed'; why: 'no-bids' | 'below-reserve' | 'too-few' }
  | { kind: 'terminated' }

/** `before`, a stage of the profile, `deciding` (waits for the trustees of the reserve or of the sealed amounts), `done`. */
export type State = {
  /** Number of the last entry on the stream. */
  n: number
  at: number
  stage: string
  since: number
  until: number | null
  /** No bid before this instant (a resumption announced ahead). */
  from: number
  frozenAt: number | null
  /** Frozen milliseconds so far. */
  stood: number
  best: Best | null
  second: Best | null
  bids: number
  bidders: Record<string, Bidder>
  turn: Turn | null
  /** Who took the clock’s price. */
  taker: number | null
  reserveSet: boolean
  /** What `deciding` waits for: `reserve`, or the sealed stage whose amounts must be opened. */
  pending: string | null
  outcome: Outcome | null
}

export const REFUSALS = [
  'NOT_YET',
  'FROZEN',
  'LATE',
  'NO_BIDS_NOW',
  'TOO_LOW',
  'TOO_HIGH',
  'ABOVE_CAP',
  'NOT_IN_UNITS',
  'NOT_ENTITLED',
  'NOT_YOUR_TURN',
  'ALREADY',
  'ENDED',
  'RESERVE_TIME',
] as const
export type Refusal = (typeof REFUSALS)[number]
export class AuctionRefusal extends Error {
  readonly code: Refusal
  /** The next amount that would be taken, where there is one. */
  readonly least: number | null
  constructor(code: Refusal, least: number | null = null) {
    super(code)
    this.code = code
    this.least = least
  }
}

export const ENDED = 'done'
export const stageOf = (profile: Profile, id: string): Stage | undefined => profile.stages.find((s) => s.id === id)
