// From those who register to the deal.
import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { loggedIn, type PersonActor, postOf, systemOnly, text } from '../../kernel/platform/index.ts'
import { contract as auction } from '../../trade/auction/index.ts'
import { admit, enter, giveBack, hearMarket, holdersOf, namesIn, passed } from '../../trade/entry/index.ts'
import { profiles } from '../../trade/profile/index.ts'
import { formOf } from './before.ts'
import { act, figure, KEEPER, type Sale, sale, step } from './case.kind.ts'
import { arrange, ask, close, hear, match, qualify, register, settle } from './contract.ts'
import { saleKindOf } from './kinds.ts'

/** Those of this disclosure: an earlier one that brought nobody is over for them. */
const now = (f: Sale) => f.entries.filter((e) => e.at >= f.disclosed!.from)
const over = (f: Sale, instant: Date) => dayOf(instant) > f.disclosed!.until

export const registered = act(register, {
  act: 'property.registered',
  as: 'citizen',
  who: (_, actor) => loggedIn(actor),
  async check({ at, clock, actor, tx, problem }) {
    if (at.facts.status !== 'disclosed' || over(at.facts, clock.now())) throw problem('NOT_NOW')
    const { personId } = actor as PersonActor
    if ((await holdersOf(tx, at, now(at.facts))).some((h) => h.personId === personId)) throw problem('ONCE')
  },
  prepare({ at, actor, input, ...ctx }) {
    const { title, titleEn } = formOf(at)
    const { deposit, until } = at.facts.disclosed!
    return enter(ctx, at, {
      ...{ who: actor as PersonActor, capacity: input.capacity, with: namesIn(input.with), deposit, due: until },
      purpose: text(`交易保证金 ${title}`, `Deposit for ${titleEn}`),
    })
  },
  says: ({ at, actor, input, made }) => ({
    public: { no: at.facts.entries.length + 1, order: made.number },
    private: { who: (actor as PersonActor).personId, claims: input.priority, forWhom: made.forWhom },
  }),
  output: ({ made }) => ({ order: made.number }),
})

export const heard = act(hear, {
  act: 'property.deposit-moved',
  who: () => false,
  says: ({ input }) => ({ public: { order: input.order, what: input.what } }),
})

export const qualified = act(qualify, {
  act: 'property.qualified',
  who: (_, actor) => postOf(actor, KEEPER) !== undefined,
  check({ at, input, problem }) {
    const one = at.facts.entries.find((x) => x.no === input.no)
    if (!one) throw problem('NO_ENTRY')
    if (one.outcome) throw problem('ONCE')
    if (input.outcome === 'pass' && !one.paid) throw problem('NO_DEPOSIT')
  },
  says: ({ at, input: { no, outcome, priority, reason } }) => ({
    public: { no, outcome, priority: priority && formOf(at).priority !== 'none' },
    private: { reason },
  }),
})

/** What follows is counted, not chosen: 企业国有资产法 art. 54, two or more bid in public. */
const outcomeOf = (f: Sale, kind: string, again: boolean) => {
  const n = passed(now(f)).length
  if (n >= 2) return 'bid' as const
  if (n === 1 && saleKindOf(kind).one === 'agree') return 'agree' as const
  return again ? ('again' as const) : ('none' as const)
}
/** Whether bids of this profile are sealed to trustees, whom somebody must name. */
const bidsSealed = (profile: string) =>
  profiles.some((p) => p.id === profile && p.stages.some((s) => s.kind === 'sealed'))
const iso = (t: string) => new Date(t).toISOString()

