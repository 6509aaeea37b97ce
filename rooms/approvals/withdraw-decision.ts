import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { withdrawDecision } from './contract.ts'
import { decisionWithdrawn } from './documents.ts'
import { givePlaceBack } from './quota/quota.ts'

/**
 * The unit takes back a decision that it made wrongly and that nobody was served with yet; the case ends, and the applicant may apply
 * anew. Once served it is no longer the unit's alone: then a licence is revoked (行政许可法 art. 69), a refusal reconsidered.
 */
export default act(withdrawDecision, {
  act: 'decision.withdrawn',
  ends: true,
  who: (at, actor) => postOf(actor, 'approver')?.unitCode === at.found.unit,
  check({ at: { facts, acts }, problem }) {
    if (!facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (facts.servedAt || acts.some((a) => a.type === 'licence.issued')) throw problem('SERVED')
  },
  prepare: (ctx) => issueDocument(ctx, ctx.at, decisionWithdrawn, ctx.input),
  also: ({ tx, at }) => givePlaceBack(tx, at),
  says: ({ input, made }) => ({
    basis: [{ law: '行政许可法', article: 69 }],
    public: { document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
})
