import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { settleLight } from './contract.ts'
import { lightsFor } from './policy.ts'
import { clearLight, findLight } from './supervision.store.ts'

/** What an act did, no later act undoes by itself: whoever supervises says what was found, and the light goes off. */
export default operation(settleLight, {
  allow: lightsFor,
  async run({ tx, input, clock, problem }) {
    const light = await findLight(tx, input.id, true)
    if (!light) throw problem('NO_LIGHT')
    if (light.clearedAt !== null) throw problem('OFF')
    if (light.clock !== null) throw problem('BY_CLOCK')
    await clearLight(tx, light, clock.now())
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
