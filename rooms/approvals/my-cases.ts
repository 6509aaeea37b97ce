import { contract as cases, draftsOf, ofDraftKey } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { loggedIn, type PersonActor, query } from '../../kernel/platform/index.ts'
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
    return { ...(await call(cases.myCases, { ...input, kind: approval.kind })), drafts }
  },
})
