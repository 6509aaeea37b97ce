import { operation, systemOnly, text } from '../../kernel/platform/index.ts'
import { procedureOf } from '../../kernel/procedure/index.ts'
import { acts } from './acts.ts'
import { ringTimer } from './contract.ts'
import { caseAt, fireElement, output } from './step.ts'

/** A timer event of the chart is due: its step fires by the clock, at the instant that the chart gave it. */
export default operation(ringTimer, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const step = (await procedureOf(tx, at.stamp.chartDigest)).steps[input.element]
    if (step?.kind !== 'timer') throw problem('NOT_OPEN')
    const { ended, stamp } = await fireElement(ctx, at, input.element, { outcome: null })
    if (ended) await timer.cancel(at.found.jurisdiction, at.found.id)
    const act = acts['timer.rang']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      public: {
        ...stamp,
        element: input.element,
        name: text(step.name, step.nameEn ?? step.name),
        timer: step.timer!,
        closed: ended,
      },
    })
    return { act, output: output(at) }
  },
})
