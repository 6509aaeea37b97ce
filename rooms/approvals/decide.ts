import type { CaseAt } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { heldPost } from '../../kernel/identity/index.ts'
import { type PersonActor, text } from '../../kernel/platform/index.ts'
import { type CaseFacts, clocksOf } from './case.fold.ts'
import { step } from './case.kind.ts'
import { decide } from './contract.ts'
import { grantDecision, refusalDecision } from './documents.ts'
import { barredByLaw } from './standing.ts'

/** How many working days it took, of how many: what statistics of time are made of. */
function taken({ facts, item }: CaseAt<CaseFacts>, now: Date) {
  const { promised, statutory } = clocksOf(facts, item!.content, now)
  return promised && statutory
    ? {
        days: { used: promised.used, promised: promised.allowed, statutory: statutory.allowed, late: promised.overdue },
      }
    : {}
}

/** 行政许可法 arts. 37 and 38: grant, or refuse in writing with reasons and the ways of redress. Two persons: review and decision. */
export default step(decide, {
  act: 'case.decided',
  gate: barredByLaw,
  outcome: (input) => input.outcome,
  async check({ at, actor, tx, input, problem }) {
    const reviewed = at.acts.findLast((a) => a.type === 'case.reviewed')
    if (reviewed?.actor.kind === 'post' && (await heldPost(tx, (actor as PersonActor).personId, reviewed.actor.postId)))
      throw problem('SAME_PERSON')
    if (at.facts.advice && at.facts.advice !== input.outcome && input.reason === '')
      throw problem('AGAINST_ADVICE', {
        fields: {
          reason: text(
            '决定与审查建议不同，请写明理由。',
            'The decision differs from the review; please give the reasons.',
          ),
        },
      })
  },
  prepare: (ctx) =>
    issueDocument(ctx, ctx.at, ctx.input.outcome === 'grant' ? grantDecision : refusalDecision, ctx.input),
  says: ({ at, input, made, clock }) => ({
    basis: [{ law: '行政许可法', article: 38 }, ...at.item!.content.limits.statutory.basis],
    public: { outcome: input.outcome, document: made.said, ...taken(at, clock.now()) },
    private: { reason: input.reason, document: made.content },
  }),
})
