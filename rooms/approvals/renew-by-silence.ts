import { addMonths, endOfDay } from '../../kernel/calendar/index.ts'
import { findDocument } from '../../kernel/cases/index.ts'
import { systemOnly, type Timers } from '../../kernel/platform/index.ts'
import { prolongLicence } from '../licences/contract.ts'
import { step } from './case.kind.ts'
import { renewBySilence } from './contract.ts'

export const RENEWAL = 'approvals.renewal'

/** Rings when the licence that is to be renewed ends. */
export const renewedFrom = (timer: Timers, { jurisdiction, id }: { jurisdiction: string; id: string }, until: string) =>
  timer.set({ kind: RENEWAL, jurisdiction, subjectId: id, due: endOfDay(until), payload: { until } })

/**
 * No decision before the licence ends counts as renewed (行政许可法 art. 50 para 2). The chart says from which of its steps: where it
 * waits for the applicant it has no such way, and the case goes on. The new licence is then issued as after any other grant.
 */
export default step(renewBySilence, {
  act: 'renewal.silent',
  allow: systemOnly,
  outcome: () => 'grant',
  async also(ctx) {
    const { at, timer, tx, callAsSystem, input } = ctx
    await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence')
    const old = await findDocument(tx, at.acts[0]!.public.licence)
    const until = addMonths(input.until, at.item!.content.result.months ?? 12)
    await callAsSystem(prolongLicence, { caseId: old!.caseId, from: at.found.number, until })
  },
  says: ({ at, input }) => ({
    basis: [{ law: '行政许可法', article: 50, paragraph: 2 }],
    public: { licence: at.acts[0]!.public.licence, until: input.until },
  }),
})
