import { addWorkingDays, dayOf, endOfDay } from '../../kernel/calendar/index.ts'
import { materialsOfCase } from '../../kernel/cases/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { answerCorrection } from './contract.ts'
import { appliedForIt } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** The applicant answers; the five days for the clerk run anew, and silence accepts. */
export default operation(answerCorrection, {
  allow: appliedForIt,
  async run(ctx) {
    const { tx, input, clock, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp } = await fire(ctx, at, 'correction.answered')
    const due = endOfDay(addWorkingDays(dayOf(clock.now()), at.version.content.correctionDays.value))
    await timer.set({ kind: 'approvals.silence', jurisdiction: at.found.jurisdiction, subjectId: at.found.id, due })
    const materials = await materialsOfCase(tx, at.found.jurisdiction, at.found.id)
    const act = acts['correction.answered']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 32 }],
      public: stamp,
      private: { answer: input.answer, materials: materials.map((m) => m.sha256) },
    })
    return { act, output: output(at) }
  },
})
