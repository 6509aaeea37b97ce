import { operation, systemOnly } from '../platform/index.ts'
import { openStepsOf } from '../procedure/index.ts'
import { caseAt } from './case-at.ts'
import { restateCase } from './contract.ts'
import { looked } from './looked.ts'
import { restate, workFrom } from './standing.ts'
import { deleteWork, insertWork, onChart } from './work.store.ts'

/** Standing and work anew from acts and marking: after an upgrade, or where somebody wrote into the tables. */
export default operation(restateCase, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const { jurisdiction, id, number } = at.found
    const since = new Map(at.work.map((w) => [w.element, w.openedAt]))
    const standing = await restate(tx, at, at.acts, clock)
    await deleteWork(
      tx,
      jurisdiction,
      id,
      onChart(at.work).map((w) => w.element),
    )
    const open = await openStepsOf(tx, jurisdiction, id)
    const fresh = await Promise.all(
      open.map(async (s) => (await workFrom(tx, at, [s], since.get(s.element) ?? clock.now(), standing.due))[0]!),
    )
    await insertWork(tx, fresh)
    return {
      act: looked(jurisdiction, number, clock.now()),
      output: { caseId: id, number },
    }
  },
})
