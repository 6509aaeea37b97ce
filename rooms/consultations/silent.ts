import { addDays, addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import type { Clock, Timers } from '../../kernel/platform/index.ts'
import { figure } from './routes.ts'

/** Who does not rate an answer within its days has it closed; nobody is kept waiting for a rating. */
export async function closesBySilence(
  { timer, clock }: { timer: Timers; clock: Clock },
  { jurisdiction, id }: { jurisdiction: string; id: string },
): Promise<void> {
  const now = clock.now()
  const last = addWorkingDays(dayOf(now), figure('rate', now).value)
  await timer.set({ kind: 'consultations.silent', jurisdiction, subjectId: id, due: startOfDay(addDays(last, 1)) })
}
