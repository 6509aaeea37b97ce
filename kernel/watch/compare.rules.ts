// What the acts give, beside what was raised: the same lights, or where they part.
import type { Published } from './facts.rules.ts'
import type { Computed } from './replay.rules.ts'

export type Raised = { rule: string; clock: string | null; actId: string | null; due: string; settled: string | null }
export type Compared = {
  same: Computed[]
  /** Computed but never raised. */
  missing: Computed[]
  /** On and off before the acts that say so had arrived: nobody could have raised it then. */
  unseen: Computed[]
  /** Raised, but not by these acts and rules. */
  extra: Raised[]
}

/** Acts that arrive later than this were not there to be looked at. */
const LATE = 3_600_000
/** Lights that do not follow from the case's own acts: of steps, of the supervisors, of many cases. */
const elsewhere = (r: Raised, windows: ReadonlySet<string>) =>
  r.clock?.startsWith('step:') === true || r.clock?.startsWith('supervisor.') === true || windows.has(r.rule)

export function compare(
  computed: readonly Computed[],
  raised: readonly Raised[],
  acts: readonly Published[],
  windows: ReadonlySet<string>,
): Compared {
  const key = (l: Pick<Raised, 'rule' | 'clock' | 'actId' | 'due'>) => `${l.rule} ${l.clock ?? l.actId} ${l.due}`
  const there = new Set(raised.map(key))
  const known = new Set(computed.map(key))
  const found: Compared = {
    same: [],
    missing: [],
    unseen: [],
    extra: raised.filter((r) => !known.has(key(r)) && !elsewhere(r, windows)),
  }
  for (const l of computed) {
    if (l.light === 'prompt') continue
    if (there.has(key(l))) found.same.push(l)
    else (passed(l, acts) ? found.unseen : found.missing).push(l)
  }
  return found
}

function passed(l: Computed, acts: readonly Published[]): boolean {
  const { clearedAt } = l
  if (!clearedAt) return false
  // Over before the act that it came from had arrived, or ended by an act that arrived later than it says.
  const from = acts.findLast((a) => a.happenedAt <= l.raisedAt)
  const off = acts.find((a) => a.happenedAt >= clearedAt)
  return (
    (from !== undefined && from.recordedAt > clearedAt) ||
    (off !== undefined && off.recordedAt.getTime() - off.happenedAt.getTime() > LATE)
  )
}
