import { caseAt, findCase } from '../../kernel/cases/index.ts'
import { type Consumer, consumer, systemOnly } from '../../kernel/platform/index.ts'
import { type Lot, lot, step } from './case.kind.ts'
import { close, hear } from './contract.ts'

/** By the system alone, with the sale’s own result. */
export default step(close, {
  act: 'land.closed',
  allow: systemOnly,
  outcome: (i) => i.outcome,
  says: ({ input }) => ({ public: { outcome: input.outcome, bidder: input.bidder, price: input.price } }),
})

/** The sale’s end takes the case on; deposits that came or went back are told to it. */
export const fromMarkets: Consumer = consumer('land.from-markets', {
  types: ['auction.closed', 'money.received', 'money.refunded'],
  async run({ acts, tx, callAsSystem }) {
    for (const a of acts) {
      const p = a.public
      if (a.type === 'auction.closed') {
        const found = await findCase(tx, p.number)
        if (found?.kind !== lot.kind) continue
        const dealt = p.outcome.kind === 'dealt'
        await callAsSystem(close, {
          caseId: found.id,
          outcome: dealt ? 'dealt' : 'failed',
          bidder: dealt ? p.outcome.bidder : null,
          price: dealt ? p.outcome.price : null,
        })
        continue
      }
      if (!p.case || !p.number) continue
      const found = await findCase(tx, p.case)
      if (found?.kind !== lot.kind) continue
      if (a.type === 'money.received' && !p.settled) continue
      const what = a.type === 'money.received' ? ('paid' as const) : ('refunded' as const)
      const { facts } = await caseAt<Lot>(tx, { number: p.case })
      // Said before: by the founding, or by a bank that repeats itself.
      const known = facts.applications.some((x) => x.order === p.number && (what === 'paid' ? x.paid : x.refunded))
      if (!known) await callAsSystem(hear, { number: p.case, order: p.number, what })
    }
  },
})
