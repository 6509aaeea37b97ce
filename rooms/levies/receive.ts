import { caseOfKind } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { kinds } from '../../kernel/money/index.ts'
import { type Consumer, consumer, systemOnly } from '../../kernel/platform/index.ts'
import { levy, step } from './case.kind.ts'
import { receive } from './contract.ts'
import { receipt } from './documents.ts'

/** What the bank told, by the system alone: the treasury's receipt is issued with it. */
export default step(receive, {
  act: 'levy.paid',
  allow: systemOnly,
  prepare: (ctx) =>
    issueDocument(ctx, ctx.at, receipt, { order: ctx.input.order, amount: ctx.input.amount, on: ctx.input.on }),
  says: ({ input, made }) => ({
    public: {
      order: input.order,
      amount: input.amount,
      on: input.on,
      receipt: made.said.number,
      treasury: kinds.fee.treasury,
      document: made.said,
    },
    private: { document: made.content },
  }),
  output: ({ made }) => ({ receipt: made.said.number }),
})

/** An order of a levy that came in whole ends its case. */
export const fromBank: Consumer = consumer('levies.from-bank', {
  types: ['money.received'],
  async run({ acts, tx, callAsSystem }) {
    for (const a of acts) {
      const { case: number, number: order, settled, day } = a.public
      const at = settled && number ? await caseOfKind(tx, levy, number) : undefined
      if (!at) continue
      const { found, facts } = at
      // Of an order that a relief replaced nothing is owed: what comes in goes back by the treasury.
      if (facts.status === 'owed' && facts.order === order)
        await callAsSystem(receive, { caseId: found.id, order, amount: facts.amount!, on: day })
    }
  },
})
