import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { bidderOf } from './auction.store.ts'
import { goOn } from './contract.ts'
import { speaksFor } from './for-whom.ts'
import { ruled, take, took } from './taking.ts'

export const wentOn = operation(goOn, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const mine = await bidderOf(ctx.tx, ctx.input.number, (ctx.actor as PersonActor).personId)
    const s = await take(ctx, true)
    if (!mine) throw ctx.problem('NOT_A_BIDDER')
    if (!speaksFor(ctx.actor, mine.forWhom)) throw ctx.problem('NO_LONGER_SPEAKS')
    const { bidder } = mine
    await ruled(ctx, () => s.do({ type: 'agree', at: s.now, bidder }, 'auction.agreed', { bidder }))
    return { acts: await s.end(), output: took(s) }
  },
})
