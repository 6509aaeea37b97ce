import { loggedIn, operation } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { setReserve } from './contract.ts'
import { hallOf, notInHall, ruled, take } from './taking.ts'

/**
 * By the seller alone, once, in its time: an envelope that no server can read, and the digest of what must be in it. Its box is shut at
 * once, so that it can be neither replaced nor withdrawn; it opens when the sale has ended, by its trustees.
 */
export const reserveSet = operation(setReserve, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { digest, signed } = ctx.input
    const s = await take(ctx)
    if (hallOf(ctx.actor, s.a)?.as !== 'seller') throw notInHall()
    const kept = s.a.reserve
    if (!kept) throw ctx.problem('NOT_PREPARED')
    await ruled(ctx, () => s.do({ type: 'reserve', at: s.now }, 'auction.reserve-set', { digest, box: kept.box }))
    const receipt = await ctx.call(envelope.submit, { number: kept.box, signed })
    await ctx.callAsSystem(envelope.seal, { number: kept.box, early: true })
    s.a.reserve = { ...kept, digest, envelope: receipt.digest }
    return { acts: await s.end(), output: { number: s.a.number, envelope: receipt.digest } }
  },
})
