import { issueDocument } from '../../kernel/documents/index.ts'
import { step } from './case.kind.ts'
import { refuseAcceptance } from './contract.ts'
import { refusalOfAcceptance } from './documents.ts'

/** With reasons, in writing (行政许可法 art. 32 para 2). */
export default step(refuseAcceptance, {
  performs: 'case.accepted',
  act: 'acceptance.refused',
  outcome: () => 'refuse',
  prepare: (ctx) => issueDocument(ctx, ctx.at, refusalOfAcceptance, ctx.input),
  also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id),
  says: ({ input, made }) => ({
    basis: [{ law: '行政许可法', article: 32 }],
    public: { document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
})
