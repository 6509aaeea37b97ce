import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { storeCameFrom, takeInHand } from './auction.store.ts'
import { cameFrom } from './came-from.ts'
import { placeBid } from './contract.ts'
import { speaksFor } from './for-whom.ts'
import { nextAmount } from './price.rules.ts'
import { stageOf } from './state.shape.ts'
import { ruled, take, took } from './taking.ts'

/** So many steps over the least that is taken, and it is asked whether it is meant. */
const LEAP = 10

export const bidPlaced = operation(placeBid, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, input, problem } = ctx
    const { amount } = input
    const s = await take(ctx, true)
    const mine = (await takeInHand(tx, input.number)).bidders.get((ctx.actor as PersonActor).personId)
    if (!mine) throw problem('NOT_A_BIDDER')
    if (!speaksFor(ctx.actor, mine.forWhom)) throw problem('NO_LONGER_SPEAKS')
    const { bidder } = mine
    const stage = stageOf(s.rules.profile, s.state.stage)
    const price = !(stage?.kind === 'open' && stage.measure === 'second')
    const up = s.rules.profile.direction === 'up'
    if (price && mine.ownLimit !== null && (up ? amount > mine.ownLimit : amount < mine.ownLimit))
      throw problem('OVER_OWN_LIMIT')
    const next = nextAmount(s.rules, s.state, s.now, s.state.bidders[bidder])
    const step = s.rules.terms.steps?.[s.state.stage] ?? s.rules.terms.step
    if (price && !input.sure && next !== null && Math.abs(amount - next) > LEAP * step && amount > next === up)
      throw problem('LEAP')
    const came = cameFrom(ctx.actor, input.number)
    const kept = came && came.digest !== mine.cameFrom ? { from: came.from } : {}
    await ruled(ctx, () => s.do({ type: 'bid', at: s.now, bidder, amount }, 'auction.bid', { bidder, amount }, kept))
    if (came && 'from' in kept) await storeCameFrom(tx, s.a, mine, came.digest)
    return { acts: await s.end(), output: took(s) }
  },
})
