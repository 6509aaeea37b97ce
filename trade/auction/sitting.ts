import {
  type ActDraft,
  actsOf,
  newId,
  type Output,
  type ReadContext,
  type Timers,
} from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { acts } from './acts.ts'
import { apply } from './apply.rules.ts'
import { type Auction, biddersOf, storeAuction } from './auction.store.ts'
import { sealDigest } from './digest.rules.ts'
import { rulesOf } from './log.shape.ts'
import { isPast, nextMove } from './move.rules.ts'
import { ranking } from './price.rules.ts'
import { silenceOf } from './pulse.ts'
import { ENDED, type Event, type Rules, type State, stageOf } from './state.shape.ts'

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

  private constructor(ctx: Ctx, a: Auction) {
    this.a = a
    this.rules = rulesOf(a)
    this.state = a.state
    this.#ctx = ctx
    // Numbers follow arrival: no entry lies before the one before it, whichever server’s clock said so.
    this.now = Math.max(ctx.clock.now().getTime(), a.state.at)
  }

  /** Undefined while the place is silent. `settle`: an end that is this young is not written yet, for bids that arrived before it may still wait for the row. */
  static async begin(ctx: Ctx, a: Auction, settle = 0): Promise<Sitting | undefined> {
    const sitting = new Sitting(ctx, a)
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
    await this.#keepBox()
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
      // The same for sealed bids; once they are open, and nothing is frozen, what they say counts.
      if (!a.sealing?.called) await this.#shut(true)
      else await this.unseal()
    } else if (state.stage === ENDED && this.drafts.at(-1)?.type !== 'auction.closed' && a.state.stage !== ENDED) {
      this.state = { ...state, n: state.n + 1 }
      this.#write('auction.closed', at, {
        number: a.number,
        outcome: state.outcome,
        ranking: ranking(this.rules, state),
      })
      // What was sealed for nothing stays shut, and no trustee is asked for it any more.
      if (a.sealing && !a.sealing.called) await this.#shut(false)
      if (a.reserve?.digest && !a.reserve.called) await this.#ctx.callAsSystem(envelope.shut, { number: a.reserve.box })
    }
  }

  /** While a sealed stage runs there is a box for it, with every bidder in it, whose deadline is the end of the stage. */
  async #keepBox(): Promise<void> {
    const { a, state, rules } = this
    const { until, frozenAt } = state
    if (until === null || until <= this.now || frozenAt !== null) return
    if (stageOf(rules.profile, state.stage)?.kind !== 'sealed') return
    const { callAsSystem, tx } = this.#ctx
    const deadline = iso(until)!
    if (!a.sealing) {
      const { jurisdiction, terms } = a
      const trustees = terms.trustees!
      const threshold = Math.floor(trustees.length / 2) + 1
      const box = `${a.number}-S1`
      await callAsSystem(envelope.announce, {
        ...{ jurisdiction, number: box, lot: 'bids', deadline, trustees, threshold, hosted: true },
      })
      for (const b of await biddersOf(tx, a))
        await callAsSystem(envelope.admit, { number: box, personId: b.personId, name: b.name, bidder: b.bidder })
      a.sealing = { box, deadline, called: false, doubted: false }
    } else if (deadline > a.sealing.deadline) {
      await callAsSystem(envelope.moveDeadline, { number: a.sealing.box, deadline })
      a.sealing = { ...a.sealing, deadline }
    }
  }

  /** Nothing more comes into the box; `call`: its trustees open it, else nobody ever does. */
  async #shut(call: boolean): Promise<void> {
    const { a } = this
    const number = a.sealing!.box
    await this.#ctx.callAsSystem(envelope.seal, { number, early: true })
    if (!call) return void (await this.#ctx.callAsSystem(envelope.shut, { number }))
    await this.#ctx.callAsSystem(envelope.call, { number })
    a.sealing = { ...a.sealing!, called: true }
  }

  /**
   * What the trustees opened, each against the digest that was published with it. What did not open by the fault of who sealed it is
   * void; where it is the platform's or nobody knows whose, the sale is frozen once, and two persons say whether it goes on without it.
   */
  async unseal(): Promise<void> {
    const { a, state } = this
    const sealing = a.sealing
    if (state.stage !== 'deciding' || state.pending === 'reserve' || state.frozenAt !== null || !sealing?.called) return
    const results = await this.#ctx.callAsSystem(envelope.results, { number: sealing.box })
    if (results.length === 0) return
    const counts = (await actsOf(this.#ctx.tx, a.jurisdiction, a.id)).filter((x) => {
      const b = state.bidders[Number(x.public.bidder)]
      return x.type === 'auction.sealed' && b?.sealed && b.n === x.number
    })
    const found = counts.map(({ number: n, public: said }) => opened(a.number, n, said, results))
    const lost = found.filter((f) => 'fault' in f)
    const doubted = lost.filter((f) => f.fault !== 'bidder').map((f) => f.bidder)
    if (doubted.length > 0 && !sealing.doubted) {
      a.sealing = { ...sealing, doubted: true }
      const reason = `${doubted.join('、')} 号的密封报价打不开，不是竞买人的过错；请大厅里的两个人决定：恢复（不计这几份）或终止。 Sealed by ${doubted.join(', ')} and not to be opened, by no fault of theirs: two persons decide, to go on without or to end the sale.`
      const by = [{ zh: '系统', en: 'The system' }]
      return this.do({ type: 'freeze', at: this.now }, 'auction.frozen', { reason, by })
    }
    const bids = found.filter((f) => !('fault' in f))
    await this.do({ type: 'unseal', at: this.now, bids: bids as never, void: lost }, 'auction.unsealed', {
      bids,
      void: lost,
    })
  }
}

type Results = Output<typeof envelope.results>
/** One sealed bid as it was opened: its amount, or whose fault it is that there is none. */
function opened(number: string, n: number, said: Record<string, unknown>, results: Results) {
  const bidder = Number(said.bidder)
  const r = results.find((x) => x.digest === said.envelope)
  const { amount, salt } = r?.sheet ?? {}
  if (
    typeof amount === 'number' &&
    typeof salt === 'string' &&
    sealDigest(number, bidder, amount, salt) === said.digest
  )
    return { bidder, amount, n, salt }
  return { bidder, n, fault: !r ? 'platform' : r.outcome === 'opened' ? 'bidder' : r.outcome }
}

/** A turn in which nothing happened leaves the stream of the sale as it was. */
export const looked = (a: Auction, now: Date): ActDraft =>
  acts['auction.looked']({
    jurisdiction: a.jurisdiction,
    subject: { kind: 'system', id: newId(now.getTime(), a.jurisdiction) },
    public: { number: a.number },
  })
