import { operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { settleLight } from './contract.ts'
import { lightsFor } from './policy.ts'
import { lookAtCase } from './rung.ts'
import { clearLight, findLight } from './supervision.store.ts'

/** What an act did, no later act undoes by itself: whoever supervises says what was found, and the light goes off; never the unit itself. */
export default operation(settleLight, {
  allow: lightsFor,
  async run({ tx, actor, input, clock, problem, timer }) {
    const light = await findLight(tx, input.id, true)
    if (!light) throw problem('NO_LIGHT')
    if (light.clearedAt !== null) throw problem('OFF')
    if (light.clock !== null) throw problem('BY_CLOCK')
    if (light.unit === postOf(actor)!.unitCode) throw problem('OWN_UNIT')
    await clearLight(tx, light, clock.now(), 'found')
    await lookAtCase(timer, light.jurisdiction, light.caseId, clock.now())
    const { jurisdiction, id, number, unit, office, rule } = light
    const act = acts['light.settled']({
      jurisdiction,
      subject: { kind: 'order', id },
      public: { number, unit, office, rule, light: light.light },
      private: { finding: input.finding },
    })
    return { act, output: { id } }
  },
})
