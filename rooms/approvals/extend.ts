import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { extend } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, output } from './step.ts'

/** Once, by the head, with reasons told to the applicant (行政许可法 art. 42 para 1). Not a step of the chart: a change of its clock. */
export default operation(extend, {
  allow: handles('approver'),
  async run({ tx, input, problem }) {
    const at = await caseAt(tx, input.caseId, problem)
    if (!at.facts.acceptedAt || at.facts.decidedAt || at.facts.closedAt) throw problem('NOT_OPEN')
    if (at.facts.extensions.length > 0) throw problem('ONCE')
    const { value, basis } = at.version.content.extension
    const act = acts['case.extended']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis,
      public: { ...at.stamp, days: value },
      private: { reason: input.reason },
    })
    return { act, output: output(at) }
  },
})
