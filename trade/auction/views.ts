import { type Act, actsOf, actTypes, anyone, query, type Text, text } from '../../kernel/platform/index.ts'
import { lineOf } from './acts.ts'
import { reserveOpen } from './apply.rules.ts'
import { type Auction, bidderOf, findAuction } from './auction.store.ts'
import { type AuctionView, log, view } from './contract.ts'
import { speaksFor } from './for-whom.ts'
import { FORMAT, rulesOf } from './log.shape.ts'
import { advance } from './move.rules.ts'
import { nextAmount } from './price.rules.ts'
import { type Best, stageOf } from './state.shape.ts'
import { hallOf } from './taking.ts'

const bid = (b: Best | null) => b && { ...b, at: new Date(b.at) }
const at = (ms: number | null) => (ms === null ? null : new Date(ms))

/** How it stands now: what is durable, and what time has done since; nothing of who bids. */
export const viewAuction = query(view, {
  allow: anyone,
  async run({ tx, clock, input, actor, problem }): Promise<AuctionView> {
    const [a, mine] = await Promise.all([
      findAuction(tx, input.number),
      actor.kind === 'person' ? bidderOf(tx, input.number, actor.personId) : undefined,
    ])
    if (!a) throw problem('NO_AUCTION')
    const rules = rulesOf(a)
    const now = Math.max(clock.now().getTime(), a.state.at)
    const { state: s } = advance(rules, a.state, now)
    const b = mine && s.bidders[mine.bidder]
    const turn = s.turn && { round: s.turn.round, bidder: s.turn.pausing ? null : s.turn.order[s.turn.next]! }
    const { id, number, title, seller, caseId, profile, terms, asked } = a
    const leader = s.outcome?.kind === 'dealt' ? s.outcome.bidder : (s.second ?? s.best)?.bidder
    return {
      ...{ id, number, title, seller, caseId, profile, terms, turn },
      now: new Date(now),
      n: a.state.n,
      stage: s.stage,
      since: new Date(s.since),
      until: at(s.until),
      from: new Date(s.from),
      frozen: s.frozenAt !== null,
      best: bid(s.best),
      second: bid(s.second),
      bids: s.bids,
      bidders: Object.keys(s.bidders).length,
      reserveSet: s.reserveSet,
      outcome: s.outcome,
      asked: asked && {
        what: asked.what,
        reason: asked.reason,
        by: asked.by,
        mine: actor.kind === 'person' && actor.personId === asked.personId,
      },
      next: nextAmount(rules, s, now),
      reserve: a.reserve && { box: a.reserve.box, called: a.reserve.called, fault: a.reserve.fault },
      sealing: a.sealing && { box: a.sealing.box, called: a.sealing.called },
      reserveOpen: terms.reserve && !s.reserveSet && reserveOpen(rules, s, now),
      me:
        b && mine
          ? {
              bidder: mine.bidder,
              amount: b.amount,
              second: b.second,
              leads: leader === mine.bidder,
              limit: mine.ownLimit,
              agreed: b.agreed,
              sealed: b.sealed,
              next: nextAmount(rules, s, now, b),
              turn: turn?.bidder === mine.bidder,
              forWhom: mine.forWhom && {
                name: mine.forWhom.name,
                until: mine.forWhom.kind === 'authority' ? mine.forWhom.until : null,
                stands: speaksFor(actor, mine.forWhom),
              },
            }
          : null,
      hall: hallOf(actor, a)?.as ?? null,
    }
  },
})

export const viewLog = query(log, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const a = await findAuction(tx, input.number)
    if (!a) throw problem('NO_AUCTION')
    const later = await actsOf(tx, a.jurisdiction, a.id, Math.max(1, input.after))
    const words = Object.fromEntries(
      later.flatMap((x) => {
        const said = wordsOf(x)
        return said ? [[String(x.number), said]] : []
      }),
    )
    const { number, profile, terms } = a
    return {
      header: { format: FORMAT, number, announced: a.announcedAt.toISOString(), profile, terms },
      lines: later.map(lineOf),
      words,
    }
  },
})

/** Beside a line: what was said, why; of an entry that is but noted, what it is. */
function wordsOf(x: Act): Text | undefined {
  const said: unknown = x.public.words ?? x.public.reason
  const title = lineOf(x).type === 'note' && x.type !== 'auction.said' ? actTypes.get(x.type)?.title : undefined
  if (typeof said !== 'string') return title
  return title ? text(`${title.zh}：${said}`, `${title.en}: ${said}`) : text(said, said)
}

const STAGES: Record<string, { zh: string; en: string }> = {
  before: { zh: '未开始', en: 'Not yet begun' },
  deciding: { zh: '正在确认', en: 'Being decided' },
  done: { zh: '已结束', en: 'Ended' },
}
export const stageTitle = (a: Pick<Auction, 'profile'> | null, id: string) =>
  (a && stageOf(a.profile, id)?.title) ?? STAGES[id]!
