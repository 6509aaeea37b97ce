// For tests only: a sale played on the rules alone, and its log as the platform would write it.
import { profiles } from '../profile/index.ts'
import { apply } from './apply.rules.ts'
import { reserveDigest, sealDigest } from './digest.rules.ts'
import { type Header, type Line, rulesOf, type SaidTerms } from './log.shape.ts'
import { advance, begin } from './move.rules.ts'
import { ranking } from './price.rules.ts'
import { AuctionRefusal, ENDED, type Event, type Rules, type State } from './state.shape.ts'

export const SALT = 'a'.repeat(64)
export const YI = 100_000_000_00
/** 万元 as 分. */
export const wan = (n: number) => Math.round(n * 1_000_000)
const DAY = '2026-03-02T'
/** Clock time of the day of the sale; the listing ends at 10:00:00 unless it is said otherwise. */
export const clock = (time: string) => Date.parse(`${DAY}${time.length === 8 ? `${time}.000` : time}Z`)
const iso = (ms: number) => new Date(ms).toISOString()

export const profileOf = (id: string) => profiles.find((p) => p.id === id)!
export const TERMS: SaidTerms = {
  start: wan(1000),
  step: wan(10),
  opens: '2026-03-02T00:00:00.000Z',
  closes: '2026-03-02T10:00:00.000Z',
  reserve: false,
}

/** Plays events at their times, letting time pass before each; `said` is the log of it. */
export class Sale {
  readonly rules: Rules
  readonly header: Header
  state: State
  lines: Line[] = []
  reserve: number | undefined
  readonly sealed: { bidder: number; amount: number; n: number }[] = []

  constructor(
    profile: string,
    terms: Partial<SaidTerms> = {},
    announced = '2026-03-01T00:00:00.000Z',
    more: object = {},
  ) {
    this.header = {
      format: 'gnomon-auction/1',
      number: 'test',
      announced,
      profile: { ...profileOf(profile), ...more },
      terms: { ...TERMS, ...terms },
    }
    this.rules = rulesOf(this.header)
    this.state = { ...begin(this.rules, Date.parse(announced)), n: 1 }
  }

  #write(line: object, at: number): void {
    const { stage, until, n } = this.state
    this.lines.push({ n, at: iso(at), stage, until: until === null ? null : iso(until), ...line } as Line)
  }

  to(time: string | number): this {
    const now = typeof time === 'number' ? time : clock(time)
    // Written one by one, as each stood after it.
    for (;;) {
      const all = advance(this.rules, this.state, now)
      const move = all.moves[0]
      if (!move) break
      const before = this.state
      this.state = {
        ...advance(this.rules, before, move.at + (this.rules.profile.boundary === 'included' ? 1 : 0)).state,
      }
      // Several may fall on one instant: take only the first.
      if (this.state.n !== before.n + 1) throw new Error('two moves at one instant')
      this.#write({ type: 'move', to: move.to, ...(move.turn ? { turn: move.turn } : {}) }, move.at)
      this.#settle(move.at)
    }
    return this
  }

  do(event: Event, more: object = {}): this {
    // While the platform was away nobody could close anything.
    this.to(event.type === 'outage' ? event.from : event.at)
    this.state = apply(this.rules, this.state, event)
    const { at, ...rest } = event
    this.#write({ ...rest, ...('from' in rest ? { from: iso(rest.from) } : {}), ...more }, at)
    this.#settle(at)
    return this
  }

  /** Opens what the platform would open by itself. */
  #settle(at: number): void {
    if (this.state.stage === 'deciding' && this.state.pending === 'reserve')
      this.do({ type: 'reveal', at, reserve: this.reserve! }, { salt: SALT })
    else if (this.state.stage === 'deciding') {
      const last = new Map(this.sealed.map((b) => [b.bidder, b]))
      const bids = [...last.values()]
      this.do({ type: 'unseal', at, bids }, { bids: bids.map((b) => ({ ...b, salt: SALT })) })
    } else if (this.state.stage === ENDED && this.lines.at(-1)?.type !== 'closed') {
      this.state = { ...this.state, n: this.state.n + 1 }
      this.#write({ type: 'closed', outcome: this.state.outcome, ranking: ranking(this.rules, this.state) }, at)
    }
  }

  join(...bidders: (number | [bidder: number, rank: number])[]): this {
    for (const b of bidders) {
      const [bidder, rank] = Array.isArray(b) ? b : [b, undefined]
      this.do({ type: 'join', at: this.state.at, bidder, ...(rank === undefined ? {} : { rank }) })
    }
    return this
  }

  bid(time: string, bidder: number, amount: number): this {
    return this.do({ type: 'bid', at: clock(time), bidder, amount })
  }

  seal(time: string, bidder: number, amount: number): this {
    this.do({ type: 'seal', at: clock(time), bidder, digest: sealDigest('test', bidder, amount, SALT) })
    this.sealed.push({ bidder, amount, n: this.state.n })
    return this
  }

  keep(time: string, reserve: number): this {
    this.do({ type: 'reserve', at: clock(time) }, { digest: reserveDigest('test', reserve, SALT) })
    this.reserve = reserve
    return this
  }

  /** The code of the refusal and what would be taken, or how it stands when it was taken. */
  says(attempt: (s: this) => unknown): string {
    try {
      attempt(this)
      return 'OK'
    } catch (error) {
      if (!(error instanceof AuctionRefusal)) throw error
      return error.least === null ? error.code : `${error.code} ${error.least}`
    }
  }

  get until(): string {
    return this.state.until === null ? '—' : iso(this.state.until).slice(11, 23).replace('.000', '')
  }
  get result(): string {
    const { outcome: o, stage } = this.state
    if (!o) return stage
    return o.kind === 'dealt'
      ? `${o.bidder} ${o.price}${o.second === null ? '' : ` ${o.second}`}`
      : o.kind === 'failed'
        ? o.why
        : o.kind
  }
  get jsonl(): string {
    return `${[this.header, ...this.lines].map((l) => JSON.stringify(l)).join('\n')}\n`
  }
}
