import { caseById } from '../../kernel/cases/index.ts'
import { operation, postOf } from '../../kernel/platform/index.ts'
import { addresseeOf } from './addressee.ts'
import { issueOrder } from './contract.ts'
import { supervisesCase } from './policy.ts'
import { putOnRung } from './rung.ts'
import { lightsOfCase } from './supervision.store.ts'

/** 督办单: for a case under a red light, with a deadline in working days of its own. */
export default operation(issueOrder, {
  allow: supervisesCase,
  async run({ tx, actor, input, clock, problem, timer }) {
    const found = await caseById(tx, input.caseId)
    if (!found) throw problem('NO_CASE')
    const lights = await lightsOfCase(tx, found.jurisdiction, found.id)
    if (!lights.some((l) => l.light === 'red' && l.clearedAt === null)) throw problem('NO_RED')
    const unit = addresseeOf(found, lights, input.unit)
    if (!unit) throw problem('NOT_CONCERNED')
    const { act, id, due } = await putOnRung(
      tx,
      timer,
      'order',
      {
        jurisdiction: found.jurisdiction,
        caseId: found.id,
        number: found.number,
        unit,
        office: postOf(actor)!.unitCode,
        ladder: 'standard',
        said: input.said,
        at: clock.now(),
      },
      { days: input.days },
    )
    return { act, output: { id, due } }
  },
})
