import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt, seesNumber, viewOfCase } from '../../kernel/cases/index.ts'
import { cardsOfUnitAt } from '../../kernel/identity/index.ts'
import { ordersOfCase } from '../../kernel/money/index.ts'
import { privateOf, query, type ReadContext, standardProblem, text } from '../../kernel/platform/index.ts'
import { type PenaltyFacts, paidOf } from './case.fold.ts'
import { penalty } from './case.kind.ts'
import { courtFrom, courtTo, measureClock, payBy, surchargeOf } from './clocks.rules.ts'
import { PURPOSE } from './collection/money.ts'
import { balanceOf } from './collection/settle.ts'
import { view } from './contract.ts'
import { lastDay } from './decision/defend.ts'
import { reportedOf } from './decision/proposal.ts'
import { ruleTitle } from './decision/standard.rules.ts'
import { toWithdraw } from './ending/publish.ts'
import { secretsOf } from './forms/forms.ts'
import { ownOf } from './item.rules.ts'
import { words } from './measures/measure.rules.ts'
import { officersOf } from './register/enforcement.store.ts'
import { HEAD, OFFICER, party, REVIEWER } from './who.rules.ts'

/** The case as its reader may see it, for whom a case of any kind is shown. */
export default query(view, {
  allow: seesNumber,
  async run({ input, ...ctx }) {
    const { tx, actor, clock } = ctx
    const at = await caseAt<PenaltyFacts>(tx, { number: input.number })
    if (at.kind !== penalty) throw standardProblem('NOT_FOUND')
    const v = await viewOfCase(ctx, at)
    const f = at.facts
    const { subject, place, code } = await secretsOf(tx, at)
    const me = actor.kind === 'person' ? actor : undefined
    const officers = await officersOf(tx, at.found.jurisdiction, at.found.id)
    const mine = me?.post?.unitCode === at.found.unit && [OFFICER, HEAD, REVIEWER].includes(me.post.role)
    const insider = mine || v.acts.length > 0
    const decision = at.acts.findLast((a) => ['penalty.decided', 'spot.decided'].includes(a.type) && a.public.standard)
    // What is proposed inside is not the party's to read before it is noticed or decided.
    const computed = decision?.public ?? (mine || f.noticed ? (await reportedOf(tx, at))?.proposal : undefined)
    const today = dayOf(clock.now())
    return {
      ...v,
      role: mine ? me!.post!.role : null,
      charge: officers.some((o) => o.personId === me?.personId),
      subject: insider ? subject : null,
      place,
      code: mine ? code : null,
      conduct: ownOf(at.item).conduct,
      simple: f.simple,
      actOn: f.actOn,
      officers: await names(ctx, at.found.unit, officers),
      measures: mine || party(at, actor) ? await measuresOf(ctx, at, mine) : [],
      computed: computed ? pick(computed) : null,
      noticed: f.noticed
        ? {
            hearing: f.noticed.hearing,
            servedOn: f.noticed.servedOn ?? null,
            until: f.noticed.servedOn ? lastDay(f.noticed.servedOn, clock.now()) : null,
            waived: f.defended?.waived ?? false,
            asked: f.defended?.hearing ?? false,
          }
        : null,
      decided: f.decided
        ? {
            outcome: f.decided.outcome,
            fine: f.decided.fine,
            confiscate: f.decided.confiscate,
            document: f.decided.document ?? null,
            servedOn: f.servedOn ?? null,
          }
        : null,
      due: f.decided && f.decided.fine + f.decided.confiscate > 0 ? await dueOf(ctx, at, today) : null,
      published: f.published ? { until: f.published.until } : null,
      withheld: f.withheld !== undefined,
      toWithdraw: toWithdraw(at),
      marks: f.marks.map(({ list, to }) => {
        const rule = ownOf(at.item).marks.find((r) => r.list === list)
        const title = rule?.title ?? text(list, list)
        return { title, to, repair: rule?.repair ?? title, confirmed: rule?.confirmed ?? false }
      }),
      annulled: f.annulled?.what ?? null,
    }
  },
})

type At = Awaited<ReturnType<typeof caseAt<PenaltyFacts>>>
const pick = (p: Record<string, any>) => ({
  standard: p.standard,
  version: p.version,
  digest: p.digest,
  rule: ruleTitle(p as { rule: string }),
  band: p.band,
  fine: p.fine,
  position: p.position,
  deviation: p.deviation,
})

async function names({ tx, clock }: ReadContext, unit: string, officers: { personId: string; card: string }[]) {
  const valid = await cardsOfUnitAt(tx, unit, clock.now())
  return officers.map((o) => {
    const known = valid.find((c) => c.personId === o.personId)
    return known ? `${known.name}（${o.card}）` : o.card
  })
}

async function measuresOf({ tx, clock }: ReadContext, at: At, inside: boolean) {
  const asked = at.acts.filter((a) => a.type === 'measure.asked')
  const secrets = await privateOf(
    tx,
    at.found.jurisdiction,
    asked.map((a) => a.id),
  )
  // What an officer proposes is not told to the party before it is ordered.
  const told = inside ? at.facts.measures : at.facts.measures.filter((m) => m.ordered)
  return told.map((m) => {
    const first = asked.find((a) => a.public.measure === m.n)!
    return {
      n: m.n,
      kind: m.kind,
      title: words[m.kind] ?? text(m.kind, m.kind),
      goods: String(secrets.get(first.id)?.goods?.value ?? ''),
      state: m.refused
        ? ('refused' as const)
        : m.ended
          ? ('ended' as const)
          : m.ordered
            ? ('ordered' as const)
            : ('asked' as const),
      until: measureClock(m, clock.now())?.due ?? null,
      testedUntil: m.tests.find((t) => !t.ended && dayOf(clock.now()) <= t.until)?.until ?? null,
    }
  })
}

function courtOf(f: PenaltyFacts, today: string) {
  const from = courtFrom(f)
  const until = from && today > from && !f.court ? courtTo(f) : undefined
  return until ? { until, over: today > until } : null
}

async function dueOf({ tx }: ReadContext, at: At, today: string) {
  const f = at.facts
  const { total, atCeiling, lines } = surchargeOf(f, today)
  const orders = await ordersOfCase(tx, at.found.jurisdiction, at.found.id)
  return {
    by: payBy(f) ?? null,
    fine: f.decided!.fine + f.decided!.confiscate,
    paid: paidOf(f),
    surcharge: total,
    balance: balanceOf(f, today),
    atCeiling,
    lines: lines.map(({ from, to, what, base, sum }) => ({ from, to, what, base, sum })),
    orders: orders
      .filter((o) => !o.cancelledAt)
      .map((o) => ({ number: o.number, kind: PURPOSE[o.kind as keyof typeof PURPOSE], amount: o.amount })),
    court: courtOf(f, today),
    plan: f.deferral?.plan ?? [],
    deferralAsked: f.deferralAsked,
  }
}
