import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { manifestDigest } from '../envelope/manifest.shape.ts'
import { type BidderRow, storeCameFrom, takeInHand } from './auction.store.ts'
import { cameFrom } from './came-from.ts'
import { sealBid, withdrawBid } from './contract.ts'
import { speaksFor } from './for-whom.ts'
import type { Sitting } from './sitting.ts'
import { ruled, take, took } from './taking.ts'

type Ctx = Parameters<typeof take>[0] & { actor: PersonActor }
/** The lot in hand, the bidder who speaks, and the box of the stage that runs. */
async function begin(ctx: Ctx): Promise<{ s: Sitting; mine: BidderRow; box: string }> {
  const s = await take(ctx, true)
  const mine = (await takeInHand(ctx.tx, ctx.input.number)).bidders.get(ctx.actor.personId)
  if (!mine) throw ctx.problem('NOT_A_BIDDER')
  if (!speaksFor(ctx.actor, mine.forWhom)) throw ctx.problem('NO_LONGER_SPEAKS')
  if (!s.a.sealing) throw ctx.problem('NO_BIDS_NOW')
  return { s, mine, box: s.a.sealing.box }
}

/** An envelope that was sealed in the bidder's browser, where no server reads it, and the digest of what must be in it. */
export const bidSealed = operation(sealBid, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { digest, signed, number } = ctx.input
    const { s, mine, box } = await begin(ctx as never)
    const { bidder, personId } = mine
    const came = cameFrom(ctx.actor, number)
    const kept = came && came.digest !== mine.cameFrom ? { from: came.from } : {}
    const said = { bidder, digest, envelope: manifestDigest(signed) }
    await ruled(ctx, () => s.do({ type: 'seal', at: s.now, bidder, digest }, 'auction.sealed', said, kept))
    await ctx.callAsSystem(envelope.take, { number: box, personId, signed })
    if (came && 'from' in kept) await storeCameFrom(ctx.tx, s.a, mine, came.digest)
    return { acts: await s.end(), output: { ...took(s), envelope: said.envelope } }
  },
})

export const bidWithdrawn = operation(withdrawBid, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { s, mine, box } = await begin(ctx as never)
    const { bidder, personId } = mine
    await ruled(ctx, () => s.do({ type: 'retract', at: s.now, bidder }, 'auction.seal-withdrawn', { bidder }))
    await ctx.callAsSystem(envelope.giveBack, { number: box, personId })
    return { acts: await s.end(), output: took(s) }
  },
})
