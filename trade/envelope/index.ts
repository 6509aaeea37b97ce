import { defineRoom, text } from '../../kernel/platform/index.ts'
import { announced, called, disclosed, lateRecorded, moved, SEAL, sealed, shutBox } from './box.ts'
import * as contract from './contract.ts'
import { CHECK, documentsChecked, OPEN, opened, released } from './opening.ts'
import { TRUSTEE } from './roles.ts'
import { admitted, givenBack, partKept, submitted, taken, withdrawn } from './submit.ts'
import { challenged, registered, rehearsed } from './trustee-keys.ts'
import {
  boxesOfTrustee,
  envelopesToRelease,
  fileOfBid,
  keptPartsOf,
  openingRecordOf,
  resultsOfBox,
  trusteeKeys,
  viewed,
} from './views.ts'

export { sourceOf } from './content.rules.ts'
export * as contract from './contract.ts'
export { type DemoBid, pdf, releaseShares, submitBid } from './demo-bid.ts'
export { DEMO_PASSPHRASE, demoKey, demoKeyFile } from './demo-keys.ts'
export type { BoxTerms } from './manifest.shape.ts'
export { partAction } from './part-action.ts'
export { TRUSTEE } from './roles.ts'

export default defineRoom({
  name: 'envelope',
  title: text('密封投标', 'Sealed bids'),
  roles: { [TRUSTEE]: text('开标受托人', 'Trustee of openings') },
  operations: [
    registered,
    trusteeKeys,
    announced,
    moved,
    admitted,
    challenged,
    rehearsed,
    partKept,
    keptPartsOf,
    submitted,
    withdrawn,
    taken,
    givenBack,
    lateRecorded,
    sealed,
    called,
    disclosed,
    shutBox,
    boxesOfTrustee,
    envelopesToRelease,
    released,
    opened,
    documentsChecked,
    viewed,
    openingRecordOf,
    resultsOfBox,
    fileOfBid,
  ],
  timers: {
    [SEAL]: (timer) => ({ contract: contract.seal, input: { number: timer.payload.number } }),
    [OPEN]: (timer) => ({ contract: contract.open, input: { number: timer.payload.number } }),
    [CHECK]: (timer) => ({
      contract: contract.checkDocuments,
      input: { number: timer.payload.number, digest: timer.payload.digest },
    }),
  },
})
