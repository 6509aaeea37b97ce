// The draw of a committee: seed committed with the notice, pool closed once it is known who bids, drawn after a checkpoint.
import { closeDraw as close, commitDraw as commit, revealDraw as open } from '../../kernel/draw/index.ts'
import { operation, systemOnly, text } from '../../kernel/platform/index.ts'
import { closeDraw, commitDraw, revealDraw } from './contract.ts'

export const committed = operation(commitDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { jurisdiction, number } = ctx.input
    const purpose = text(`${number} 评审专家和系数`, `Experts and coefficients of ${number}`)
    const { id, act } = await commit(ctx, { jurisdiction, purpose })
    return { act, output: { id } }
  },
})
export const closed = operation(closeDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { id, ...closing } = ctx.input
    return { act: await close(ctx, id, closing), output: { id } }
  },
})
export const revealed = operation(revealDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { result, act } = await open(ctx, ctx.input.id)
    return { act, output: { drawn: result.drawn.map(({ pool, ids }) => ({ pool, ids })), numbers: result.numbers } }
  },
})
