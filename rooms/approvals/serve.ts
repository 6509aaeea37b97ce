import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { serve } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** Within ten days of the decision (行政许可法 art. 44); serving closes the case. */
export default operation(serve, {
  allow: handles('clerk'),
  async run(ctx) {
    const { tx, input, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { ended, stamp } = await fire(ctx, at, 'case.served')
    await timer.cancel(at.found.jurisdiction, at.found.id)
    const act = acts['case.served']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 44 }],
      public: { ...stamp, how: input.how, closed: ended },
    })
    return { act, output: output(at) }
  },
})
