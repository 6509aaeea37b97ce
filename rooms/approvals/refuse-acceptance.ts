import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { refuseAcceptance } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** With reasons, in writing (行政许可法 art. 32 para 2). */
export default operation(refuseAcceptance, {
  allow: handles('clerk'),
  async run(ctx) {
    const { tx, input, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp } = await fire(ctx, at, 'case.accepted', 'refuse')
    await timer.cancel(at.found.jurisdiction, at.found.id)
    const act = acts['acceptance.refused']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 32 }],
      public: stamp,
      private: { reason: input.reason },
    })
    return { act, output: output(at) }
  },
})
