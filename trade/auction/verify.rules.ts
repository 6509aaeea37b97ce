// Recomputes a sale from its log alone. Needs nothing of the platform but the rules that it ran by.
import { type Text, text } from '../../kernel/platform/text.ts'
import { apply } from './apply.rules.ts'
import { reserveDigest, sealDigest } from './digest.rules.ts'
import { eventOf, type Header, header, type Line, line, rulesOf } from './log.shape.ts'
import { begin, isPast, nextMove } from './move.rules.ts'
import { ranking } from './price.rules.ts'
import { AuctionRefusal, type State } from './state.shape.ts'

export type Difference = { n: number; says: Text }
export type Verdict = {
  /** The sale is over, and its end was recomputed. */
  done: boolean
  differs: Difference[]
  entries: number
  bids: number
  state: State
}

export class UnreadableLog extends Error {
  readonly said: Text
  constructor(said: Text) {
    super(said.en)
    this.said = said
  }
}

/** @throws UnreadableLog */
export function readLog(jsonl: string): { header: Header; lines: Line[] } {
  const rows = jsonl.split('\n').filter((l) => l.trim() !== '')
  const read = <T>(
    row: string | undefined,
    i: number,
    shape: { safeParse(v: unknown): { success: boolean; data?: T; error?: any } },
  ): T => {
    let json: unknown
    try {
      json = JSON.parse(row ?? '')
    } catch {
      throw new UnreadableLog(text(`第 ${i + 1} 行不是 JSON。`, `Line ${i + 1} is no JSON.`))
    }
    const said = shape.safeParse(json)
    if (said.success) return said.data as T
    const where = said.error.issues[0]
    const at = `${where.path.join('.') || '.'}: ${where.message}`
    throw new UnreadableLog(text(`第 ${i + 1} 行不合格式（${at}）。`, `Line ${i + 1} has not its shape (${at}).`))
  }
  return { header: read(rows[0], 0, header), lines: rows.slice(1).map((row, i) => read(row, i + 1, line)) }
}

const iso = (ms: number | null) => (ms === null ? '—' : new Date(ms).toISOString())

/** Every deadline, every bid’s right to count, the ranking and the winner, computed anew; each place where the log says otherwise. */
export function verifyLog(h: Header, lines: readonly Line[]): Verdict {
  const r = rulesOf(h)
  const differs: Difference[] = []
  let state: State = { ...begin(r, Date.parse(h.announced)), n: 1 }
  let closed = false
  const digests = new Map<string, string>()
  for (const l of lines) {
    const say = (zh: string, en: string) => void differs.push({ n: l.n, says: text(zh, en) })
    const at = Date.parse(l.at)
    if (l.n !== state.n + 1) say(`编号应为 ${state.n + 1}。`, `Its number should be ${state.n + 1}.`)
    if (at < state.at) say(`时间早于上一条。`, `It lies before the entry before it.`)
    const due = nextMove(r, state)
    if (l.type === 'move') {
      if (!due || due.at > at) {
        say(`这时还没有到阶段结束。`, `No stage ends here.`)
        state = { ...state, n: l.n }
        continue
      }
      if (due.at !== at) say(`阶段应在 ${iso(due.at)} 结束。`, `The stage should end at ${iso(due.at)}.`)
      if (due.to !== l.to) say(`之后应为“${due.to}”，记为“${l.to}”。`, `It should go on with ${due.to}, not ${l.to}.`)
      if ((due.turn?.bidder ?? null) !== (l.turn?.bidder ?? null))
        say(`应轮到 ${due.turn?.bidder ?? '—'}。`, `It should be the turn of ${due.turn?.bidder ?? 'nobody'}.`)
      state = { ...due.state, n: l.n }
    } else {
      if (l.type === 'bid' || l.type === 'seal' || ['agree', 'outage', 'freeze', 'terminate'].includes(l.type)) {
        const end = l.type === 'outage' ? Date.parse(l.from) : at
        if (due && isPast(r, due.at, end))
          say(`此前 ${iso(due.at)} 的阶段结束没有记录。`, `The end of a stage at ${iso(due.at)} is missing before it.`)
      }
      if (l.type === 'reserve') digests.set('reserve', l.digest)
      if (l.type === 'seal') digests.set(`${l.n}`, l.digest)
      if (l.type === 'reveal' && digests.get('reserve') !== reserveDigest(h.number, l.reserve, l.salt))
        say('公开的底价与事先的摘要不符。', 'The reserve is not the one of the digest.')
      if (l.type === 'unseal')
        for (const b of l.bids)
          if (digests.get(`${b.n}`) !== sealDigest(h.number, b.bidder, b.amount, b.salt))
            say(`${b.bidder} 号的密封报价与摘要不符。`, `The sealed bid of ${b.bidder} is not the one of its digest.`)
      try {
        state = { ...apply(r, state, eventOf(l)), n: l.n }
      } catch (error) {
        if (!(error instanceof AuctionRefusal)) throw error
        const least = error.least === null ? '' : ` (${error.least})`
        say(
          `按规则不应接受：${error.code}${least}。`,
          `By the rules it should have been refused: ${error.code}${least}.`,
        )
        state = { ...state, n: l.n }
      }
    }
    if (l.stage !== state.stage)
      say(`阶段应为“${state.stage}”，记为“${l.stage}”。`, `The stage should be ${state.stage}, not ${l.stage}.`)
    if (l.until !== (state.until === null ? null : iso(state.until)))
      say(
        `截止应为 ${iso(state.until)}，记为 ${l.until ?? '—'}。`,
        `It should end at ${iso(state.until)}, not ${l.until ?? '—'}.`,
      )
    if (l.type === 'closed') {
      closed = true
      if (JSON.stringify(l.outcome) !== JSON.stringify(state.outcome))
        say(
          `结果应为 ${JSON.stringify(state.outcome)}，记为 ${JSON.stringify(l.outcome)}。`,
          `The result should be ${JSON.stringify(state.outcome)}, not ${JSON.stringify(l.outcome)}.`,
        )
      const order = ranking(r, state)
      if (JSON.stringify(order) !== JSON.stringify(l.ranking))
        say(
          `名次应为 ${order.map((x) => x.bidder).join('、')}。`,
          `The ranking should be ${order.map((x) => x.bidder).join(', ')}.`,
        )
    }
  }
  return { done: closed && state.outcome !== null, differs, entries: lines.length, bids: state.bids, state }
}
