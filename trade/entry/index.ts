export {
  AGREEMENT,
  type Articles,
  BUYING,
  companiesOf,
  type Fault,
  faultsOf,
  type Joint,
  type Member,
  membersOf,
  readMembers,
  writeMembers,
} from './consortium.rules.ts'
export { BIDDER, enter, hasEntered, JOINT, namesIn } from './enter.ts'
export {
  decided,
  type Entry,
  entered,
  type Kept,
  kept,
  MOVES,
  type Move,
  moved,
  owedBack,
  passed,
} from './entry.rules.ts'
export { type Ended, hearMarket } from './hear.ts'
export { inWhoseName } from './in-whose-name.ts'
export { alsoLots, fullHands, type Lot, lotNumber, lotsOf, mayBid, type WithLots } from './lots.ts'
export { chargePrice, type Instalment, instalmentsOf } from './price.ts'
export { admit, giveBack, type Holder, holdersOf } from './settle.ts'
