import { anyone, query } from '../../../kernel/platform/index.ts'
import { plans } from '../contract.ts'
import { unitNames } from '../visit/results.ts'
import { listPlans, tasksOfPlans } from './plan.store.ts'

/** Plans are public once approved; what is proposed or returned is the unit's. */
export default query(plans, {
  allow: anyone,
  async run({ tx, actor, input }) {
    const nameOf = await unitNames(tx)
    const own = actor.kind === 'person' ? actor.post?.unitCode : undefined
    const all = (await listPlans(tx, input.unit)).filter((p) => p.state === 'approved' || p.unit === own)
    const carried = await tasksOfPlans(
      tx,
      all.map((p) => p.id),
    )
    return all.map((p) => ({
      id: p.id,
      unit: p.unit,
      unitName: nameOf(p.unit),
      year: p.year,
      title: p.title,
      lines: p.lines.map((line, n) => ({
        ...line,
        task: carried.find((k) => k.plan === p.id && k.line === n)?.id ?? null,
      })),
      state: p.state,
      opinion: p.unit === own ? p.opinion : null,
      mine: actor.kind === 'person' && p.proposedBy === actor.personId,
    }))
  },
})
