import { caseAt } from '../../../kernel/cases/index.ts'
import { consumer, Problem, type ReadContext } from '../../../kernel/platform/index.ts'
import { freeOuting, holdOuting, keepOuting } from '../../appointments/contract.ts'
import type { CaseFacts } from '../case.fold.ts'

/**
 * Holds the time with every unit that goes, until its act is read and keeps it; what no act follows lapses by itself. `other`: it is
 * none of the times for going out, and only the lead’s own word fixes it.
 */
export async function holdTime(
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  { number, units, on, time }: { number: string; units: readonly string[]; on: string; time: string },
): Promise<'held' | 'busy' | 'other'> {
  try {
    // One after the other in one order: two visits that want the same units do not wait for each other.
    for (const unit of [...new Set(units)].sort()) await callAsSystem(holdOuting, { unit, number, day: on, time })
    return 'held'
  } catch (error) {
    if (error instanceof Problem && error.code === 'FULL') return 'busy'
    if (error instanceof Problem && error.code === 'NO_SLOT') return 'other'
    throw error
  }
}

/** What a visit has of each unit’s time follows its acts: kept when it is called, free when it is moved, called off or withdrawn. */
export const outings = consumer('approvals.outings', {
  types: ['site-visit.called', 'site-visit.called-off', 'case.withdrawn'],
  async run({ tx, acts, callAsSystem }) {
    for (const one of acts) {
      const { found, facts } = await caseAt<CaseFacts>(tx, { caseId: one.subjectId })
      const { number } = found
      if (one.type === 'site-visit.called') {
        const { on: day, time, units, spared = [] } = one.public
        for (const unit of units) await callAsSystem(keepOuting, { unit, number, day, time })
        for (const unit of spared) await callAsSystem(freeOuting, { unit, number })
      } else for (const unit of facts.visitors) await callAsSystem(freeOuting, { unit, number })
    }
  },
})
