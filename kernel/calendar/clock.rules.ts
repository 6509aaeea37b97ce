// A legal clock: a limit, and what happened to it. Every step of the arithmetic is told, so that anyone can recompute it.
import { text } from '../platform/text.ts'
import type {
  Clock,
  ClockEvent,
  ClockLimit,
  ClockUnit,
  DatedLimit,
  Known,
  Ordered,
  Phase,
  Span,
  Step,
} from './clock.shape.ts'
import { hourClock } from './hours.rules.ts'
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  endOfDay,
  kindOf,
  NEXT_WORKING_DAY,
  workingDayFrom,
} from './working-days.rules.ts'

/** The limit in force on a day: the row that began last. */
export const limitOn = <L extends DatedLimit>(rows: L[], day: Day): L | undefined =>
  rows.filter((r) => r.from <= day && (r.to === undefined || day <= r.to)).sort((a, b) => (a.from < b.from ? 1 : -1))[0]

/** Where a clock stands at an instant; what was ordered later is not known yet. Undefined before its start. */
export function runClock(limit: ClockLimit, events: ClockEvent[], at: Date): Clock | undefined {
  const known = knownAt(limit, events, at)
  if (!known) return undefined
  const until = known.finish ?? at
  return limit.unit === 'hours' ? hourClock(limit, known, until) : dayClock(limit, known, until)
}

function knownAt(limit: ClockLimit, events: ClockEvent[], at: Date): Known | undefined {
  let known: (Omit<Known, 'spans'> & { spans: (Span & { id: string | undefined })[] }) | undefined
  const begin = (start: Date, restart?: Ordered) => {
    const phases = [{ count: limit.count, unit: limit.unit }]
    known = { start, restart, spans: [], phases, finish: undefined }
  }
  // What was ordered before the start holds from the start.
  const first = events.find((e) => e.what === 'start')?.at
  const ordered = events
    .map((e) => (first && e.at < first ? { ...e, at: first } : e))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(b.what === 'start') - Number(a.what === 'start'))
  for (const e of ordered) {
    if (e.at > at) break
    if (e.what === 'start') begin(e.at)
    if (!known || known.finish) continue
    if (e.what === 'restart') begin(e.at, e)
    else if (e.what === 'finish') known.finish = e.at
    else if (e.what === 'suspend')
      known.spans.push({ from: e.at, to: undefined, reason: e.reason, basis: e.basis, id: e.id })
    else if (e.what === 'resume') {
      const ended = known.spans.find((s) => !s.to && (e.id === undefined || s.id === e.id))
      if (ended) ended.to = e.at
    } else if (e.what === 'extend') {
      const { unit = limit.unit, count } = e
      // Days on days are one sum; another unit runs from where the limit ends.
      if (unit === limit.unit) known.phases[0]!.count += count
      else known.phases.push({ count, unit, extension: e })
    }
  }
  return known
}

/** A limit in days, months or years; a suspension takes out the days after its order, through the one on which it ends. */
function dayClock(limit: ClockLimit, { start, restart, spans, phases, finish }: Known, until: Date): Clock {
  const first = dayOf(start)
  const today = dayOf(until)
  const days = new Days(first, today, spans)
  if (restart) days.steps.push({ day: first, what: 'restart', name: restart.reason, basis: restart.basis })
  else days.steps.push({ day: first, what: 'start' })
  let end: Day | undefined = first
  for (const { count, unit, extension } of phases) {
    if (end === undefined) break
    if (extension) days.steps.push({ day: end, what: 'extended', name: extension.reason, basis: extension.basis })
    end =
      unit === 'months' || unit === 'years'
        ? days.months(end, unit === 'years' ? count * 12 : count)
        : days.walk(count, unit)
  }
  const last = phases.at(-1)!.unit
  const allowed = days.ordinal
  let due = end
  // A duty of working days that ends on the very day off on which it began is done on the next working day, too.
  if (due !== undefined && (limit.roll || (last === 'working-days' && due === first))) due = days.roll(due)
  if (due !== undefined) days.walkTo(today, last)
  const open = finish === undefined && spans.some((s) => s.to === undefined)
  const unknown = due === undefined
  const total = unknown ? expected(phases, first) : allowed
  return {
    start: first,
    due,
    dueAt: due === undefined ? undefined : endOfDay(due),
    allowed: total,
    used: days.used,
    remaining: total - days.used,
    counts: limit.unit === 'working-days' ? 'working-days' : 'calendar-days',
    suspended: open,
    overdue: due !== undefined && today > due,
    finished: finish !== undefined,
    steps: days.steps,
    provisional: days.provisional,
  }
}

