import {
  addDays,
  addWorkingDays,
  type ClockEvent,
  type Count,
  type Day,
  dayOf,
  endOfDay,
  startOfDay,
} from '../../kernel/calendar/index.ts'
import type { ItemContent } from '../../kernel/catalog/index.ts'
import { lastDays } from '../../kernel/documents/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Plan, type Surcharge, surcharge, payBy as termOf } from '../../kernel/money/index.ts'
import { text } from '../../kernel/platform/text.ts'
import { finePaid, type Measure, ofFine, type PenaltyFacts, paidOf } from './case.fold.ts'
import { figure } from './law.ts'

/** The clocks of a penalty case, in the order in which they matter: who asks first sees the one that runs now. */
export function clocksOf(f: PenaltyFacts, content: ItemContent, at: Date): Record<string, Count | undefined> {
  const run = (id: string, start: Date | undefined, finish?: Date, events: ClockEvent[] = []) =>
    start &&
    clockBy(
      figure(id, start),
      [{ what: 'start', at: start }, ...events, ...(finish ? [{ what: 'finish' as const, at: finish }] : [])],
      at,
    )
  const { statutory } = content.limits
  const clocks: Record<string, Count | undefined> = {}
  for (const m of f.measures) {
    const id = m.kind === 'preservation' ? 'preservation' : 'seizure'
    const count = measureClock(m, at)
    const known = clocks[`penalty.${id}`]
    // The one that ends first is the one to look at.
    if (count && !count.finished && (!known?.due || (count.due && count.due < known.due)))
      clocks[`penalty.${id}`] = count
  }
  if (!f.simple)
    clocks['penalty.decide'] = clockBy(
      { value: statutory.value, unit: statutory.unit, basis: statutory.basis },
      [
        { what: 'start', at: f.filedAt },
        ...f.clock,
        ...(f.decided
          ? [{ what: 'finish' as const, at: f.decided.at }]
          : f.closedAt
            ? [{ what: 'finish' as const, at: f.closedAt }]
            : []),
      ],
      at,
    )
  if (f.decided && !f.simple)
    clocks['penalty.serve'] = clockBy(
      { value: content.serviceDays.value, unit: content.serviceDays.unit, basis: content.serviceDays.basis },
      [
        { what: 'start', at: f.decided.at },
        ...(f.servedOn
          ? [
              {
                what: 'finish' as const,
                at: new Date(Math.max(startOfDay(f.servedOn).getTime(), f.decided.at.getTime())),
              },
            ]
          : []),
      ],
      at,
    )
  if (f.decided && f.decided.fine > 0 && f.servedOn)
    clocks['penalty.pay'] = run(
      'payment',
      startOfDay(f.servedOn),
      f.settled ?? (finePaid(f) >= f.decided.fine ? lastPaid(f) : undefined),
    )
  if (f.urged?.servedOn && !f.court) clocks['penalty.urging'] = run('urging', startOfDay(f.urged.servedOn), f.settled)
  const from = courtFrom(f)
  if (from && f.decided!.fine + f.decided!.confiscate > paidOf(f) && !f.settled && at > startOfDay(from))
    clocks['penalty.court'] = run('court', startOfDay(from), f.court)
  return clocks
}

/**
 * How long a measure may last (行政处罚法 art. 56; 行政强制法 art. 25). While its goods are tested its days do not count, but none beyond
 * the last that the party was told. Undefined before it is ordered.
 */
export function measureClock(m: Measure, at: Date): Count | undefined {
  if (!m.ordered) return undefined
  const events: ClockEvent[] = [{ what: 'start', at: m.ordered }]
  for (const when of m.extended) {
    const { value, basis } = figure('seizure-extension', when)
    events.push({ what: 'extend', at: when, count: value, reason: text('延长', 'extended'), basis })
  }
  for (const [i, t] of m.tests.entries()) {
    const last = endOfDay(t.until)
    const basis = [{ law: '行政强制法', article: 25, paragraph: 3 }]
    events.push(
      { what: 'suspend', id: String(i), at: t.from, reason: text('检测、检验、鉴定期间', 'testing'), basis },
      { what: 'resume', id: String(i), at: t.ended && t.ended < last ? t.ended : last },
    )
  }
  if (m.ended) events.push({ what: 'finish', at: m.ended })
  return clockBy(figure(m.kind === 'preservation' ? 'preservation' : 'seizure', m.ordered), events, at)
}

const lastPaid = (f: PenaltyFacts): Date =>
  startOfDay(
    ofFine(f)
      .map((p) => p.on)
      .sort()
      .at(-1)!,
  )

/** The three months for the court run from the end of the remedies, or of the plan that was granted (行政处罚法 art. 72 para 2). */
export function courtFrom(f: PenaltyFacts): Day | undefined {
  const ends = [f.servedOn && lastDays(f.servedOn).suit, f.deferral?.plan.at(-1)?.due].filter((d) => d !== undefined)
  return f.servedOn === undefined ? undefined : ends.sort().at(-1)
}

/** The last day on which the court can be asked (行政强制法 art. 53): three months. */
export const courtTo = (f: PenaltyFacts): Day | undefined => {
  const from = courtFrom(f)
  const start = from && startOfDay(from)
  return start && clockBy(figure('court', start), [{ what: 'start', at: start }], start).due
}

/** The last day for payment: fifteen days from receipt, or the last of a plan that was granted. */
export const payBy = (f: PenaltyFacts): Day | undefined =>
  f.deferral?.plan.at(-1)?.due ?? (f.servedOn === undefined ? undefined : termOf(f.servedOn))

/**
 * 加处罚款 through a day (行政处罚法 arts. 72, 73; 行政强制法 art. 45), with a line for each day: of what of the fine is unpaid, never
 * more than the fine, not during review or suit.
 */
export function surchargeOf(f: PenaltyFacts, through: Day): Surcharge {
  const none: Surcharge = { total: 0, atCeiling: false, lines: [], unconfirmed: false }
  const fine = f.decided?.fine ?? 0
  if (!f.servedOn || fine === 0 || f.annulled?.what === 'annulled' || f.annulled?.what === 'void') return none
  const plans: Plan[] = [{ from: f.servedOn, before: 0, parts: [{ due: termOf(f.servedOn), amount: fine }] }]
  if (f.deferral) plans.push({ from: f.deferral.on, before: f.deferral.before, parts: f.deferral.plan })
  const stays = f.stays.map(({ from, to }) => ({
    from: dayOf(from),
    to: to && dayOf(to),
    why: text('复议、诉讼期间不计', 'not during review or suit'),
    basis: [{ law: '行政处罚法', article: 73, paragraph: 3 }],
  }))
  const end = f.settled && dayOf(f.settled) < through ? dayOf(f.settled) : through
  return surcharge({ principal: fine, plans, payments: ofFine(f), stays }, end)
}

/** The first day on which a decision may follow a notice: when the days for defence and hearing are over. */
export const noticeEnds = (at: Date): Day => addWorkingDays(dayOf(at), figure('hearing-asked', at).value)
/** The earliest day of a hearing that is called now. */
export const hearingFrom = (at: Date): Day => addDays(addWorkingDays(dayOf(at), figure('hearing-told', at).value), 1)
