import { randomBytes } from 'node:crypto'
import { type ActDraft, newId, type ReadContext, type Timers } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { acts } from './acts.ts'
import { apply } from './apply.rules.ts'
import { type Auction, sealedOf, storeAuction } from './auction.store.ts'
import { sealDigest } from './digest.rules.ts'
import { rulesOf } from './log.shape.ts'
import { isPast, nextMove } from './move.rules.ts'
import { ranking } from './price.rules.ts'
import { silenceOf } from './pulse.ts'
import { ENDED, type Event, type Rules, type State, stageOf } from './state.shape.ts'
import type { Trustees } from './trustees.ts'

export const TICK = 'auction.tick'
type Ctx = Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'> & { timer: Timers }
type Maker = keyof typeof acts
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/**
 * One turn at a lot, in a transaction that holds its row: what time did is written first, then what this turn does, each an act with
 * the next number. Commit point: the transaction's; before it nobody was told anything.
 */
export class Sitting {
  readonly a: Auction
  readonly rules: Rules
  readonly now: number
  state: State
  readonly drafts: ActDraft[] = []
  readonly #ctx: Ctx
  readonly #trustees: Trustees

  private constructor(ctx: Ctx, a: Auction, trustees: Trustees) {
    this.a = a
    this.rules = rulesOf(a)
    this.state = a.state
    this.#ctx = ctx
    this.#trustees = trustees
    // Numbers follow arrival: no entry lies before the one before it, whichever server’s clock said so.
    this.now = Math.max(ctx.clock.now().getTime(), a.state.at)
  }

  /** Undefined while the place is silent. `settle`: an end that is this young is not written yet, for bids that arrived before it may still wait for the row. */
  static async begin(ctx: Ctx, a: Auction, trustees: Trustees, settle = 0): Promise<Sitting | undefined> {
    const sitting = new Sitting(ctx, a, trustees)
    const [silent, gaps] = await silenceOf(ctx.tx, a.jurisdiction, new Date(a.state.at))
    if (silent) return undefined
    for (const gap of gaps) await sitting.#outage(gap.began.getTime(), gap.ended.getTime())
    await sitting.#passTo(sitting.now, settle)
    return sitting
  }

  /** What the event does, as an act. @throws AuctionRefusal */
  async do(event: Event, type: Maker, said: object = {}, kept: object = {}): Promise<void> {
    this.state = apply(this.rules, this.state, event)
    this.#write(type, event.at, said, kept)
    await this.#settle(event.at)
  }

  /** Stores how it stands now; what is to be returned by the operation. */
  async end(rang = false): Promise<[ActDraft, ...ActDraft[]]> {
    const { a, state } = this
    const { until, frozenAt } = state
    const due = until === null || frozenAt !== null ? null : new Date(until + this.rules.profile.settle + 1)
    const pending = rang ? null : a.ringsAt
    // A timer that rings too early looks, and is set anew: cheaper than moving it with every bid.
    const ringsAt = due && (!pending || due < pending) ? due : pending
    if (ringsAt && ringsAt !== pending) {
      const { jurisdiction, id, number } = a
      await this.#ctx.timer.set({ kind: TICK, jurisdiction, subjectId: id, due: ringsAt, payload: { number } })
    }
    await storeAuction(this.#ctx.tx, { ...a, state, ringsAt })
    const [first, ...rest] = this.drafts
    return [first ?? looked(this.a, new Date(this.now)), ...rest]
  }

  #write(type: Maker, at: number, said: object, kept: object = {}): void {
    const { stage, until } = this.state
    this.drafts.push(
      (acts[type] as (args: object) => ActDraft)({
        jurisdiction: this.a.jurisdiction,
        subject: { kind: 'auction', id: this.a.id },
        public: { at: iso(at), stage, until: iso(until), ...said },
        private: kept,
      }),
    )
  }

  /** An end after which nobody bids waits for bids that came before it; a beginning waits for nothing. */
  async #passTo(now: number, settle = 0): Promise<void> {
    for (;;) {
      const next = nextMove(this.rules, this.state)
      const goesOn = next && (this.state.stage === 'before' || stageOf(this.rules.profile, next.to)?.kind === 'open')
      if (!next || !isPast(this.rules, next.at, goesOn ? now : now - settle)) return
      const { state, at, to, turn } = next
      this.state = { ...state, n: this.state.n + 1 }
      this.#write('auction.moved', at, { to, ...(turn ? { turn } : {}) })
      await this.#settle(at)
    }
  }

  /** Time in which nobody could bid is given back, where it counts: in a timed stage, or the last while of a listing. */
  async #outage(began: number, ended: number): Promise<void> {
    const { tolerance, within } = this.rules.profile.outage
    await this.#passTo(began)
    const { stage, until, at, frozenAt } = this.state
    const from = Math.max(began, at)
    if (until === null || stage === 'before' || frozenAt !== null || ended <= at || ended - from <= tolerance) return
    const listing = this.rules.profile.stages[0]!
    if (stage === listing.id && ended <= until - within) return
    await this.do({ type: 'outage', at: ended, from }, 'auction.outage', { from: iso(from) })
  }

  /** What the end itself brings: sealed amounts, the call for the reserve, the result; each once. */
  async #settle(at: number): Promise<void> {
    const { a, state } = this
    if (state.stage === 'deciding' && state.pending === 'reserve') {
      // Its trustees are called once, and the sale waits for them.
      if (a.reserve && !a.reserve.called) {
        a.reserve = { ...a.reserve, called: true }
        await this.#ctx.callAsSystem(envelope.call, { number: a.reserve.box })
      }
    } else if (state.stage === 'deciding') {
      const rows = await sealedOf(this.#ctx.tx, a)
      const bids = rows.map(({ n, bidder, sealed }) => ({
        n,
        bidder,
        ...(JSON.parse(this.#trustees.open(sealed, `${a.number}\n${bidder}`)) as { amount: number; salt: string }),
      }))
      await this.do({ type: 'unseal', at, bids }, 'auction.unsealed', { bids })
    } else if (state.stage === ENDED && this.drafts.at(-1)?.type !== 'auction.closed' && a.state.stage !== ENDED) {
      this.state = { ...state, n: state.n + 1 }
      this.#write('auction.closed', at, {
        number: a.number,
        outcome: state.outcome,
        ranking: ranking(this.rules, state),
      })
    }
  }

  /** Seals an amount: what is published of it, and what is kept until it is opened. */
  seal(amount: number, bidder: number) {
    const salt = randomBytes(32).toString('hex')
    const { number } = this.a
    return {
      digest: sealDigest(number, bidder, amount, salt),
      box: this.#trustees.seal(JSON.stringify({ amount, salt }), `${number}\n${bidder}`),
    }
  }
}

/** A turn in which nothing happened leaves the stream of the sale as it was. */
export const looked = (a: Auction, now: Date): ActDraft =>
  acts['auction.looked']({
    jurisdiction: a.jurisdiction,
    subject: { kind: 'system', id: newId(now.getTime(), a.jurisdiction) },
    public: { number: a.number },
  })
