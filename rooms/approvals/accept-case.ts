import { dayOf } from '../../kernel/calendar/index.ts'
import { papersOfCase } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { systemOnly } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { acceptBySilence, acceptCase } from './contract.ts'
import { lapsesFrom } from './deferral.ts'
import { acceptanceNotice } from './documents.ts'
import { deferralsFrom, deferredOf } from './special.rules.ts'

/**
 * Acceptance by the clerk, or by silence: where no complete notice came within five days, the application counts as accepted
 * from the day it was received (行政许可法 art. 32 para 1 items 4 and 5), so that is the day the clock runs from.
 */
const accept = (by: 'clerk' | 'silence', contract: typeof acceptCase | typeof acceptBySilence) =>
  step(contract, {
    act: 'case.accepted',
    outcome: () => 'complete',
    async prepare(ctx) {
      const { at, clock } = ctx
      const from = by === 'silence' ? (at.facts.correctionFrom ?? at.found.submittedAt) : clock.now()
      const filled = { form: at.found.form, item: at.item! }
      const given = deferredOf(filled).length > 0 ? await papersOfCase(ctx.tx, at.found.jurisdiction, at.found.id) : []
      const deferred = deferralsFrom(
        filled,
        given.map((paper) => paper.slot),
        dayOf(from),
      )
      return { from, deferred, notice: await issueDocument(ctx, at, acceptanceNotice, { by, from, deferred }) }
    },
    variables: ({ at }) => ({ promised: at.facts.promised }),
    async also({ at, timer, made }) {
      await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence')
      await lapsesFrom(timer, at.found, made.deferred)
    },
    says({ at, made: { from, notice, deferred } }) {
      const { statutory, promised } = at.item!.content.limits
      return {
        basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: by === 'silence' ? 4 : 5 }],
        public: {
          by,
          from: from.toISOString(),
          statutory: { value: statutory.value, unit: statutory.unit },
          promised: { value: promised.value, unit: promised.unit },
          ...(deferred.length > 0 ? { deferred } : {}),
          document: notice.said,
        },
        private: { document: notice.content },
      }
    },
    ...(by === 'silence' ? { allow: systemOnly } : {}),
  })

export default accept('clerk', acceptCase)
export const bySilence = accept('silence', acceptBySilence)
