import { defineRoom, text } from '../../kernel/platform/index.ts'
import { fromBoxes, orderedAgain, wentEarly } from './early.ts'
import { fromBank, heard } from './hear.ts'

export { type BidderRow, biddersOf, earlyOf, numberOfBidder } from './bond.store.ts'
export { enrol, inTime, keepBond, ownBond, returnBonds } from './bonds.ts'
export * as contract from './contract.ts'
export { interestOf } from './interest.rules.ts'

export default defineRoom({
  name: 'bond',
  title: text('投标保证金', 'Bonds'),
  operations: [heard, wentEarly, orderedAgain],
  consumers: [fromBank, fromBoxes],
})
