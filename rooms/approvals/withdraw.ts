import { operation } from '../../kernel/platform/index.ts'
import { endProcedure } from '../../kernel/procedure/index.ts'
import { acts } from './acts.ts'
import { withdraw } from './contract.ts'
import { appliedForIt } from './policy.ts'
import { caseAt, output } from './step.ts'

/** The applicant may take the application back until it is decided; its open steps close. */
export default operation(withdraw, {
  allow: appliedForIt,
  async run({ tx, input, timer, problem }) {
    const at = await caseAt(tx, input.caseId, problem)
    if (at.facts.decidedAt || at.facts.closedAt) throw problem('DECIDED')
    const { jurisdiction, id } = at.found
    await endProcedure(tx, jurisdiction, id)
    await timer.cancel(jurisdiction, id)
    const act = acts['case.withdrawn']({
      jurisdiction,
      subject: at.subject,
      public: at.stamp,
      private: { reason: input.reason ?? '' },
    })
    return { act, output: output(at) }
  },
})
