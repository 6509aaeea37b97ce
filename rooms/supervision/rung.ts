import { addDays, addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import type { ActDraft, Citation, Timers, Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { type Rung, stepOf } from './ladder.ts'
import { insertMeasure } from './measure.store.ts'

type Of = {
  jurisdiction: string
  caseId: string
  number: string
  unit: string
  office: string
  ladder: string
  said: string
  at: Date
}

/** The day after its last day, what was not answered goes to the next rung. */
export async function climbAfter(timer: Timers, of: { jurisdiction: string; id: string }, due: string): Promise<void> {
  const { jurisdiction, id: subjectId } = of
  await timer.set({ kind: 'supervision.escalate', jurisdiction, subjectId, due: startOfDay(addDays(due, 1)) })
}

/** Puts a case on a rung of the ladder: the measure, its limits, and the timer that goes to the next rung where nobody answers. */
export async function putOnRung(
  tx: Tx,
  timer: Timers,
  kind: Rung,
  m: Of,
  { days, after, basis = [] }: { days?: number | undefined; after?: string | undefined; basis?: Citation[] } = {},
): Promise<{ id: string; due: string; act: ActDraft }> {
  const step = stepOf(m.ladder, kind)
  const today = dayOf(m.at)
  const due = addWorkingDays(today, days ?? step.answer)
  const { at, ...rest } = m
  const id = (await insertMeasure(tx, {
    ...rest,
    kind,
    due,
    acknowledgeBy: addWorkingDays(today, step.acknowledge),
    issuedAt: at,
    ...(after ? { after } : {}),
  }))!
  await climbAfter(timer, { jurisdiction: m.jurisdiction, id }, due)
  // The supervisors' own clocks begin or end with it.
  await lookAtCase(timer, m.jurisdiction, m.caseId, at)
  const { number, unit, office } = m
  const act =
    kind === 'reminder'
      ? acts['reminder.sent']({
          jurisdiction: m.jurisdiction,
          subject: { kind: 'order', id },
          basis,
          public: { number, unit, office },
          private: { said: m.said },
        })
      : acts['order.issued']({
          jurisdiction: m.jurisdiction,
          subject: { kind: 'order', id },
          basis,
          public: { number, unit, office, kind, due, ...(after ? { after } : {}) },
          private: { said: m.said },
        })
  return { id, due, act }
}

/** A case is looked at again although no act of its own happened. */
export async function lookAtCase(timer: Timers, jurisdiction: string, caseId: string, at: Date): Promise<void> {
  await timer.set({ kind: 'supervision.watch', jurisdiction, subjectId: caseId, due: at })
}
