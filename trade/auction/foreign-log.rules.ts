// A sale of another platform, of which only the bids are public (time, bidder, amount), played by the rules of a profile.
import { exactNumber } from '../../kernel/platform/exact.rules.ts'
import { csvRows } from '../../kernel/platform/table-file.rules.ts'
import { text } from '../../kernel/platform/text.ts'
import { apply } from './apply.rules.ts'
import { type Header, type Line, rulesOf } from './log.shape.ts'
import { begin, isPast, nextMove } from './move.rules.ts'
import { ranking } from './price.rules.ts'
import { AuctionRefusal, ENDED, type State } from './state.shape.ts'
import { UnreadableLog } from './verify.rules.ts'

export type ForeignBid = { at: number; bidder: string; amount: number }
export type Played = {
  lines: Line[]
  /** The bidders' own names or numbers, by the numbers that they have here. */
  bidders: string[]
  /** Bids that their platform shows and these rules would not have taken; the row of the file, from 1. */
  refused: { row: number; bid: ForeignBid; code: AuctionRefusal['code']; least: number | null }[]
  state: State
}

const unreadable = (row: number, zh: string, en: string): never => {
  throw new UnreadableLog(text(`第 ${row} 行${zh}`, `Row ${row}: ${en}`))
}
const iso = (ms: number) => new Date(ms).toISOString()

/**
 * Rows of `time,bidder,amount` under a head that says so, in any order of columns: instants with their zone, amounts in yuan.
 * @throws UnreadableLog
 */
export function readBids(csv: string): ForeignBid[] {
  const [head = [], ...rows] = csvRows(csv) ?? unreadable(1, '有没关上的引号。', 'a quote is left open.')
  const [time, bidder, amount] = ['time', 'bidder', 'amount'].map((name) => head.findIndex((h) => h.trim() === name))
  if ([time, bidder, amount].some((i) => i === -1))
    unreadable(1, '应为表头 time,bidder,amount。', 'the head should be time,bidder,amount.')
  return rows.map((cells, i) => {
    const row = i + 2
    const at = cells[time!]?.trim() ?? ''
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/.test(at) || Number.isNaN(Date.parse(at)))
      unreadable(row, '的时间要写成 2026-03-02T09:57:10+08:00。', 'a time is written as 2026-03-02T09:57:10+08:00.')
    const yuan = cells[amount!]?.trim() ?? ''
    const fen = /^\d+(\.\d{1,2})?$/.test(yuan) ? exactNumber(yuan) : undefined
    if (fen === undefined || fen <= 0)
      unreadable(row, '的金额要写成元，至多两位小数。', 'an amount is yuan, with two decimals at most.')
    const name = cells[bidder!]?.trim() ?? ''
    if (!name) unreadable(row, '没有竞买人。', 'no bidder is named.')
    return { at: Date.parse(at), bidder: name, amount: Math.round(fen! * 100) }
  })
}

/** As our sequencer would have run it: a bid that is refused changes nothing, an end comes at its instant. */
export function play(h: Header, bids: readonly ForeignBid[]): Played {
  const r = rulesOf(h)
  const bidders = [...new Set(bids.map((b) => b.bidder))]
  const lines: Line[] = []
  const refused: Played['refused'] = []
  let state: State = { ...begin(r, Date.parse(h.announced)), n: 1 }
  const write = (at: number, said: object) => {
    const { n, stage, until } = state
    lines.push({ n, at: iso(at), stage, until: until === null ? null : iso(until), ...said } as Line)
    if (stage !== ENDED || lines.at(-1)!.type === 'closed') return
    state = { ...state, n: n + 1 }
    write(at, { type: 'closed', outcome: state.outcome, ranking: ranking(r, state) })
  }
  const pass = (now: number) => {
    for (let next = nextMove(r, state); next && isPast(r, next.at, now); next = nextMove(r, state)) {
      state = { ...next.state, n: state.n + 1 }
      write(next.at, { type: 'move', to: next.to })
    }
  }
  for (const i of bidders.keys()) {
    state = apply(r, state, { type: 'join', at: state.at, bidder: i + 1 })
    write(state.at, { type: 'join', bidder: i + 1 })
  }
  for (const { bid, row } of bids.map((bid, i) => ({ bid, row: i + 2 })).sort((a, b) => a.bid.at - b.bid.at)) {
    pass(bid.at)
    const bidder = bidders.indexOf(bid.bidder) + 1
    try {
      state = apply(r, state, { type: 'bid', at: bid.at, bidder, amount: bid.amount })
      write(bid.at, { type: 'bid', bidder, amount: bid.amount })
    } catch (error) {
      if (!(error instanceof AuctionRefusal)) throw error
      refused.push({ row, bid, code: error.code, least: error.least })
    }
  }
  pass(Number.POSITIVE_INFINITY)
  return { lines, bidders, refused, state }
}
