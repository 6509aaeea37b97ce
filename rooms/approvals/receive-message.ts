import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { procedureOf } from '../../kernel/procedure/index.ts'
import { acts } from './acts.ts'
import { receiveMessage } from './contract.ts'
import { caseAt, fireElement, output } from './step.ts'

/** Another case's chart sent what this one waits for; the sender's transaction brings it here. */
export default operation(receiveMessage, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, timer, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const step = (await procedureOf(tx, at.stamp.chartDigest)).steps[input.element]
    if (!step?.message) throw problem('NOT_OPEN')
    const { ended, stamp } = await fireElement(ctx, at, input.element, { outcome: null })
    if (ended) await timer.cancel(at.found.jurisdiction, at.found.id)
    const act = acts['message.received']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      public: { ...stamp, name: step.message, from: input.from, closed: ended },
    })
    return { act, output: output(at) }
  },
})
