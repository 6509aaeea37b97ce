import { issueDocument } from '../../kernel/documents/index.ts'
import { step } from './case.kind.ts'
import { issueCorrection } from './contract.ts'
import { correctionNotice } from './documents.ts'
import { RENEWAL } from './renew-by-silence.ts'

/** One complete notice (行政许可法 art. 32 para 1 item 4). */
export default step(issueCorrection, {
  performs: 'case.accepted',
  act: 'correction.requested',
  outcome: () => 'correct',
  check({ at, problem }) {
    if (at.facts.corrections > 0) throw problem('ONCE')
  },
  prepare: (ctx) => issueDocument(ctx, ctx.at, correctionNotice, ctx.input),
  // While the applicant is waited for, neither silence accepts nor does it renew.
  async also({ at, timer }) {
    await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence')
    await timer.cancel(at.found.jurisdiction, at.found.id, RENEWAL)
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 4 }],
    public: { items: Math.max(1, input.materials.length), document: made.said },
    private: { notice: input.notice, materials: input.materials, document: made.content },
  }),
})