/** What a limit comes to in days while its end is not known. */
const expected = (phases: Phase[], first: Day): number =>
  phases.reduce((sum, { count, unit }) => {
    if (unit === 'working-days' || unit === 'calendar-days') return sum + count
    if (unit === 'hours') return sum + Math.ceil(count / 24)
    const end = addMonths(first, unit === 'years' ? count * 12 : count)
    return sum + Math.round((Date.parse(end) - Date.parse(first)) / 86_400_000)
  }, 0)

/** The days of a clock, one after another. */
class Days {
  readonly steps: Step[] = []
  ordinal = 0
  used = 0
  provisional = false
  private at: Day
  private readonly today: Day
  private readonly spans: { first: Day; last: Day | undefined; span: Span }[]

  constructor(start: Day, today: Day, spans: Span[]) {
    this.at = start
    this.today = today
    this.spans = spans.map((span) => ({
      first: addDays(dayOf(span.from), 1),
      last: span.to && dayOf(span.to),
      span,
    }))
  }

  /** The next day, counted or not; undefined where an open suspension lies over a day to come: it may end on any day. */
  private next(unit: ClockUnit, told = true): 'counted' | 'not' | undefined {
    const day = addDays(this.at, 1)
    const over = this.spans.find((s) => s.first <= day && (s.last === undefined || day <= s.last))
    if (over && over.last === undefined && day > this.today) return undefined
    this.at = day
    const kind = kindOf(day)
    if (unit === 'working-days') {
      if (kind.provisional) this.provisional = true
      if (!kind.working) {
        this.steps.push({
          day,
          what: kind.kind === 'holiday' ? 'holiday' : 'weekend',
          ...(kind.name ? { name: kind.name } : {}),
        })
        return 'not'
      }
    }
    if (over) {
      this.steps.push({ day, what: 'suspended', name: over.span.reason, basis: over.span.basis })
      return 'not'
    }
    this.ordinal++
    if (day <= this.today) this.used = this.ordinal
    if (told)
      this.steps.push({
        day,
        what: 'counted',
        ordinal: this.ordinal,
        ...(unit === 'working-days' && kind.kind === 'make-up' ? { makeUp: true } : {}),
        ...(unit === 'working-days' && kind.provisional ? { provisional: true } : {}),
      })
    return 'counted'
  }

  /** So many days that count; the day on which they end. */
  walk(count: number, unit: ClockUnit): Day | undefined {
    const days = unit === 'hours' ? Math.ceil(count / 24) : count
    for (let left = days; left > 0; ) {
      const step = this.next(unit)
      if (!step) return undefined
      if (step === 'counted') left--
    }
    return this.at
  }

  /** The corresponding day so many months on, later by every day that was suspended on the way. */
  months(from: Day, count: number): Day | undefined {
    const end = addMonths(from, count)
    const years = count % 12 === 0
    const length = text(years ? `${count / 12} 年` : `${count} 个月`, years ? `${count / 12} years` : `${count} months`)
    const corresponds = end.slice(8) === from.slice(8)
    const name = text(
      `${length.zh}后${corresponds ? '的对应日' : '没有对应日，取月末日'}（民法典第二百零二条）`,
      `${length.en} on${corresponds ? ', the corresponding day' : ': no corresponding day, the last of the month'} (Civil Code art. 202)`,
    )
    let target = end
    while (this.at < target) {
      const step = this.next('calendar-days', false)
      if (!step) return undefined
      if (step === 'not') target = addDays(target, 1)
      if (this.at === end) this.steps.push({ day: end, what: 'ends', name })
    }
    return this.at
  }

  /** Where an end on a day off moves; those days count for nothing. */
  roll(end: Day): Day {
    const due = workingDayFrom(end)
    if (kindOf(due).provisional || kindOf(end).provisional) this.provisional = true
    while (this.at < due) {
      this.at = addDays(this.at, 1)
      this.steps.push({ day: this.at, what: 'rolled', name: NEXT_WORKING_DAY })
    }
    return due
  }

  /** On to the day that is asked about: what is counted now is late. */
  walkTo(day: Day, unit: ClockUnit): void {
    while (this.at < day && this.next(unit === 'working-days' ? unit : 'calendar-days', true));
  }
}
