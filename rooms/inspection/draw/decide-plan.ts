import { operation, type PersonActor, postOf } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { decidePlan } from '../contract.ts'
import { decidesVisits } from '../policy.ts'
import { findPlan, storeDecision } from './plan.store.ts'

export default operation(decidePlan, {
  allow: decidesVisits,
  async run({ tx, actor, input, clock, problem }) {
    const plan = await findPlan(tx, input.id, true)
    if (!plan) throw problem('NO_PLAN')
    if (plan.unit !== postOf(actor)!.unitCode) throw problem('FORBIDDEN')
    if (plan.state !== 'proposed') throw problem('DECIDED')
    if (plan.proposedBy === (actor as PersonActor).personId) throw problem('SAME_PERSON')
    await storeDecision(tx, plan, input.outcome === 'approve' ? 'approved' : 'returned', input.opinion, clock.now())
    const act = acts['inspection-plan.decided']({
      jurisdiction: plan.jurisdiction,
      subject: { kind: 'plan', id: plan.id },
      public: { unit: plan.unit, outcome: input.outcome },
      private: { opinion: input.opinion },
    })
    return { act, output: { id: plan.id } }
  },
})
