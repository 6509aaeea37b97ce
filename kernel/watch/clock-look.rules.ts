// Rules on clocks: whether a light is on now, and when one may next change by the passing of days alone.
import { addDays, type Count, count, dayOf, isWorkingDay, startOfDay } from '../calendar/index.ts'
import { type Book, type Ready, sound } from './book.rules.ts'
import { factOf, type Published } from './facts.rules.ts'
import type { Rule } from './rule.shape.ts'

/** A clock and whose it is: a light stands against the unit that has the duty. */
export type Watched = { clock: string; unit: string; count: Count | undefined; evidence?: string }

type Reading = { remaining: number; overdue: boolean; suspendedDays: number }
const variables =
  (c: Count, r: Reading) =>
  (name: string): unknown =>
    name === 'suspended'
      ? c.suspended
      : name === 'allowed'
        ? c.allowed
        : name === 'used'
          ? c.allowed - r.remaining
          : r[name as keyof Reading]

const readingOf = (c: Count): Reading => ({
  remaining: c.remaining,
  overdue: c.overdue,
  suspendedDays: c.steps.filter((s) => s.what === 'suspended').length,
})
const MINDS_SUSPENSION = ['suspended', 'suspendedDays']
/** A suspended clock raises nothing, but by a rule that asks for the suspension itself. */
const looksAt = (ready: Ready, c: Count | undefined): c is Count =>
  c !== undefined && !c.finished && (c.due !== undefined || minds(ready))
const minds = (ready: Ready) => ready.condition.names.some((n) => MINDS_SUSPENSION.includes(n))
/** The day that tells a light of this clock apart: its last day; of a rule on suspensions, whose last day moves, its first. */
const dueOf = (ready: Ready, c: Count): string => (minds(ready) ? c.start : (c.due ?? c.start))

const holds = (ready: Ready, c: Count, r: Reading): boolean => {
  const get = variables(c, r)
  return ready.condition.holds(get) && !ready.suppress.some((s) => s.holds(get))
}

export type Lit = {
  rule: Rule
  clock: string
  unit: string
  due: string
  facts: Record<string, unknown>
  evidence: string[]
}

/** How far ahead a change of light is looked for, in days past the later of today and the deadline. */
const HORIZON = 60

/**
 * The first instant at which the rule says something else than now, if nothing happens until then: conditions see days, so each day
 * ahead on which a number changes is tried.
 */
export function changesAt(ready: Ready, c: Count | undefined, at: Date): Date | undefined {
  if (!looksAt(ready, c)) return undefined
  let reading = readingOf(c)
  const now = holds(ready, c, reading)
  const kinds = new Map(c.steps.map((s) => [s.day, s.what]))
  const counts = (day: string) =>
    kinds.has(day) ? kinds.get(day) === 'counted' : c.counts === 'calendar-days' || isWorkingDay(day)
  const today = dayOf(at)
  const due = c.due ?? today
  // Days are text, and sort as such.
  // biome-ignore lint/complexity/useMathMinMax: of texts
  const last = addDays(today > due ? today : due, HORIZON)
  for (let day = addDays(today, 1); day <= last; day = addDays(day, 1)) {
    const one = counts(day) ? 1 : 0
    const next: Reading = c.suspended
      ? { ...reading, suspendedDays: reading.suspendedDays + one }
      : { ...reading, remaining: reading.remaining - one, overdue: day > due }
    if (
      next.remaining === reading.remaining &&
      next.overdue === reading.overdue &&
      next.suspendedDays === reading.suspendedDays
    )
      continue
    reading = next
    if (holds(ready, c, reading) !== now) return startOfDay(day)
  }
  return undefined
}

const concerns = (rule: { looks: { clock: string } }, clock: string) =>
  rule.looks.clock === clock || clock.startsWith(`${rule.looks.clock}:`) || rule.looks.clock === '*'

/** The lights that clocks have on at an instant, and the next instant at which one may change by itself. */
export function lightsOfClocks(
  book: Book,
  clocks: readonly Watched[],
  acts: readonly Published[],
  unit: string,
  at: Date,
): { on: Lit[]; next: Date | undefined } {
  const on: Lit[] = []
  let next: Date | undefined
  const look = (ready: Ready, w: Watched) => {
    const c = w.count
    if (!looksAt(ready, c)) return
    const get = variables(c, readingOf(c))
    if (sound(book, ready.rule, () => holds(ready, c, readingOf(c))))
      on.push({
        rule: ready.rule,
        clock: w.clock,
        unit: w.unit,
        due: dueOf(ready, c),
        facts: Object.fromEntries(ready.condition.names.map((n) => [n, get(n)])),
        evidence: w.evidence ? [w.evidence] : [],
      })
    const moment = sound(book, ready.rule, () => changesAt(ready, c, at))
    if (moment && moment > at && (!next || moment < next)) next = moment
  }
  for (const w of clocks) for (const ready of book.clocks) if (concerns(ready, w.clock)) look(ready, w)
  for (const ready of book.responses)
    for (const w of sound(book, ready.rule, () => responsesOf(ready, acts, unit, at)) ?? []) look(LATE(ready), w)
  return { on, next }
}

/** A response is late once its limit is past; the rule's own condition says which acts must be answered. */
const LATE = (ready: Ready): Ready => ({ ...ready, suppress: [], condition: PAST })
const PAST = {
  names: ['remaining', 'overdue'],
  holds: (get: (name: string) => unknown) => get('overdue') === true,
}

/** A clock for each act that must be answered by another: it ends with the answer. */
export function responsesOf(
  ready: Book['responses'][number],
  acts: readonly Published[],
  unit: string,
  at: Date,
): Watched[] {
  const c = ready.looks.constraint
  if (c.form !== 'response') return []
  let nth = 0
  return acts.flatMap((act, i) => {
    if (!c.after.includes(act.type) || act.happenedAt > at) return []
    nth++
    const get = (name: string) => factOf(act, name, nth)
    if (c.once && !acts.slice(0, i).some((a) => a.type === c.once)) return []
    if (!ready.condition.holds(get) || ready.suppress.some((s) => s.holds(get))) return []
    const finished = acts.slice(i + 1).find((a) => c.must.includes(a.type))?.happenedAt
    const limit = { ...c.within, basis: ready.rule.basis }
    const stopped = finished && finished <= at ? finished : undefined
    return [
      {
        clock: `acts:${ready.rule.id}:${nth}`,
        unit,
        count: count({ limit, start: act.happenedAt, at, finished: stopped }),
        evidence: act.id,
      },
    ]
  })
}
