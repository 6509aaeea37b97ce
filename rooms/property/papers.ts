// Fetches what the comparison looks at: each from its own record, none from what another paper says of it.
import { dayOf } from '../../kernel/calendar/index.ts'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { privateOf, type ReadContext } from '../../kernel/platform/index.ts'
import { contract as auction, verifyLog } from '../../trade/auction/index.ts'
import { type Holder, holdersOf, passed } from '../../trade/entry/index.ts'
import { formOf } from './before.ts'
import { figure, longEnough, type Sale } from './case.kind.ts'
import type { Papers } from './compare.rules.ts'
import { saleKindOf } from './kinds.ts'

type Ctx = Pick<ReadContext, 'tx' | 'callAsSystem'>

/** Who bought: the holder who matched, the winner of the bidding, or the one who agreed. */
export async function buyerOf({ tx, callAsSystem }: Ctx, at: CaseAt<Sale>): Promise<Holder | undefined> {
  const f = at.facts
  const holders = await holdersOf(tx, at, f.entries)
  const by = (personId: unknown) => holders.findLast((h) => h.personId === personId)
  if (f.matched) return by((await privateOf(tx, at.found.jurisdiction, [f.matched])).get(f.matched)?.who?.value)
  if (f.closed?.bidder)
    return by((await callAsSystem(auction.whose, { number: at.found.number, bidder: f.closed.bidder })).personId)
  const [one] = passed(f.entries.filter((e) => e.at >= f.disclosed!.from))
  return holders.find((h) => h.entry.no === one?.no)
}

async function saleOf({ callAsSystem }: Ctx, at: CaseAt<Sale>): Promise<Papers['sale']> {
  if (!at.facts.closed?.bidder) return null
  const { header, lines } = await callAsSystem(auction.log, { number: at.found.number })
  const verdict = verifyLog(header as never, lines)
  const o = verdict.state.outcome
  const view = await callAsSystem(auction.view, { number: at.found.number })
  return {
    title: view.title.zh,
    start: header.terms.start,
    profile: header.profile.id,
    price: o?.kind === 'dealt' ? o.price : 0,
    buyer:
      o?.kind === 'dealt'
        ? (await callAsSystem(auction.whose, { number: at.found.number, bidder: o.bidder })).name
        : '',
    opens: header.terms.opens,
    closed: lines.find((l) => l.type === 'closed')?.at ?? '',
    differs: verdict.differs.length,
  }
}

/** Undefined before the contract. */
export async function papersOf(ctx: Ctx, at: CaseAt<Sale>): Promise<Papers | undefined> {
  const f = at.facts
  const { contract: c, disclosed: d, appraised: a } = f
  if (!c || !d) return undefined
  const form = formOf(at)
  const kind = saleKindOf(form.kind)
  const [buyer, sale, said, price] = await Promise.all([
    buyerOf(ctx, at),
    saleOf(ctx, at),
    privateOf(ctx.tx, at.found.jurisdiction, [c.act]),
    ctx.callAsSystem(money.viewOrder, { number: c.order }),
  ])
  const deposit = buyer && (await ctx.callAsSystem(money.viewOrder, { number: buyer.entry.order }))
  const received = (o: typeof price | undefined) => (o ? o.amount - o.owed : 0)
  return {
    decision: { title: form.title, day: dayOf(f.approved ?? f.planned) },
    appraisal: a ? { appraised: a.appraised, base: a.base, day: dayOf(a.at) } : null,
    lowered: f.lowered ?? null,
    needsAppraisal: kind.appraisal,
    share: figure('floor', d.from).value,
    notice: {
      ...{ floor: d.floor, profile: d.profile, from: dayOf(d.from), until: d.until, deposit: d.deposit },
      longEnough: longEnough(dayOf(d.from), d.until, kind.disclosure),
      first: d.round === 1,
    },
    sale,
    deal: { buyer: buyer?.name ?? '', price: f.price ?? 0, day: dayOf(f.dealtAt ?? f.planned) },
    contract: { asset: c.asset, buyer: String(said.get(c.act)?.buyer?.value ?? ''), price: c.price, day: c.day },
    payment: {
      payer: price.payer ?? '',
      paid: received(price) + received(deposit),
      day: price.payments.at(-1)?.on ?? '',
      due: c.due,
    },
  }
}
