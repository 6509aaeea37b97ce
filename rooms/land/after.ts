// After the deal: originals, contract, result.

import type { CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import { privateOf } from '../../kernel/platform/index.ts'
import { type Lot, step } from './case.kind.ts'
import { disclose, sign, verify } from './contract.ts'
import { findPersonName } from './people.ts'

/** Losers’ deposits are owed no more: each order is cancelled, and what was paid on it goes back by the treasury within five working days. */
async function freeDeposits(
  ctx: Pick<ReadContext, 'callAsSystem'>,
  at: CaseAt<Lot>,
  keep: string | undefined,
): Promise<void> {
  for (const x of at.facts.applications)
    if (x.order !== keep)
      await ctx.callAsSystem(money.cancelOrder, { number: x.order, reason: '未竞得，退还竞买保证金' })
}

/** Which application holds the winning number, and whose it is. */
async function winnerOf(tx: ReadContext['tx'], at: CaseAt<Lot>): Promise<{ order: string; name: string } | undefined> {
  const { applications, closed } = at.facts
  const ids = applications.flatMap((x) => [x.act, ...(x.decided ? [x.decided] : [])])
  const kept = await privateOf(tx, at.found.jurisdiction, ids)
  const won = applications.find((x) => x.decided && kept.get(x.decided)?.bidder?.value === closed?.bidder)
  if (!won) return undefined
  return { order: won.order, name: findPersonName(at.parties, kept.get(won.act)?.who?.value) }
}

export const verified = step(verify, {
  act: 'land.verified',
  outcome: (i) => i.outcome,
  async also({ at, tx, callAsSystem }) {
    const won = await winnerOf(tx, at)
    // A deal that is void forfeits the winner’s deposit: its order stands.
    await freeDeposits({ callAsSystem }, at, won?.order)
  },
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { opinion: input.opinion } }),
})

export const signed = step(sign, {
  act: 'land.contracted',
  says: ({ input }) => ({ public: { contract: input.contract, instalments: input.instalments } }),
})

export const disclosed = step(disclose, {
  act: 'land.disclosed',
  prepare: ({ at, tx }) => winnerOf(tx, at),
  says: ({ at, made }) => ({
    public: { price: at.facts.closed!.price!, bidder: at.facts.closed!.bidder! },
    private: { winner: made?.name ?? '' },
  }),
})
