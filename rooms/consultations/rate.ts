import { handOver } from '../../kernel/cases/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { actOf, stepOf } from './case.kind.ts'
import { close, rate } from './contract.ts'
import { figure } from './routes.ts'

/** Closed is not solved: who is not satisfied has it done anew, by way of the office, which may send it to another unit. */
export default stepOf(rate, {
  act: 'ticket.rated',
  as: 'citizen',
  outcome: (i) => i.outcome,
  check({ at, clock, input, problem }) {
    if (input.outcome !== 'reopen') return
    if (input.words.length < 4)
      throw problem('WHY', { fields: { words: text('请写明哪里没有解决。', 'Please say what is not solved.') } })
    if (at.facts.reopened >= figure('reopened', clock.now()).value) throw problem('ENOUGH')
  },
  async prepare({ at, tx, input }) {
    if (input.outcome === 'reopen') await handOver(tx, at.found, at.facts.office)
  },
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { words: input.words } }),
  also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id, 'consultations.silent'),
})

/** By the system, when nobody rated the answer within its days. */
export const closed = actOf(close, {
  act: 'ticket.closed',
  who: () => false,
  ends: true,
  check({ at, problem }) {
    if (at.facts.status !== 'answered') throw problem('NOT_OPEN')
  },
})
