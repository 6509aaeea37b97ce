import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { bidderOf, findAuction, storeLimit } from './auction.store.ts'
import { setLimit } from './contract.ts'

/** The bidder’s own; nobody else reads it, and it is in no published act. */
export default operation(setLimit, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, input, actor, problem }) {
    const auction = await findAuction(tx, input.number)
    if (!auction) throw problem('NO_AUCTION')
    const { personId } = actor as PersonActor
    const mine = await bidderOf(tx, input.number, personId)
    if (!mine) throw problem('NOT_A_BIDDER')
    await storeLimit(tx, auction, mine.bidder, input.limit)
    return {
      act: acts['auction.limit-set']({
        jurisdiction: auction.jurisdiction,
        subject: { kind: 'person', id: personId },
        public: { number: input.number },
        private: { limit: input.limit },
      }),
      output: { number: input.number },
    }
  },
})
