// Bonds (实施条例 art. 33): the losers' go back with the result, the winner's with the contract; kept for a reason of the law alone.
import { cite } from '../../kernel/law/index.ts'
import { type Actor, postOf } from '../../kernel/platform/index.ts'
import { biddersOf, keepBond as keep } from '../../trade/bond/index.ts'
import { AGENCY, act, BUYER } from './case.kind.ts'
import { bondsBack, keepBond } from './contract.ts'
import { isTender } from './method.rules.ts'
import { resultsOf } from './opening.ts'

const OF_WINNER = ['no-contract', 'no-performance']
/** Of tenders: the regulation on tendering goes for them where procurement law says nothing else (its art. 83). */
const BASIS = { revoked: 35, 'no-contract': 74, 'no-performance': 74 } as const

export const bondKept = act(keepBond, {
  act: 'procurement.bond-kept',
  who: ({ found }, actor: Actor) =>
    postOf(actor, BUYER)?.unitCode === found.unit || postOf(actor, AGENCY) !== undefined,
  async check({ at, tx, input, callAsSystem, problem }) {
    const f = at.facts
    if (!f.opened) throw problem('NOT_OPEN')
    const row = (await biddersOf(tx, at.found)).find((b) => b.bidder === input.bidder)
    if (!row?.paidAt || row.returnedAt || row.kept) throw problem('NO_BOND')
    if (!OF_WINNER.includes(input.reason)) return
    const [bid] = (await resultsOf({ callAsSystem }, at.found.number)).filter((b) => b.bidder === input.bidder)
    const uscc = String(bid?.identity?.uscc ?? '')
    if (!f.notified || !f.winners.some((w) => w.uscc === uscc)) throw problem('NOT_WINNER')
  },
  also: ({ at, tx, input }) => keep(tx, at.found, input.bidder, input.reason),
  says: ({ at, input }) => ({
    basis: [
      cite('政府采购法实施条例', 33),
      ...(input.reason === 'documents' || !isTender(at.facts.form!.method)
        ? []
        : [cite('招标投标法实施条例', BASIS[input.reason])]),
    ],
    public: { bidder: input.bidder, reason: input.reason },
    private: { words: input.words },
  }),
})

/** By the system: the clock of five working days stops. */
export const bondsReturned = act(bondsBack, {
  act: 'procurement.bonds-returned',
  who: (_, actor) => actor.kind === 'system',
  prepare: async ({ at, tx }) => (await biddersOf(tx, at.found)).filter((b) => b.refundedAt).length,
  says: ({ made }) => ({ basis: [cite('政府采购法实施条例', 33)], public: { bonds: made! } }),
})
