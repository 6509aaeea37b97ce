import { heldPost } from '../../kernel/identity/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { decide } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** 行政许可法 arts. 37 and 38: grant, or refuse in writing with reasons and the ways of redress. Two persons: review and decision. */
export default operation(decide, {
  allow: handles('approver'),
  async run(ctx) {
    const { tx, actor, input, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { personId } = actor as PersonActor
    const reviewed = at.acts.findLast((a) => a.type === 'case.reviewed')
    if (reviewed?.actor.kind === 'post' && (await heldPost(tx, personId, reviewed.actor.postId)))
      throw problem('SAME_PERSON')
    const { stamp } = await fire(ctx, at, 'case.decided', input.outcome)
    const act = acts['case.decided']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 38 }, ...at.version.content.limits.statutory.basis],
      public: { ...stamp, outcome: input.outcome },
      private: { reason: input.reason },
    })
    return { act, output: output(at) }
  },
})
