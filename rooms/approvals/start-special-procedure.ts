import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { startSpecialProcedure } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** Inspection, expert review and their like do not count, and the applicant is told how long they take (行政许可法 art. 45). */
export default operation(startSpecialProcedure, {
  allow: handles('reviewer'),
  async run(ctx) {
    const { tx, input, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp, opened } = await fire(ctx, at, 'case.reviewed', 'inspect')
    const special = at.version.content.specialProcedures.find((s) => opened.some((o) => o.element === s.element))
    if (!special) throw problem('NO_SPECIAL')
    const act = acts['special-procedure.started']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: special.basis,
      public: { ...stamp, element: special.element, name: special.name, days: input.days },
      private: { reason: input.reason },
    })
    return { act, output: output(at) }
  },
})
