import { type Consumer, consumer, operation, systemOnly } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { findAuction, lockAuction } from './auction.store.ts'
import { openBids, openReserve } from './contract.ts'
import { reserveDigest } from './digest.rules.ts'
import { Sitting } from './sitting.ts'
import { take } from './taking.ts'

/** What the trustees opened, against the digest that was published with it: the reserve, or whose fault it is that there is none. */
export const reserveOpened = operation(openReserve, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, problem, callAsSystem } = ctx
    const a = await lockAuction(tx, input.number)
    if (!a) throw problem('NO_AUCTION')
    const kept = a.reserve
    const s = kept?.called ? await Sitting.begin(ctx, a) : undefined
    if (!s || !kept || s.state.pending !== 'reserve' || kept.fault) throw problem('NOT_NOW')
    const results = await callAsSystem(envelope.results, { number: kept.box })
    if (results.length === 0) throw problem('NOT_NOW')
    const opened = results.find((r) => r.digest === kept.envelope)
    const { reserve, salt } = opened?.sheet ?? {}
    const holds =
      opened?.outcome === 'opened' &&
      typeof reserve === 'number' &&
      typeof salt === 'string' &&
      reserveDigest(a.number, reserve, salt) === kept.digest
    if (holds) await s.do({ type: 'reveal', at: s.now, reserve }, 'auction.reserve-opened', { reserve, salt })
    else {
      const fault = opened?.outcome === 'opened' || !opened ? 'bidder' : opened.outcome
      s.a.reserve = { ...kept, fault }
      await s.do({ type: 'note', at: s.now }, 'auction.reserve-failed', { box: kept.box, fault })
    }
    return { acts: await s.end(), output: { number: a.number, opened: holds } }
  },
})

/** The same for sealed bids: what they say is the sitting's to settle. Where it is not to be now, nothing happens. */
export const bidsOpened = operation(openBids, {
  allow: systemOnly,
  async run(ctx) {
    const s = await take(ctx)
    await s.unseal()
    return { acts: await s.end(), output: { number: s.a.number } }
  },
})

/** The trustees' opening takes the sale on. */
export const fromEnvelopes: Consumer = consumer('auction.from-envelopes', {
  types: ['envelope.opened'],
  async run({ acts, tx, callAsSystem }) {
    for (const { public: said } of acts) {
      const box = String(said.number)
      const a = await findAuction(tx, box.replace(/-[RS]\d+$/, ''))
      if (a?.sealing?.box === box) await callAsSystem(openBids, { number: a.number })
      else if (a?.reserve?.box === box && a.state.pending === 'reserve' && !a.reserve.fault)
        await callAsSystem(openReserve, { number: a.number })
    }
  },
})
