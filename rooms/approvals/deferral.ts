import { endOfDay } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import type { Timers } from '../../kernel/platform/index.ts'
import { missingBy } from './case.fold.ts'
import { act } from './case.kind.ts'
import { lapseDeferral } from './contract.ts'
import { deferralLapsed } from './documents.ts'

/** Rings at the end of each day by which something was promised. */
export async function lapsesFrom(
  timer: Timers,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  deferred: readonly { until: string }[],
): Promise<void> {
  for (const day of new Set(deferred.map((d) => d.until)))
    await timer.set({ kind: 'approvals.deferral', jurisdiction, subjectId: id, due: endOfDay(day), payload: { day } })
}

/**
 * The day is past. Where a material is not there the applicant is told in writing, a light shows it, and no licence is issued until it
 * comes.
 */
export default act(lapseDeferral, {
  act: 'deferral.due',
  who: () => false,
  prepare: async (ctx) =>
    missingBy(ctx.at.facts, ctx.input.day).length > 0
      ? issueDocument(ctx, ctx.at, deferralLapsed, ctx.input)
      : undefined,
  says({ at, input, made }) {
    const late = missingBy(at.facts, input.day).map((d) => d.material)
    return {
      public: { missing: late.length, materials: late, ...(made ? { document: made.said } : {}) },
      private: made ? { document: made.content } : {},
    }
  },
})
