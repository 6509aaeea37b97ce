import { dayOf } from '../../kernel/calendar/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { pay } from './contract.ts'
import { secretsOf } from './forms.ts'
import { officer } from './who.rules.ts'

/**
 * 缴款 (行政处罚法 art. 67): what the collecting bank says, once a serial number. Too little stays due, too much is to be refunded, and
 * what somebody else paid counts and is told.
 */
export default act(pay, {
  act: 'fine.paid',
  who: officer,
  check({ at, input, clock, problem }) {
    const { decided, annulled, payments } = at.facts
    if (!decided || decided.fine + decided.confiscate === 0 || annulled?.what === 'annulled')
      throw problem('NOTHING_DUE')
    if (payments.some((p) => p.serial === input.serial)) throw problem('TWICE')
    if (input.on > dayOf(clock.now()))
      throw problem('LATER', { fields: { on: text('不能晚于今天。', 'Not after today.') } })
  },
  prepare: ({ at, tx }) => secretsOf(tx, at),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 67 }],
    public: {
      amount: input.amount,
      on: input.on,
      serial: input.serial,
      by: input.payer === made.subject.name ? 'party' : 'other',
    },
    private: { payer: input.payer },
  }),
})
