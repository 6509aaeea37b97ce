import { defineRoom, type Room, text } from '../../kernel/platform/index.ts'
import { admitWith } from './admit.ts'
import announce from './announce.ts'
import { auctionsCheck } from './checks.ts'
import * as contract from './contract.ts'
import { goOnWith } from './go-on.ts'
import { sayWith, signRecordWith, tickWith } from './hall.ts'
import { askHaltWith, confirmHaltWith } from './halt.ts'
import { fromEnvelopes, openReserveWith } from './open-reserve.ts'
import { placeBidWith } from './place-bid.ts'
import { prepareReserveWith } from './prepare-reserve.ts'
import { KEEPER, NOTARY, WATCHER } from './roles.ts'
import seen from './seen.ts'
import setLimit from './set-limit.ts'
import { setReserveWith } from './set-reserve.ts'
import { TICK } from './sitting.ts'
import type { Trustees } from './trustees.ts'
import { listAuctions, viewAuction, viewLog } from './views.ts'
import whose from './whose.ts'

export * as contract from './contract.ts'
export { enterReserve, releaseReserve } from './demo-reserve.ts'
export { type ForWhom, forWhom } from './for-whom.shape.ts'
export { principalOf } from './for-whom.ts'
export { beatAll, SILENT } from './pulse.ts'
export { KEEPER, NOTARY, WATCHER } from './roles.ts'
export { freshKey, type Trustees, trusteesIn, trusteesOf } from './trustees.ts'
export { verifyLog } from './verify.rules.ts'
export { stageTitle } from './views.ts'

export const auctionRoom = (trustees: Trustees): Room =>
  defineRoom({
    name: 'auction',
    title: text('竞价', 'Sales'),
    roles: {
      [KEEPER]: text('竞价主持', 'Keeper of the hall'),
      [NOTARY]: text('公证', 'Notary'),
      [WATCHER]: text('交易监督', 'Market supervision'),
    },
    operations: [
      announce,
      admitWith(trustees),
      placeBidWith(trustees),
      goOnWith(trustees),
      setLimit,
      prepareReserveWith(trustees),
      setReserveWith(trustees),
      openReserveWith(trustees),
      askHaltWith(trustees),
      confirmHaltWith(trustees),
      sayWith(trustees),
      signRecordWith(trustees),
      tickWith(trustees),
      viewAuction,
      viewLog,
      seen,
      listAuctions,
      whose,
    ],
    consumers: [fromEnvelopes],
    checks: [auctionsCheck],
    timers: {
      [TICK]: (timer) => ({ contract: contract.tick, input: { number: timer.payload.number, rang: true } }),
    },
  })
