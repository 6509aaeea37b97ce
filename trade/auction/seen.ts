import { createHash } from 'node:crypto'
import { contract as identity } from '../../kernel/identity/index.ts'
import { linesPaying } from '../../kernel/money/index.ts'
import { type Act, actsOf, privateOf, query, type ReadContext } from '../../kernel/platform/index.ts'
import { alike, type Seen } from './alike.rules.ts'
import { type Auction, type BidderRow, biddersOf, findAuction } from './auction.store.ts'
import { hall } from './contract.ts'
import { hallOf, notInHall } from './taking.ts'

/** What the hall sees beside the bids: how deep the deposits are, whose authority ended, which numbers may be one bidder. */
export default query(hall, {
  allow: ({ actor }) => actor.kind === 'system' || (actor.kind === 'person' && actor.post !== undefined),
  async run({ tx, actor, input, callAsSystem, problem }) {
    const a = await findAuction(tx, input.number)
    if (!a) throw problem('NO_AUCTION')
    const as = actor.kind === 'system' ? 'watcher' : hallOf(actor, a)?.as
    if (!as) throw notInHall()
    const [bidders, acts] = await Promise.all([biddersOf(tx, a), actsOf(tx, a.jurisdiction, a.id)])
    const amounts = bidders.flatMap((b) => b.deposit ?? [])
    return {
      deposits: {
        bidders: bidders.length,
        known: amounts.length,
        total: amounts.reduce((sum, x) => sum + x, 0),
        least: amounts.length > 0 ? Math.min(...amounts) : null,
      },
      lapsed: await lapsedOf(callAsSystem, bidders),
      signs: as === 'watcher' || as === 'notary' ? await signsOf(tx, a, bidders, acts) : null,
      signed: signedBy(acts),
    }
  },
})

async function lapsedOf(call: ReadContext['callAsSystem'], bidders: readonly BidderRow[]): Promise<number[]> {
  const lapsed: number[] = []
  for (const { bidder, personId, forWhom } of bidders) {
    if (!forWhom) continue
    const who = forWhom.kind === 'organisation' ? { organisationId: forWhom.id } : { principal: forWhom.principal }
    if (!(await call(identity.speaksNow, { personId, ...who }))) lapsed.push(bidder)
  }
  return lapsed
}

function signedBy(acts: readonly Act[]) {
  const act = acts.find((x) => x.type === 'auction.recorded')
  return act
    ? { at: act.happenedAt, entries: Number(act.public.entries), digest: String(act.public.digest), act: act.id }
    : null
}

async function signsOf(tx: ReadContext['tx'], a: Auction, bidders: readonly BidderRow[], acts: readonly Act[]) {
  const orders = new Map(bidders.flatMap((b) => (b.order ? [[b.order, b.bidder] as const] : [])))
  const lines = await linesPaying(tx, a.jurisdiction, [...orders.keys()])
  const from = acts.filter((x) => x.commitments.from)
  const kept = await privateOf(
    tx,
    a.jurisdiction,
    from.map((x) => x.id),
  )
  const seen = (act: Act, kind: Seen['kind'], value: string | null | undefined): Seen[] =>
    value ? [{ bidder: act.public.bidder, kind, value, at: act.happenedAt, n: act.number, act: act.id }] : []
  const all: Seen[] = [
    ...lines.map((l) => ({
      bidder: orders.get(l.order)!,
      kind: 'account' as const,
      value: l.account,
      at: l.at,
      n: null,
      act: null,
    })),
    ...from.flatMap((x) => {
      const said = kept.get(x.id)?.from?.value
      return [...seen(x, 'browser', said?.browser), ...seen(x, 'address', said?.address)]
    }),
  ]
  return alike(all).map(({ kind, value, bidders: numbers, seen: of }) => ({
    kind,
    value: shown(kind, value),
    bidders: numbers,
    seen: of.map(({ bidder, at, n, act }) => ({ bidder, at, n, act })),
  }))
}

/** Enough to find it again; of a browser its digest's beginning. */
const shown = (kind: Seen['kind'], value: string): string =>
  kind === 'account'
    ? `…${value.slice(-4)}`
    : kind === 'browser'
      ? createHash('sha256').update(value).digest('hex').slice(0, 8)
      : value
