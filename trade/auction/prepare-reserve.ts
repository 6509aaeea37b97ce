import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { listingEnd, reserveOpen } from './apply.rules.ts'
import { prepareReserve } from './contract.ts'
import { hallOf, notInHall, take } from './taking.ts'

/**
 * A box for the reserve alone, and who fills it in: whoever of the seller asks. Its trustees release nothing before the listing's end by
 * their own clocks. Asked again (another person, a listing that was moved) there is a new box; the old one stays empty.
 */
export const reservePrepared = operation(prepareReserve, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { callAsSystem, input, problem } = ctx
    const s = await take(ctx)
    if (hallOf(ctx.actor, s.a)?.as !== 'seller') throw notInHall()
    const { terms } = s.rules
    if (s.state.reserveSet) throw problem('ALREADY')
    if (!terms.reserve || !reserveOpen(s.rules, s.state, s.now)) throw problem('RESERVE_TIME')
    if (new Set(input.trustees).size !== input.trustees.length) throw problem('TRUSTEES')
    const no = (s.a.reserve?.no ?? 0) + 1
    const box = `${s.a.number}-R${no}`
    await callAsSystem(envelope.announce, {
      ...{ jurisdiction: s.a.jurisdiction, number: box, lot: 'reserve', trustees: input.trustees },
      threshold: Math.floor(input.trustees.length / 2) + 1,
      deadline: new Date(listingEnd(s.rules, s.state)).toISOString(),
    })
    const { personId, name } = ctx.actor as PersonActor
    await callAsSystem(envelope.admit, { number: box, personId, name })
    await s.do({ type: 'note', at: s.now }, 'auction.reserve-prepared', { box, trustees: input.trustees })
    s.a.reserve = { box, no, digest: null, envelope: null, called: false, fault: null }
    return { acts: await s.end(), output: { number: s.a.number, box } }
  },
})
