import { dayOf } from '../../../kernel/calendar/index.ts'
import { caseAt } from '../../../kernel/cases/index.ts'
import { anyone, operation } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import type { Inspection } from '../case.kind.ts'
import { witnessVisit } from '../contract.ts'
import { visitByToken } from './visit.store.ts'

/** By whoever has the notice in hand, logged in or not; once, on a day of the visit. It moves no step: it is what the subject saw. */
export default operation(witnessVisit, {
  allow: anyone,
  as: 'citizen',
  async run({ tx, input, clock, problem }) {
    const visit = await visitByToken(tx, input.token)
    if (!visit?.windowFrom || !visit.windowTo) throw problem('NO_VISIT')
    const at = await caseAt<Inspection>(tx, { caseId: visit.caseId }, { lock: true })
    if (at.facts.witnessed) throw problem('ALREADY')
    const today = dayOf(clock.now())
    if (today < visit.windowFrom || today > visit.windowTo) throw problem('NOT_TODAY')
    const { people, cards, asApproved, remark } = input
    const act = acts['inspection.witnessed']({
      jurisdiction: visit.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政处罚法', article: 55 }],
      public: { ...at.stamp, people, cards, asApproved },
      private: remark ? { remark } : {},
    })
    return { act, output: { number: visit.number } }
  },
})
