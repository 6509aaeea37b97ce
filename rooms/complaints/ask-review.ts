import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { type CaseAt, caseAt, childOf, isParty } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import type { Complaint } from './case.kind.ts'
import { askReview } from './contract.ts'
import { figure } from './figures.ts'
import { officeAbove } from './office.rules.ts'
import { receive } from './submit.ts'

/** 复查 (信访工作条例 art. 35): by an office above the one that answered, within thirty days of the answer's service, once. */
export default operation(askReview, {
  allow: async ({ tx, actor, input }) => isParty(await caseAt(tx, input), actor, 'complainant'),
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const at: CaseAt<Complaint> = await caseAt(tx, input, { lock: true })
    const served = at.acts.findLast((a) => a.type === 'document.served')
    if (!served || at.facts.review) throw problem('NOT_ANSWERED')
    const days = figure('review-asked', served.happenedAt)
    if (dayOf(clock.now()) > addDays(served.public.effectiveOn, days.value)) throw problem('TOO_LATE')
    const all = await units(tx)
    const answered = all.find((u) => u.code === at.found.unit)!
    const office = officeAbove(answered, all, await postsOfUnits(tx))
    if (!office) throw problem('NO_OFFICE')
    if (await childOf(tx, office.jurisdiction, at.found.number, REVIEW)) throw problem('ONCE')
    return receive(ctx, {
      office,
      about: answered,
      person: actor as PersonActor,
      basis: days.basis,
      complaint: input.complaint,
      electronic: at.facts.electronic,
      parent: { number: at.found.number, element: REVIEW },
    })
  },
})

const REVIEW = 'review'
