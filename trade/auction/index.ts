import { defineRoom, text } from '../../kernel/platform/index.ts'
import { admitted } from './admit.ts'
import announce from './announce.ts'
import { auctionsCheck } from './checks.ts'
import * as contract from './contract.ts'
import { wentOn } from './go-on.ts'
import { recordSigned, said, ticked } from './hall.ts'
import { haltAsked, haltConfirmed } from './halt.ts'
import { listAuctions } from './list.ts'
import { bidsOpened, fromEnvelopes, reserveOpened } from './open-envelopes.ts'
import { bidPlaced } from './place-bid.ts'
import { reservePrepared } from './prepare-reserve.ts'
import { KEEPER, NOTARY, WATCHER } from './roles.ts'
import { bidSealed, bidWithdrawn } from './seal-bid.ts'
import seen from './seen.ts'
import setLimit from './set-limit.ts'
import { reserveSet } from './set-reserve.ts'
import { TICK } from './sitting.ts'
import { viewAuction, viewLog } from './views.ts'
import whose from './whose.ts'

export * as contract from './contract.ts'
export { enterReserve, enterSealedBid, releaseInTurn } from './demo-sealed.ts'
export { type ForWhom, forWhom } from './for-whom.shape.ts'
export { principalOf } from './for-whom.ts'
export { beatAll, SILENT } from './pulse.ts'
export { KEEPER, NOTARY, WATCHER } from './roles.ts'
export { verifyLog } from './verify.rules.ts'
export { stageTitle } from './views.ts'

export const auctionRoom = defineRoom({
  name: 'auction',
  title: text('竞价', 'Sales'),
  roles: {
    [KEEPER]: text('竞价主持', 'Keeper of the hall'),
    [NOTARY]: text('公证', 'Notary'),
    [WATCHER]: text('交易监督', 'Market supervision'),
  },
  operations: [
    ...[announce, admitted, bidPlaced, bidSealed, bidWithdrawn, wentOn, setLimit],
    ...[reservePrepared, reserveSet, reserveOpened, bidsOpened],
    ...[haltAsked, haltConfirmed, said, recordSigned, ticked],
    ...[viewAuction, viewLog, seen, listAuctions, whose],
  ],
  consumers: [fromEnvelopes],
  checks: [auctionsCheck],
  timers: {
    [TICK]: (timer) => ({ contract: contract.tick, input: { number: timer.payload.number, rang: true } }),
  },
})
