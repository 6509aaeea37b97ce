import type { Problem, ReadContext, Timers } from '../../kernel/platform/index.ts'
import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { acceptBySilence, acceptCase } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/**
 * Acceptance by the clerk, or by silence: where no complete notice came within five days, the application counts as accepted
 * from the day it was received (行政许可法 art. 32 para 1 items 4 and 5), so that is the day the clock runs from.
 */
async function accept(
  by: 'clerk' | 'silence',
  caseId: string,
  ctx: Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'> & {
    timer: Timers
    problem: (code: any, more?: any) => Problem
  },
) {
  const { tx, clock, timer, problem } = ctx
  const at = await caseAt(tx, caseId, problem)
  const { stamp } = await fire(ctx, at, 'case.accepted', 'complete')
  await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence')
  const { statutory, promised } = at.version.content.limits
  const from = by === 'silence' ? (at.facts.correctionFrom ?? at.found.submittedAt) : clock.now()
  const act = acts['case.accepted']({
    jurisdiction: at.found.jurisdiction,
    subject: at.subject,
    basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: by === 'silence' ? 4 : 5 }],
    public: {
      ...stamp,
      by,
      from: from.toISOString(),
      statutory: { value: statutory.value, unit: statutory.unit },
      promised: { value: promised.value, unit: promised.unit },
    },
  })
  return { act, output: output(at) }
}

export default operation(acceptCase, {
  allow: handles('clerk'),
  run: ({ input, ...ctx }) => accept('clerk', input.caseId, ctx),
})
export const bySilence = operation(acceptBySilence, {
  allow: systemOnly,
  run: ({ input, ...ctx }) => accept('silence', input.caseId, ctx),
})
