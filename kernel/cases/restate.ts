import { operation, systemOnly } from '../platform/index.ts'
import { caseAt } from './case-at.ts'
import { restateCase } from './contract.ts'
import { looked } from './looked.ts'
import { restateWhole } from './standing.ts'

/** Standing and work anew from acts and marking: after an upgrade, or where somebody wrote into the tables. */
export default operation(restateCase, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const { jurisdiction, id, number } = at.found
    await restateWhole(tx, at, at.acts, clock)
    return {
      act: looked(jurisdiction, number, clock.now()),
      output: { caseId: id, number },
    }
  },
})
