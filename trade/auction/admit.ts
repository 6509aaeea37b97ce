import { randomInt } from 'node:crypto'
import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { insertBidder } from './auction.store.ts'
import { admit } from './contract.ts'
import { ENDED } from './state.shape.ts'
import { ruled, take } from './taking.ts'

/** Numbers by chance, so that they say nothing of who came when. */
function freeNumber(taken: Record<string, unknown>): number {
  for (;;) {
    const n = randomInt(1000, 10_000)
    if (!(n in taken)) return n
  }
}

export const admitted = operation(admit, {
  allow: systemOnly,
  async run(ctx) {
    const { personId, name, rank, order = null, deposit = null, forWhom = null } = ctx.input
    const s = await take(ctx)
    const bidder = freeNumber(s.state.bidders)
    await ruled(ctx, () =>
      s.do(
        { type: 'join', at: s.now, bidder, ...(rank ? { rank } : {}) },
        'auction.joined',
        { bidder, ...(rank ? { rank } : {}) },
        { who: name },
      ),
    )
    await insertBidder(ctx.tx, s.a, { bidder, personId, name, order, deposit, forWhom })
    if (s.a.sealing && !s.a.sealing.called && s.state.stage !== ENDED)
      await ctx.callAsSystem(envelope.admit, { number: s.a.sealing.box, personId, name, bidder })
    return { acts: await s.end(), output: { bidder } }
  },
})
