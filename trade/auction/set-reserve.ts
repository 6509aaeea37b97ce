import { loggedIn, operation } from '../../kernel/platform/index.ts'
import { setReserve } from './contract.ts'
import { hallOf, notInHall, ruled, take } from './taking.ts'
import type { Trustees } from './trustees.ts'

/** By the seller alone, once, in its time; nobody reads it before the end. */
export const setReserveWith = (trustees: Trustees) =>
  operation(setReserve, {
    allow: ({ actor }) => loggedIn(actor),
    async run(ctx) {
      const s = await take(ctx, trustees)
      if (hallOf(ctx.actor, s.a)?.as !== 'seller') throw notInHall()
      const { digest, box } = s.seal(ctx.input.amount)
      await ruled(ctx, () => s.do({ type: 'reserve', at: s.now }, 'auction.reserve-set', { digest }))
      s.a.reserve = box
      return { acts: await s.end(), output: { number: s.a.number } }
    },
  })
