import { caseAt } from '../../kernel/cases/index.ts'
import { defineMessage, isFar, post } from '../../kernel/nodes/index.ts'
import { consumer } from '../../kernel/platform/index.ts'
import { act } from './case.ts'
import { noteReceipt } from './contract.ts'

/** The receipt of the organ above, on the stream of what was handed up to it. */
export default act(noteReceipt, {
  act: 'file.received',
  who: () => false,
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 35 }],
    public: { by: input.by, act: input.actId, outcome: input.outcome },
  }),
})

defineMessage({
  kind: 'linked.receipt',
  contract: noteReceipt,
  input: (body) => body,
  numbers: ({ number, by }) => ({ theirs: [by], ours: [number] }),
})

export const receipts = consumer('linked.receipts', {
  types: ['case.taken-over'],
  async run({ tx, acts, clock, callAsSystem }) {
    for (const taken of acts) {
      const { found } = await caseAt(tx, { caseId: taken.subjectId })
      const { from: number, outcome } = taken.public
      const body = { number, by: found.number, actId: taken.id, outcome }
      if (!isFar(number)) await callAsSystem(noteReceipt, body)
      else
        await post(
          { tx, clock },
          {
            from: found.jurisdiction,
            to: number.slice(0, 6),
            key: `receipt:${taken.id}`,
            kind: 'linked.receipt',
            act: taken.id,
            body,
          },
        )
    }
  },
})
