// The lights of a case from its published acts alone: what anybody gets who has the acts and the rule book.
import { dayOf } from '../calendar/index.ts'
import type { Book } from './book.rules.ts'
import { findingsOf } from './case-watch.rules.ts'
import { type Lit, lightsOfClocks, type Watched } from './clock-look.rules.ts'
import type { Published } from './facts.rules.ts'
import type { Colour } from './rule.shape.ts'

export type Computed = {
  rule: string
  version: string
  light: Colour
  unit: string
  /** Which clock, or else which act. */
  clock: string | null
  actId: string | null
  due: string
  facts: Record<string, unknown>
  evidence: string[]
  raisedAt: Date
  clearedAt: Date | null
}

export type Replay = {
  acts: readonly Published[]
  unit: string
  /** The rule book that was in force at an instant. */
  book(at: Date): Book
  /** The clocks of the case as they stood after these of its acts. */
  clocks(acts: readonly Published[], at: Date): readonly Watched[]
  /** When another rule book came into force. */
  changes?: readonly Date[]
  until: Date
}

/** Days that a replay follows a case without a new act; a clock that nobody stops says nothing new after. */
const MOST_MOMENTS = 2000

/** Raised and cleared as the acts came and as days passed, up to an instant. */
export function replay({ acts, unit, book, clocks, until, changes = [] }: Replay): Computed[] {
  const lights: Computed[] = []
  const onClocks = (seen: readonly Published[], at: Date): Date | undefined => {
    const { on, next } = lightsOfClocks(book(at), clocks(seen, at), seen, unit, at)
    const same = (l: Computed, o: Lit) => l.rule === o.rule.id && l.clock === o.clock && l.due === o.due
    for (const l of lights)
      if (l.clock !== null && l.clearedAt === null && !on.some((o) => same(l, o))) l.clearedAt = at
    for (const o of on)
      if (!lights.some((l) => same(l, o)))
        lights.push({
          rule: o.rule.id,
          version: o.rule.from,
          light: o.rule.light,
          unit: o.unit,
          clock: o.clock,
          actId: null,
          due: o.due,
          facts: o.facts,
          evidence: o.evidence,
          raisedAt: at,
          clearedAt: null,
        })
    return next
  }
  let moments = 0
  acts.forEach((act, i) => {
    const seen = acts.slice(0, i + 1)
    for (const f of findingsOf(book(act.happenedAt), seen).filter((f) => f.act === act))
      lights.push({
        rule: f.rule.id,
        version: f.rule.from,
        light: f.rule.light,
        unit,
        clock: null,
        actId: act.id,
        due: dayOf(act.happenedAt),
        facts: f.facts,
        evidence: f.evidence,
        raisedAt: act.happenedAt,
        clearedAt: null,
      })
    const end = acts[i + 1]?.happenedAt ?? until
    let at: Date | undefined = act.happenedAt
    while (at && at <= end && moments++ < MOST_MOMENTS) {
      const next = onClocks(seen, at)
      const change = changes.find((c) => c > at! && c <= end)
      at = change && (!next || change < next) ? change : next
    }
  })
  return lights
}
