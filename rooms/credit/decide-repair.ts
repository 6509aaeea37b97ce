import { issueDocument } from '../../kernel/documents/index.ts'
import { contract as parties } from '../../kernel/parties/index.ts'
import { decideRepair, endListing } from './contract.ts'
import { changeListing, listingByNumber } from './credit.store.ts'
import { repairLetter } from './documents.ts'
import { repairStep } from './repair.kind.ts'

/** By who listed it; where granted, display, sharing and measures end with the mark, in this transaction. */
export default repairStep(decideRepair, {
  act: 'repair.decided',
  outcome: (i) => i.outcome,
  async prepare(ctx) {
    const { at, tx, input, call, callAsSystem } = ctx
    const row = (await listingByNumber(tx, at.facts.listing))!
    // It may have ended in the meantime: then there is nothing left to lift, and the letter says so all the same.
    if (input.outcome === 'grant' && row.ended === null) {
      await call(parties.lift, { id: row.mark!, reason: input.reason.slice(0, 1000) })
      await callAsSystem(endListing, { caseId: row.caseId, how: 'repaired', by: at.found.number })
    }
    await changeListing(tx, row, { repair: '' })
    return issueDocument(ctx, at, repairLetter, input)
  },
  says: ({ input, made }) => ({
    public: { outcome: input.outcome, document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
