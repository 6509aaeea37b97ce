import { type CaseAt, findDocument } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { heldPost } from '../../kernel/identity/index.ts'
import { type PersonActor, text } from '../../kernel/platform/index.ts'
import { succeed } from './about-licence.ts'
import { type CaseFacts, clocksOf } from './case.fold.ts'
import { step } from './case.kind.ts'
import { decide } from './contract.ts'
import { grantDecision, refusalDecision } from './documents.ts'
import { awaited } from './hearing/hearing.rules.ts'
import { ORDER_OF_ACCEPTANCE } from './quota/quota.contract.ts'
import { takePlace } from './quota/quota.ts'
import { RENEWAL } from './renew-by-silence.ts'
import { barredByLaw, ownOf } from './standing.ts'

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
  async check({ at, actor, tx, input, clock, problem }) {
    if (at.facts.unanswered > 0) throw problem('UNANSWERED')
    if (awaited(at.facts.hearing, clock.now())) throw problem('HEARING')
    if (at.facts.hearing?.heldAt && input.reason === '')
      throw problem('BY_RECORD', { fields: { reason: decide.errors.BY_RECORD } })
    const reviewed = at.acts.findLast((a) => a.type === 'case.reviewed')
    if (reviewed?.actor.kind === 'post' && (await heldPost(tx, (actor as PersonActor).personId, reviewed.actor.postId)))
      throw problem('SAME_PERSON')
    if (input.outcome === 'grant' && input.reason === '' && at.facts.opinions.some((o) => o.opinion === 'disagree'))
      throw problem('AGAINST_OPINION', { fields: { reason: decide.errors.AGAINST_OPINION } })
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
  async prepare(ctx) {
    const grants = ctx.input.outcome === 'grant'
    const place = grants ? await takePlace(ctx) : undefined
    return { ...(await issueDocument(ctx, ctx.at, grants ? grantDecision : refusalDecision, ctx.input)), place }
  },
  // What its holder gives up ends with the decision; what takes another's place does when it is issued.
  async also(ctx) {
    const { at, input, tx, timer } = ctx
    const { follows, quota } = ownOf(at.item?.content)
    const how = follows?.how
    if (quota) await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.used-up')
    if (how === 'renew') await timer.cancel(at.found.jurisdiction, at.found.id, RENEWAL)
    if (input.outcome !== 'grant' || how !== 'cancel') return
    const old = await findDocument(tx, at.acts[0]!.public.licence)
    await succeed(ctx, at, old!)
  },
  says: ({ at, input, made, clock }) => ({
    basis: [
      { law: '行政许可法', article: 38 },
      ...(at.facts.hearing?.heldAt ? [{ law: '行政许可法', article: 48 }] : []),
      ...(ownOf(at.item?.content).quota ? ORDER_OF_ACCEPTANCE : []),
      ...at.item!.content.limits.statutory.basis,
    ],
    public: { outcome: input.outcome, document: made.said, ...taken(at, clock.now()), ...made.place },
    private: { reason: input.reason, document: made.content },
  }),
})
