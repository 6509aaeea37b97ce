import { dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { levied } from './amount.rules.ts'
import { step } from './case.kind.ts'
import { decide } from './contract.ts'
import { notice } from './documents.ts'
import { groundsOf, isLevied, itemOf } from './items.ts'
import { orderOf } from './order.ts'

/** Computed, never typed: the item's standard times what was assessed. */
export default step(decide, {
  act: 'levy.decided',
  outcome: (i) => i.outcome,
  async prepare(ctx) {
    const { at, input, clock, problem } = ctx
    if (input.outcome !== 'levy') return undefined
    const item = itemOf(at.facts.item)!
    if (!isLevied(item, dayOf(clock.now()))) throw problem('CANCELLED')
    const quantity = at.facts.quantity!
    const amount = levied(item.standard, quantity)
    const { number: order, due } = await orderOf(ctx, at, item, amount)
    const letter = await issueDocument(ctx, at, notice, { item, quantity, amount, due, order })
    return { item, quantity, amount, order, letter }
  },
  says: ({ input, made }) => ({
    basis: made?.item.basis ?? [],
    public: {
      outcome: input.outcome,
      ...(made
        ? {
            item: made.item.id,
            quantity: made.quantity,
            standard: levied(made.item.standard, made.quantity),
            amount: made.amount,
            grounds: groundsOf(made.item.basis),
            cancelled: false,
            order: made.order,
            document: made.letter.said,
          }
        : {}),
    },
    private: { said: input.said, document: made?.letter.content ?? null },
  }),
  output: ({ made }) => ({ document: made?.letter.said.number ?? null, order: made?.order ?? null }),
})
