import { issueDocument } from '../../kernel/documents/index.ts'
import { tell } from './contract.ts'
import { repairGuide } from './documents.ts'
import { listingStep } from './listing.kind.ts'
import { figures, listOf } from './lists.ts'
import { repairFrom } from './term.rules.ts'

/** 两书同达: with the decision goes how it is repaired. */
export default listingStep(tell, {
  act: 'listing.told',
  prepare(ctx) {
    const { list, term } = ctx.at.facts
    const { repairable, weight } = listOf(list)!
    const least = figures.at(`least-${weight}`, term!.from).value
    return issueDocument(ctx, ctx.at, repairGuide, { from: repairable ? repairFrom(term!.from, least) : undefined })
  },
  says: ({ made }) => ({ public: { document: made.said }, private: { document: made.content } }),
  output: ({ made }) => ({ document: made.said.number }),
})
