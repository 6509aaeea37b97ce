import { query, systemOnly } from '../../kernel/platform/index.ts'
import { biddersOf, findAuction } from './auction.store.ts'
import { whose } from './contract.ts'

/** Behind a number: for the market’s own steps after the deal. */
export default query(whose, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const a = await findAuction(tx, input.number)
    const found = a && (await biddersOf(tx, a)).find((b) => b.bidder === input.bidder)
    if (!found) throw problem('NO_AUCTION')
    return { personId: found.personId, name: found.name }
  },
})
