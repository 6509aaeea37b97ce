import { type Consumer, consumer, operation, systemOnly } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { findAuction, lockAuction } from './auction.store.ts'
import { openReserve } from './contract.ts'
import { reserveDigest } from './digest.rules.ts'
import { Sitting } from './sitting.ts'
import type { Trustees } from './trustees.ts'

/** What the trustees opened, against the digest that was published with it: the reserve, or whose fault it is that there is none. */
export const openReserveWith = (trustees: Trustees) =>
  operation(openReserve, {
    allow: systemOnly,
    async run(ctx) {
      const { tx, input, problem, callAsSystem } = ctx
      const a = await lockAuction(tx, input.number)
      if (!a) throw problem('NO_AUCTION')
      const kept = a.reserve
      const s = kept?.called ? await Sitting.begin(ctx, a, trustees) : undefined
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

/** The trustees' opening takes the sale on. */
export const fromEnvelopes: Consumer = consumer('auction.from-envelopes', {
  types: ['envelope.opened'],
  async run({ acts, tx, callAsSystem }) {
    for (const { public: said } of acts) {
      const a = await findAuction(tx, String(said.number).replace(/-R\d+$/, ''))
      if (a?.reserve?.box !== said.number || a?.state.pending !== 'reserve' || a.reserve?.fault) continue
      await callAsSystem(openReserve, { number: a.number })
    }
  },
})
