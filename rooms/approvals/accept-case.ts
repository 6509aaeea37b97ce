import { issueDocument } from '../../kernel/documents/index.ts'
import { systemOnly } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { acceptBySilence, acceptCase } from './contract.ts'
import { acceptanceNotice } from './documents.ts'

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
      return { from, notice: await issueDocument(ctx, at, acceptanceNotice, { by, from }) }
    },
    also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence'),
    says({ at, made: { from, notice } }) {
      const { statutory, promised } = at.item!.content.limits
      return {
        basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: by === 'silence' ? 4 : 5 }],
        public: {
          by,
          from: from.toISOString(),
          statutory: { value: statutory.value, unit: statutory.unit },
          promised: { value: promised.value, unit: promised.unit },
          document: notice.said,
        },
        private: { document: notice.content },
      }
    },
    ...(by === 'silence' ? { allow: systemOnly } : {}),
  })

export default accept('clerk', acceptCase)
export const bySilence = accept('silence', acceptBySilence)
