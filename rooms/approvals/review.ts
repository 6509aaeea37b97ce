import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { review } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

export default operation(review, {
  allow: handles('reviewer'),
  async run(ctx) {
    const { tx, input, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp } = await fire(ctx, at, 'case.reviewed', 'pass')
    const act = acts['case.reviewed']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 34 }],
      public: { ...stamp, outcome: 'pass' },
      private: { opinion: input.opinion },
    })
    return { act, output: output(at) }
  },
})
