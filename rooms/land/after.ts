// After the deal: originals, contract, result.
import type { CaseAt } from '../../kernel/cases/index.ts'
import { type ReadContext, text } from '../../kernel/platform/index.ts'
import { chargePrice, giveBack, type Holder, holdersOf, instalmentsOf } from '../../trade/entry/index.ts'
import { type Lot, step } from './case.kind.ts'
import { disclose, type LotForm, sign, verify } from './contract.ts'

/** Whose number won. */
async function winnerOf(tx: ReadContext['tx'], at: CaseAt<Lot>): Promise<Holder | undefined> {
  const won = at.facts.closed?.bidder
  return won ? (await holdersOf(tx, at, at.facts.entries)).find((h) => h.bidder === won) : undefined
}

export const verified = step(verify, {
  act: 'land.verified',
  outcome: (i) => i.outcome,
  prepare: ({ at, tx }) => winnerOf(tx, at),
  // The losers’ deposits are owed no more. The winner’s becomes part of the price; with a deal that is void it is lost.
  also: ({ at, made, ...ctx }) => giveBack(ctx, at.facts.entries, made?.entry.order, '未竞得，退还竞买保证金'),
  says: ({ input, made }) => ({
    public: { outcome: input.outcome, deposit: made?.entry.order ?? null },
    private: { opinion: input.opinion },
  }),
})

export const signed = step(sign, {
  act: 'land.contracted',
  check({ input, problem }) {
    if (input.first < 100 && !input.until) throw problem('UNTIL')
  },
  async prepare({ at, tx, input, ...ctx }) {
    const form = at.found.form as LotForm
    const holder = (await winnerOf(tx, at))!
    const first = { percent: input.first, due: input.due }
    const parts = instalmentsOf(at.facts.closed!.price!, form.deposit, first, input.until)
    const purpose = text(`成交价款 ${form.title}`, `Price of ${form.titleEn}`)
    return { parts, order: await chargePrice(ctx, at, { holder, parts, purpose }) }
  },
  says: ({ input, made }) => ({
    public: { contract: input.contract, order: made.order, instalments: made.parts },
  }),
})

export const disclosed = step(disclose, {
  act: 'land.disclosed',
  prepare: ({ at, tx }) => winnerOf(tx, at),
  says: ({ at, made }) => ({
    public: { price: at.facts.closed!.price!, bidder: at.facts.closed!.bidder! },
    private: { winner: made?.name ?? '' },
  }),
})
