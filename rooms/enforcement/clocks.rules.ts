import {
  addDays,
  addWorkingDays,
  type ClockEvent,
  type Count,
  type Day,
  dayOf,
  startOfDay,
} from '../../kernel/calendar/index.ts'
import type { ItemContent } from '../../kernel/catalog/index.ts'
import { type PenaltyFacts, paidOf } from './case.fold.ts'
import { clockBy, figure } from './law.ts'

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
  for (const m of f.measures.filter((x) => x.ordered)) {
    const id = m.kind === 'preservation' ? 'preservation' : 'seizure'
    const extensions = m.extended.map(
      (when): ClockEvent => ({
        what: 'extend',
        at: when,
        count: figure('seizure-extension', when).value,
        reason: { zh: '延长', en: 'extended' },
        basis: figure('seizure-extension', when).basis,
      }),
    )
    const count = run(id, m.ordered, m.ended, extensions)
    if (count && !count.finished) clocks[`penalty.${id}`] ??= count
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
                at: startOfDay(f.servedOn) > f.decided.at ? startOfDay(f.servedOn) : f.decided.at,
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
      f.settled ?? (paidOf(f) >= f.decided.fine ? lastPaid(f) : undefined),
    )
  if (f.urged && !f.court) clocks['penalty.urging'] = run('urging', f.urged, f.settled)
  const remedies = f.servedOn && remediesEnd(f.servedOn)
  if (remedies && f.decided!.fine > paidOf(f) && !f.settled && at > startOfDay(remedies))
    clocks['penalty.court'] = run('court', startOfDay(remedies), f.court)
  return clocks
}

const lastPaid = (f: PenaltyFacts): Date =>
  startOfDay(
    f.payments
      .map((p) => p.on)
      .sort()
      .at(-1)!,
  )

/** The last day on which the party could sue: only from then on may a court be asked to enforce (行政强制法 art. 53). */
export function remediesEnd(servedOn: Day): Day {
  const count = clockBy(
    figure('lawsuit', startOfDay(servedOn)),
    [{ what: 'start', at: startOfDay(servedOn) }],
    startOfDay(servedOn),
  )
  return count.due!
}

/** The last day for payment: fifteen days from receipt, or the last of a plan that was granted. */
export function payBy(f: PenaltyFacts): Day | undefined {
  const last = f.deferral?.plan.at(-1)?.due
  return (
    last ??
    (f.servedOn &&
      clockBy(
        figure('payment', startOfDay(f.servedOn)),
        [{ what: 'start', at: startOfDay(f.servedOn) }],
        startOfDay(f.servedOn),
      ).due)
  )
}

export type SurchargeLine = { day: Day; base: number; added: number; total: number; stayed: boolean }
/**
 * 加处罚款 (行政处罚法 arts. 72, 73; 行政强制法 art. 45): from the day after the last, 3 % a day of what of the fine is unpaid on that
 * day, never more than the fine in all, and not on days of a review or a suit. In 分; each day is rounded down.
 */
export function surcharge(f: PenaltyFacts, today: Day): SurchargeLine[] {
  const due = payBy(f)
  const fine = f.decided?.fine ?? 0
  if (!due || fine === 0 || f.annulled?.what === 'annulled') return []
  const rate = BigInt(figure('surcharge', startOfDay(due)).value)
  const lines: SurchargeLine[] = []
  let total = 0
  const end = f.settled ? dayOf(f.settled) : today
  for (let day = addDays(due, 1); day <= end && total < fine && lines.length < 400; day = addDays(day, 1)) {
    const paid = f.payments.filter((p) => p.on < day).reduce((sum, p) => sum + p.amount, 0)
    const base = Math.max(0, fine - paid)
    if (base === 0) break
    const stayed = f.stays.some((s) => dayOf(s.from) <= day && (!s.to || day <= dayOf(s.to)))
    const added = stayed ? 0 : Math.min(Number((BigInt(base) * rate) / 1000n), fine - total)
    total += added
    lines.push({ day, base, added, total, stayed })
  }
  return lines
}

export const surchargeOf = (f: PenaltyFacts, today: Day): number => surcharge(f, today).at(-1)?.total ?? 0

/** The first day on which a decision may follow a notice: when the days for defence and hearing are over. */
export const noticeEnds = (at: Date): Day => addWorkingDays(dayOf(at), figure('hearing-asked', at).value)
/** The earliest day of a hearing that is called now. */
export const hearingFrom = (at: Date): Day => addDays(addWorkingDays(dayOf(at), figure('hearing-told', at).value), 1)
