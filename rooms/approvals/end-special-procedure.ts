import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { endSpecialProcedure } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

export default operation(endSpecialProcedure, {
  allow: handles('reviewer'),
  async run(ctx) {
    const { tx, input, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp } = await fire(ctx, at, 'special-procedure.ended')
    const special = at.version.content.specialProcedures.find((s) => s.element === stamp.step)
    const act = acts['special-procedure.ended']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: special?.basis ?? [{ law: '行政许可法', article: 45 }],
      public: { ...stamp, element: stamp.step },
      private: { result: input.result },
    })
    return { act, output: output(at) }
  },
})
