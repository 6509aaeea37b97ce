import { dayOf } from '../../../kernel/calendar/index.ts'
import { newId, operation, type PersonActor, postOf } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { proposePlan } from '../contract.ts'
import { itemOf, listOn } from '../list/list.store.ts'
import { plansVisits } from '../policy.ts'
import { insertPlan } from './plan.store.ts'

/** Each line has an item of the unit itself; those of others with it make one joint visit 综合查一次. */
export default operation(proposePlan, {
  allow: plansVisits,
  async run({ tx, actor, input, clock, problem }) {
    const { unitCode: unit, jurisdiction } = postOf(actor)!
    const at = clock.now()
    const list = await listOn(tx, dayOf(at))
    if (!list) throw problem('NO_LIST')
    for (const [i, line] of input.lines.entries()) {
      const items = line.items.map((code) => itemOf(list, code))
      if (items.some((x) => !x) || !items.some((x) => x?.unit === unit))
        throw problem('NO_ITEM', { fields: { [`lines[${i}].items`]: proposePlan.errors.NO_ITEM } })
    }
    const id = newId(at.getTime(), jurisdiction)
    const { year, title, lines } = input
    const proposedBy = (actor as PersonActor).personId
    await insertPlan(tx, { jurisdiction, id, unit, year, title, lines, proposedBy, proposedAt: at })
    const act = acts['inspection-plan.proposed']({
      jurisdiction,
      subject: { kind: 'plan', id },
      public: { unit, year, lines },
    })
    return { act, output: { id } }
  },
})
