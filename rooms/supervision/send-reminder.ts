import { caseById } from '../../kernel/cases/index.ts'
import { operation, postOf } from '../../kernel/platform/index.ts'
import { addresseeOf } from './addressee.ts'
import { sendReminder } from './contract.ts'
import { supervisesCase } from './policy.ts'
import { putOnRung } from './rung.ts'
import { lightsOfCase } from './supervision.store.ts'

/** The first rung of the ladder. */
export default operation(sendReminder, {
  allow: supervisesCase,
  async run({ tx, actor, input, clock, problem, timer }) {
    const found = await caseById(tx, input.caseId)
    if (!found) throw problem('NO_CASE')
    const unit = addresseeOf(found, await lightsOfCase(tx, found.jurisdiction, found.id), input.unit)
    if (!unit) throw problem('NOT_CONCERNED')
    const { act, id } = await putOnRung(tx, timer, 'reminder', {
      jurisdiction: found.jurisdiction,
      caseId: found.id,
      number: found.number,
      unit,
      office: postOf(actor)!.unitCode,
      ladder: 'standard',
      said: input.said,
      at: clock.now(),
    })
    return { act, output: { id } }
  },
})
