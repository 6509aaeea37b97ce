import { step } from '../case.kind.ts'
import { transfer } from '../contract.ts'
import { itemOf, listNumbered } from '../list/list.store.ts'
import { wrongItems } from './findings.rules.ts'

/** To the unit whose item it is. Enforcement reads the act; nothing is called across rooms. */
export default step(transfer, {
  act: 'inspection.transferred',
  check({ at, input, problem }) {
    if (!wrongItems(at.facts.visited?.lines ?? []).includes(input.item))
      throw problem('NO_PROBLEM', { fields: { item: transfer.errors.NO_PROBLEM } })
  },
  async prepare({ tx, at, input }) {
    const list = await listNumbered(tx, at.facts.list)
    return (list && itemOf(list, input.item)?.unit) ?? at.found.unit
  },
  says: ({ at, input, made }) => ({
    basis: [{ law: '行政处罚法', article: 54 }],
    public: {
      number: at.found.number,
      unit: made,
      place: at.found.jurisdiction,
      subject: at.facts.uscc,
      item: input.item,
      at: at.facts.visited!.at.toISOString(),
    },
    private: { facts: input.facts },
  }),
})
