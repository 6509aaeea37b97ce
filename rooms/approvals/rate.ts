import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { rate } from './contract.ts'
import { appliedForIt } from './policy.ts'
import { caseAt, output } from './step.ts'

/** 好差评, once, after the case is closed; 1 is best, 5 worst, as the national code list has it. */
export default operation(rate, {
  allow: appliedForIt,
  async run({ tx, input, problem }) {
    const at = await caseAt(tx, input.caseId, problem)
    if (!at.facts.closedAt) throw problem('NOT_CLOSED')
    if (at.facts.rated !== undefined) throw problem('ONCE')
    const act = acts['case.rated']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      public: { ...at.stamp, score: input.score },
      private: { comment: input.comment },
    })
    return { act, output: output(at) }
  },
})
