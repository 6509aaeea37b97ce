import { newId, operation, type Policy, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { declareOutage } from './contract.ts'
import { insertOutage } from './rule.store.ts'

/** The second level, and the founding of a city whose past is written at once. */
const declares: Policy<unknown> = ({ actor }) =>
  actor.kind === 'system' || postOf(actor, 'chief-supervisor') !== undefined

export default operation(declareOutage, {
  allow: declares,
  async run({ tx, actor, input, clock, problem, home }) {
    const span = { from: new Date(input.from), to: new Date(input.to), why: input.why }
    if (span.to <= span.from) throw problem('BACKWARDS')
    const jurisdiction = postOf(actor)?.jurisdiction ?? home
    const id = newId(clock.now().getTime(), jurisdiction)
    await insertOutage(tx, id, span)
    return {
      act: acts['outage.declared']({ jurisdiction, subject: { kind: 'system', id }, public: input }),
      output: { id },
    }
  },
})
