import { addWorkingDays, dayOf, endOfDay } from '../../kernel/calendar/index.ts'
import type { ItemContent } from '../../kernel/catalog/index.ts'
import type { Timers } from '../../kernel/platform/index.ts'

/** The clerk's days to ask for corrections run from receipt or answer; at their end silence accepts (行政许可法 art. 32). */
export const silenceFrom = (
  timer: Timers,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  { correctionDays }: ItemContent,
  now: Date,
) =>
  timer.set({
    kind: 'approvals.silence',
    jurisdiction,
    subjectId: id,
    due: endOfDay(addWorkingDays(dayOf(now), correctionDays.value)),
  })
