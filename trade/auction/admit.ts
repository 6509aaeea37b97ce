import { randomInt } from 'node:crypto'
import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { insertBidder } from './auction.store.ts'
import { admit } from './contract.ts'
import { ruled, take } from './taking.ts'
import type { Trustees } from './trustees.ts'

/** Numbers by chance, so that they say nothing of who came when. */
function freeNumber(taken: Record<string, unknown>): number {
  for (;;) {
    const n = randomInt(1000, 10_000)
    if (!(n in taken)) return n
  }
}

export const admitWith = (trustees: Trustees) =>
  operation(admit, {
    allow: systemOnly,
    async run(ctx) {
      const { personId, name, rank, order = null, deposit = null, forWhom = null } = ctx.input
      const s = await take(ctx, trustees)
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
      return { acts: await s.end(), output: { bidder } }
    },
  })
