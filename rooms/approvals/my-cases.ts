import { contract as cases, draftsOf, ofDraftKey } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { actsOfMany, loggedIn, type PersonActor, query } from '../../kernel/platform/index.ts'
import { approval } from './case.kind.ts'
import { myCases } from './contract.ts'

export default query(myCases, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, clock, actor, input, call }) {
    const drafts = []
    for (const draft of await draftsOf(tx, (actor as PersonActor).personId)) {
      const of = ofDraftKey(draft.itemCode)
      const item = of && (await publishedItem(tx, of.itemCode, clock.now()))
      if (item) drafts.push({ ...of, updatedAt: draft.updatedAt, itemName: item.content.name })
    }
    const mine = await call(cases.myCases, { ...input, kind: approval.kind })
    const { personId } = actor as PersonActor
    const places = [...new Set(mine.cases.map((r) => r.number.slice(0, 6)))]
    const own = places.length > 0 ? (await actsOfMany(tx, places, [personId])).get(personId) : []
    const together = (own ?? []).flatMap((a) =>
      a.type === 'applications.submitted-together'
        ? { itemCode: a.public.itemCode, batch: a.public.batch, cases: a.public.numbers.length, at: a.happenedAt }
        : [],
    )
    return { ...mine, drafts, together: together.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, 20) }
  },
})