export const arranged = step(arrange, {
  act: 'property.arranged',
  check({ at, input, clock, problem }) {
    const f = at.facts
    const instant = clock.now()
    if (!over(f, instant)) throw problem('EARLY')
    if (f.entries.some((e) => e.paid && e.outcome === null)) throw problem('UNDECIDED')
    const outcome = outcomeOf(f, formOf(at).kind, input.again)
    const { opens, closes, step: least, price } = input
    if (
      outcome === 'bid' &&
      (!opens || !closes || !least || Date.parse(opens) < instant.getTime() || iso(closes) <= iso(opens))
    )
      throw problem('TIMES')
    const trustees = new Set(input.trustees)
    if (outcome === 'bid' && bidsSealed(f.disclosed!.profile) && trustees.size < 3) throw problem('TRUSTEES')
    if (outcome === 'agree' && (price ?? 0) < f.disclosed!.floor) throw problem('PRICE')
  },
  prepare: ({ at, input }) => outcomeOf(at.facts, formOf(at).kind, input.again),
  variables: ({ made }) => ({ outcome: made }),
  async also({ at, input, made, ...ctx }) {
    const { title, titleEn, priority } = formOf(at)
    const { floor, profile } = at.facts.disclosed!
    const { jurisdiction, number, unit: seller, id: caseId } = at.found
    // Whoever stays out keeps nothing here; a second disclosure begins with nobody.
    if (made === 'none' || made === 'again') return giveBack(ctx, at.facts.entries, undefined, '未成交，退还交易保证金')
    if (made !== 'bid') return
    const terms = {
      start: floor,
      step: input.step!,
      opens: iso(input.opens!),
      closes: iso(input.closes!),
      reserve: false,
      ...(bidsSealed(profile) ? { trustees: [...new Set(input.trustees)] } : {}),
    }
    await ctx.callAsSystem(auction.announce, {
      ...{ jurisdiction, number, seller, caseId, profile, terms, title: { zh: title, en: titleEn } },
    })
    for (const e of passed(now(at.facts))) {
      const first = priority === 'hall' && at.facts.priority.includes(e.no)
      await admit(ctx, at, e, first ? at.facts.priority.indexOf(e.no) + 1 : undefined)
    }
  },
  says: ({ at, input, made }) => ({
    public: {
      outcome: made,
      qualified: passed(now(at.facts)).length,
      opens: made === 'bid' ? iso(input.opens!) : null,
      closes: made === 'bid' ? iso(input.closes!) : null,
      price: made === 'agree' ? input.price! : null,
    },
  }),
})

export const closed = step(close, {
  act: 'property.closed',
  allow: systemOnly,
  outcome: (i) => i.outcome,
  variables: ({ at }) => ({ asks: formOf(at).priority === 'after' && at.facts.priority.length > 0 }),
  async also({ at, input, ...ctx }) {
    if (input.outcome === 'failed') await giveBack(ctx, at.facts.entries, undefined, '未成交，退还交易保证金')
  },
  says: ({ input: { outcome, bidder, price } }) => ({ public: { outcome, bidder, price } }),
})

/** By a holder whose right was recognised, at the price that was bid; once. */
export const matched = act(match, {
  act: 'property.matched',
  as: 'citizen',
  who: async (at, actor, { tx }) => {
    const holders = await holdersOf(tx, at, at.facts.entries)
    return holders.some(
      (h) => actor.kind === 'person' && h.personId === actor.personId && at.facts.priority.includes(h.entry.no),
    )
  },
  check({ at, problem }) {
    if (at.facts.matched || !at.work.some((w) => w.act === 'property.asked')) throw problem('NOT_NOW')
  },
  says: ({ at, actor }) => ({
    public: { price: at.facts.price! },
    private: { who: (actor as PersonActor).personId },
  }),
})

export const asked = step(ask, {
  act: 'property.asked',
  check({ at, clock, problem }) {
    const { matched: done, closed: end } = at.facts
    const instant = clock.now()
    const last = addWorkingDays(dayOf(end!.at), figure('match', instant).value)
    if (!done && dayOf(instant) <= last) throw problem('WAIT')
  },
  says: ({ at }) => ({ public: { exercised: at.facts.matched !== undefined } }),
})

export const settled = step(settle, {
  act: 'property.settled',
  allow: systemOnly,
  says: ({ input }) => ({ public: { order: input.order } }),
})

export const fromMarkets = hearMarket<Sale>({
  name: 'property.from-markets',
  kind: sale,
  close,
  hear,
  async other({ callAsSystem }, caseId, facts, order) {
    if (facts.contract?.order === order && !facts.settled) await callAsSystem(settle, { caseId, order })
  },
})
