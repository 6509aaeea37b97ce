import { addParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { systemOnly } from '../../kernel/platform/index.ts'
import { returnBonds } from '../../trade/bond/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { step } from './case.kind.ts'
import { callOpening, close, opened } from './contract.ts'
import { standsStill } from './tender.fold.ts'

/** 招标投标法 art. 28, 实施条例 art. 44. */
const LEAST = 3

/** By the system alone, with the list that the deadline fixed: fewer than three, and nothing is opened. */
export const closed = step(close, {
  act: 'tender.closed',
  allow: systemOnly,
  outcome: (i) => (i.count >= LEAST ? 'enough' : 'few'),
  async also({ at, tx, input, clock, callAsSystem }) {
    if (input.count >= LEAST) return
    await callAsSystem(envelope.shut, { number: at.found.number })
    await returnBonds({ tx, clock, callAsSystem }, at.found, '流标，退还投标保证金', { interest: true })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 44)],
    public: { count: input.count, outcome: input.count >= LEAST ? 'enough' : 'few' },
  }),
})

export const called = step(callOpening, {
  act: 'tender.called',
  check({ at, problem }) {
    if (standsStill(at.facts)) throw problem('STANDSTILL')
  },
  prepare: ({ at, callAsSystem }) => callAsSystem(envelope.call, { number: at.found.number }),
  says: () => ({ basis: [cite('招标投标法', 34), cite('招标投标法', 36)] }),
})

/** By the system alone, when the trustees have opened the envelopes: from now on the bidders are parties, and their prices public. */
export const bidsOpened = step(opened, {
  act: 'tender.opened',
  allow: systemOnly,
  async prepare({ at, tx, callAsSystem }) {
    const { jurisdiction, id, number } = at.found
    const bids = await callAsSystem(envelope.results, { number })
    for (const b of bids)
      await addParty(tx, jurisdiction, id, {
        role: 'bidder',
        personId: b.personId,
        organisationId: null,
        unit: null,
        name: String(b.identity?.name ?? b.bidder),
        hidden: false,
      })
    return bids
  },
  says: ({ made }) => ({
    basis: [cite('招标投标法', 36)],
    public: {
      bids: made.map(({ bidder, outcome, sheet }) => [
        bidder,
        outcome,
        Number.isInteger(sheet?.price) ? (sheet!.price as number) : null,
      ]),
    },
  }),
})
