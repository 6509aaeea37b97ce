import { acceptRepair } from './contract.ts'
import { changeListing, listingByNumber } from './credit.store.ts'
import { repairStep } from './repair.kind.ts'

export default repairStep(acceptRepair, {
  act: 'repair.accepted',
  outcome: (i) => i.outcome,
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { reason: input.reason } }),
  async also({ tx, at, input }) {
    if (input.outcome === 'refuse')
      await changeListing(tx, (await listingByNumber(tx, at.facts.listing))!, { repair: '' })
  },
})
