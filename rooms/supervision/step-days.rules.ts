import { type Count, dayOf } from '../../kernel/calendar/index.ts'
import type { Text } from '../../kernel/platform/index.ts'

type Done = { title: Text; who: Text; at: Date }
export type StepDays = { title: Text; who: Text; from: string; to: string | null; counted: number; suspended: number }

/**
 * Whose step used which days of a clock: each day belongs to the act that ended it, the days since the last act to whose step is open.
 * What the rows say adds up to what the clock counted.
 */
export function stepDays(
  count: Count,
  acts: readonly Done[],
  open: Omit<Done, 'at'> | undefined,
  today: string,
): StepDays[] {
  const rows: StepDays[] = []
  const row = (title: Text, who: Text, from: string, to: string | null) => {
    const days = count.steps.filter((s) => s.day > from && s.day <= (to ?? today))
    rows.push({
      title,
      who,
      from,
      to,
      counted: days.filter((s) => s.what === 'counted').length,
      suspended: days.filter((s) => s.what === 'suspended').length,
    })
  }
  let from = count.start
  for (const act of acts) {
    const day = dayOf(act.at)
    // The day on which the clock starts does not count, and what was done by then used none of it.
    if (day <= count.start) continue
    row(act.title, act.who, from, day)
    from = day
  }
  if (open && !count.finished) row(open.title, open.who, from, null)
  return rows
}

export type UsedBy = { who: Text; counted: number; suspended: number }
/** The same days by whom: in a joint case each unit has those that its own steps took, the most first. */
export function daysByWhom(rows: readonly StepDays[]): UsedBy[] {
  const sums = new Map<string, UsedBy>()
  for (const { who, counted, suspended } of rows) {
    const known = sums.get(who.zh)
    sums.set(who.zh, {
      who,
      counted: counted + (known?.counted ?? 0),
      suspended: suspended + (known?.suspended ?? 0),
    })
  }
  return [...sums.values()].filter((u) => u.counted + u.suspended > 0).sort((a, b) => b.counted - a.counted)
}
