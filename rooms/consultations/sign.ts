import { handOver } from '../../kernel/cases/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { stepOf } from './case.kind.ts'
import { sign } from './contract.ts'

/** Signed for, or returned to the office once and with a reason; what was designated is not returned. */
export default stepOf(sign, {
  act: 'ticket.signed',
  outcome: (i) => i.outcome,
  check({ at, input, problem }) {
    if (input.outcome !== 'return') return
    if (at.facts.designated) throw problem('FINAL')
    if (input.reason.length < 4)
      throw problem('REASON', {
        fields: { reason: text('请写明为什么不归本单位办。', 'Please say why it is not for you.') },
      })
  },
  async prepare({ at, tx, input }) {
    if (input.outcome === 'return') await handOver(tx, at.found, at.facts.office)
  },
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { reason: input.reason } }),
})
