import { createHash } from 'node:crypto'
import { actsOf, loggedIn, operation, systemOnly } from '../../kernel/platform/index.ts'
import { lineOf } from './acts.ts'
import { lockAuction, storeAuction } from './auction.store.ts'
import { say, signRecord, tick } from './contract.ts'
import { looked, Sitting } from './sitting.ts'
import { ENDED } from './state.shape.ts'
import { hallOf, notInHall, take } from './taking.ts'

/** What time did, where nobody else came to write it. */
export const ticked = operation(tick, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, problem } = ctx
    const a = await lockAuction(tx, input.number)
    if (!a) throw problem('NO_AUCTION')
    const s = await Sitting.begin(ctx, a, a.profile.settle)
    if (s) return { acts: await s.end(input.rang), output: { number: a.number } }
    // Nothing is decided in a silence: the beat that ends it looks again, and sets the timer.
    await storeAuction(tx, { ...a, ringsAt: null })
    return { act: looked(a, ctx.clock.now()), output: { number: a.number } }
  },
})

export const said = operation(say, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const s = await take(ctx)
    if (!hallOf(ctx.actor, s.a)) throw notInHall()
    await s.do({ type: 'note', at: s.now }, 'auction.said', { words: ctx.input.words })
    return { acts: await s.end(), output: { number: s.a.number } }
  },
})

/** The notary signs all entries there are after the end: their number, and SHA-256 over their lines. */
export const recordSigned = operation(signRecord, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const s = await take(ctx)
    if (hallOf(ctx.actor, s.a)?.as !== 'notary') throw notInHall()
    if (s.state.stage !== ENDED) throw ctx.problem('NOT_ENDED')
    const list = await actsOf(ctx.tx, s.a.jurisdiction, s.a.id)
    if (list.some((a) => a.type === 'auction.recorded')) throw ctx.problem('ALREADY')
    const lines = list.slice(1).map((a) => JSON.stringify(lineOf(a)))
    const digest = createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex')
    const said = { entries: lines.length, digest }
    await s.do({ type: 'note', at: s.now }, 'auction.recorded', said)
    return { acts: await s.end(), output: { number: s.a.number, ...said } }
  },
})
