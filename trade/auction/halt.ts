import { loggedIn, operation, type PersonActor, text } from '../../kernel/platform/index.ts'
import { askHalt, confirmHalt } from './contract.ts'
import type { Sitting } from './sitting.ts'
import { ENDED, type State } from './state.shape.ts'
import { hallOf, notInHall, ruled, take } from './taking.ts'

const wordOf = (actor: PersonActor) =>
  text(`${actor.post!.unitName.zh} ${actor.post!.title.zh}`, `${actor.post!.unitName.en}, ${actor.post!.title.en}`)

export const haltAsked = operation(askHalt, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { what, reason, from } = ctx.input
    const actor = ctx.actor as PersonActor
    const s = await take(ctx)
    if (!hallOf(actor, s.a)) throw notInHall()
    const frozen = s.state.frozenAt !== null
    if (s.state.stage === ENDED) throw ctx.problem('ENDED')
    if (what === 'resume' && !frozen) throw ctx.problem('NOT_FROZEN')
    if (s.a.asked || (what === 'freeze' && frozen)) throw ctx.problem('ALREADY')
    const by = wordOf(actor)
    s.a.asked = { what, reason, personId: actor.personId, by, from: from ?? null }
    await s.do({ type: 'note', at: s.now }, 'auction.halt-asked', { what, reason, by: [by] })
    return { acts: await s.end(), output: { number: s.a.number } }
  },
})

/** The second person: another one, of another post. */
export const haltConfirmed = operation(confirmHalt, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const actor = ctx.actor as PersonActor
    const s = await take(ctx)
    if (!hallOf(actor, s.a)) throw notInHall()
    const { asked } = s.a
    if (!asked) throw ctx.problem('NOTHING')
    if (ctx.input.agree && asked.personId === actor.personId) throw ctx.problem('SAME_PERSON')
    s.a.asked = null
    const said = { reason: asked.reason, by: [asked.by, wordOf(actor)] }
    await ruled(ctx, () => {
      if (!ctx.input.agree)
        return s.do({ type: 'note', at: s.now }, 'auction.said', { words: `不同意 declined: ${asked.reason}` })
      if (asked.what === 'resume') {
        const from = goesOn(s, s.state, asked.from)
        return s.do({ type: 'resume', at: s.now, from }, 'auction.resumed', {
          ...said,
          from: new Date(from).toISOString(),
        })
      }
      const type = asked.what === 'freeze' ? 'auction.frozen' : 'auction.terminated'
      return s.do({ type: asked.what, at: s.now }, type, said)
    })
    return { acts: await s.end(), output: { number: s.a.number, done: ctx.input.agree } }
  },
})

/** At once after a short freeze, after notice after a long one, or when it was said, if that is later. */
function goesOn(s: Sitting, state: State, asked: string | null): number {
  const { atOnceBelow, notice } = s.rules.profile.freeze
  const stood = s.now - state.frozenAt!
  const least = notice !== null && (atOnceBelow === null || stood >= atOnceBelow) ? s.now + notice : s.now
  return Math.max(least, asked ? Date.parse(asked) : 0)
}
