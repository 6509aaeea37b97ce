import { systemOnly } from '../../kernel/platform/index.ts'
import { giveBack, hearMarket } from '../../trade/entry/index.ts'
import { type Lot, lot, step } from './case.kind.ts'
import { close, hear } from './contract.ts'

/** By the system alone, with the sale’s own result. Where nothing was dealt nobody’s deposit stays. */
export default step(close, {
  act: 'land.closed',
  allow: systemOnly,
  outcome: (i) => i.outcome,
  async also({ at, input, ...ctx }) {
    if (input.outcome === 'failed') await giveBack(ctx, at.facts.entries, undefined, '未成交，退还竞买保证金')
  },
  says: ({ input }) => ({ public: { outcome: input.outcome, bidder: input.bidder, price: input.price } }),
})

/** The sale’s end takes the case on; deposits that came or went back are told to it. */
export const fromMarkets = hearMarket<Lot>({ name: 'land.from-markets', kind: lot, close, hear })
