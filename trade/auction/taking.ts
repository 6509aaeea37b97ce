// What every operation of the auction begins and ends with.
import {
  type ActDraft,
  type Actor,
  type HeldPost,
  Problem,
  type ReadContext,
  standardProblem,
  type Timers,
  text,
} from '../../kernel/platform/index.ts'
import { type Auction, takeInHand } from './auction.store.ts'
import { KEEPER, NOTARY, WATCHER } from './roles.ts'
import { Sitting } from './sitting.ts'
import { AuctionRefusal } from './state.shape.ts'

type Ctx = Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'> & {
  timer: Timers
  problem: any
  input: { number: string }
}

/** The lot in hand, with all that time did to it. */
export async function take(ctx: Ctx, settle = false): Promise<Sitting> {
  const { auction: found } = await takeInHand(ctx.tx, ctx.input.number)
  if (!found) throw ctx.problem('NO_AUCTION')
  const sitting = await Sitting.begin(ctx, found, settle ? found.profile.settle : 0)
  // A moment, until the platform has said what its silence was; whoever repeats the command is answered then.
  if (!sitting) throw standardProblem('UNAVAILABLE')
  return sitting
}

/** A refusal by the rules as the contract’s problem, with what would be taken. */
export async function ruled(ctx: Pick<Ctx, 'problem'>, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AuctionRefusal)) throw error
    const yuan =
      error.least === null ? undefined : (error.least / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
    const priced = yuan !== undefined && ['TOO_LOW', 'TOO_HIGH', 'ABOVE_CAP', 'NOT_IN_UNITS'].includes(error.code)
    throw ctx.problem(
      error.code,
      priced
        ? {
            fields: {
              amount: text(
                `现在可报 ${yuan} 元起算的整单位数。`,
                `What is taken now begins at ${yuan} yuan, in whole units.`,
              ),
            },
          }
        : {},
    )
  }
}

export const took = (s: Sitting) => ({
  number: s.a.number,
  n: s.state.n,
  at: new Date(s.now),
  until: s.state.until === null ? null : new Date(s.state.until),
})

/** As whom somebody stands in the hall. */
export function hallOf(
  actor: Actor,
  a: Pick<Auction, 'seller' | 'jurisdiction'>,
): { as: 'seller' | 'keeper' | 'notary' | 'watcher'; post: HeldPost } | undefined {
  const post = actor.kind === 'person' ? actor.post : undefined
  if (!post) return undefined
  const of = { [KEEPER]: 'keeper', [NOTARY]: 'notary', [WATCHER]: 'watcher' }[post.role] as
    | 'keeper'
    | 'notary'
    | 'watcher'
    | undefined
  if (of && post.jurisdiction === a.jurisdiction) return { as: of, post }
  return post.unitCode === a.seller ? { as: 'seller', post } : undefined
}

export const FORBIDDEN = {
  status: 403,
  ...text('您不在这场竞价的大厅里。', 'You have no part in the hall of this sale.'),
}
export const notInHall = () => new Problem('FORBIDDEN', FORBIDDEN)
export type Done = { acts: [ActDraft, ...ActDraft[]] }
