import { text } from '../../kernel/platform/text.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'

/** As it was told when it happened, whichever markets tell of it; oldest first. */
export const releases = {
  ...releasesContract('contracting.releases', text('开放合同数据', 'Open contracting data')),
  // At the centre, to which the rows of all places come: a framework’s orders are of their buyers’ places.
  place: () => undefined,
}
