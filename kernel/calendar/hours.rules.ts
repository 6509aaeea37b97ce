// Limits of hours run from the instant of their start, day and night (民法典 art. 201); a suspension takes out its very hours.
import type { Clock, ClockLimit, Known, Span, Step } from './clock.shape.ts'
import {
  addDays,
  addMonths,
  dayOf,
  endOfDay,
  isWorkingDay,
  kindOf,
  NEXT_WORKING_DAY,
  workingDayFrom,
} from './working-days.rules.ts'

const HOUR = 3_600_000

export function hourClock(limit: ClockLimit, { start, restart, spans, phases, finish }: Known, until: Date): Clock {
  const first = dayOf(start)
  const steps: Step[] = [
    restart
      ? { day: first, what: 'restart', at: start, name: restart.reason, basis: restart.basis }
      : { day: first, what: 'start', at: start },
  ]
  const pauses = united(spans)
  for (const p of pauses)
    steps.push({
      day: dayOf(p.from),
      what: 'suspended',
      at: p.from,
      ...(p.to ? { until: p.to } : {}),
      name: p.reason,
      basis: p.basis,
    })
  const allowed = phases[0]!.count
  let end = later(start, allowed * HOUR, pauses)
  if (end) steps.push({ day: dayOf(end), what: 'ends', at: end })
  for (const { count, unit, extension } of phases.slice(1)) {
    if (!end) break
    let day = dayOf(end)
    if (unit === 'months' || unit === 'years') day = addMonths(day, unit === 'years' ? count * 12 : count)
    else
      for (let left = count; left > 0; ) {
        day = addDays(day, 1)
        if (unit === 'calendar-days' || isWorkingDay(day)) left--
      }
    end = endOfDay(day)
    steps.push({ day, what: 'extended', at: end, name: extension!.reason, basis: extension!.basis })
  }
  let provisional = false
  if (end && limit.roll) {
    const day = dayOf(end)
    provisional = kindOf(day).provisional
    const moved = workingDayFrom(day)
    if (moved !== day) {
      end = endOfDay(moved)
      steps.push({ day: moved, what: 'rolled', at: end, name: NEXT_WORKING_DAY })
    }
  }
  const used = (until.getTime() - start.getTime() - paused(start, until, pauses)) / HOUR
  return {
    start: first,
    due: end && dayOf(end),
    dueAt: end,
    allowed,
    used,
    remaining: allowed - used,
    counts: 'hours',
    suspended: finish === undefined && spans.some((s) => s.to === undefined),
    overdue: end !== undefined && until > end,
    finished: finish !== undefined,
    steps: steps.sort((a, b) => a.at!.getTime() - b.at!.getTime()),
    provisional,
  }
}

/** Suspensions that touch are one, so that no hour is taken out twice. */
function united(spans: Span[]): Span[] {
  const out: Span[] = []
  for (const s of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = out.at(-1)
    if (!last || (last.to && last.to < s.from)) out.push({ ...s })
    else if (last.to && (!s.to || s.to > last.to)) last.to = s.to
  }
  return out
}

/** The instant at which so much time that counts has passed; undefined where an open suspension comes first. */
function later(from: Date, ms: number, pauses: Span[]): Date | undefined {
  let at = from.getTime()
  let left = ms
  for (const p of pauses) {
    const until = p.from.getTime()
    if (left <= until - at) break
    left -= until - at
    if (!p.to) return undefined
    at = p.to.getTime()
  }
  return new Date(at + left)
}

const paused = (from: Date, until: Date, pauses: Span[]): number =>
  pauses.reduce((sum, p) => {
    const [a, b] = [Math.max(p.from.getTime(), from.getTime()), Math.min((p.to ?? until).getTime(), until.getTime())]
    return sum + Math.max(0, b - a)
  }, 0)
