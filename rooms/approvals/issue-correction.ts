import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { issueCorrection } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** One complete notice (行政许可法 art. 32 para 1 item 4). */
export default operation(issueCorrection, {
  allow: handles('clerk'),
  async run(ctx) {
    const { tx, input, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    if (at.facts.corrections > 0) throw problem('ONCE')
    const { stamp } = await fire(ctx, at, 'case.accepted', 'correct')
    await timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence')
    const act = acts['correction.requested']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 4 }],
      public: { ...stamp, items: Math.max(1, input.materials.length) },
      private: { notice: input.notice, materials: input.materials },
    })
    return { act, output: output(at) }
  },
})
