import { type Consumer, consumer, newId, operation, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { isEarly, procedureOf, stampBond } from './bond.store.ts'
import { hear } from './contract.ts'

export const heard = operation(hear, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const { jurisdiction, order, what } = input
    const now = clock.now()
    await stampBond(tx, jurisdiction, order, what, now)
    const of = what === 'refunded' ? await procedureOf(tx, jurisdiction, order) : undefined
    return {
      act: acts['bond.moved']({
        jurisdiction,
        subject: { kind: 'envelope', id: newId(now.getTime(), jurisdiction) },
        public: { order, what, number: of?.back ? of.number : null },
      }),
      output: { order },
    }
  },
})

/** Markets hear `bond.moved`, with the number of their case once all is back. */
export const fromBank: Consumer = consumer('bond.from-bank', {
  types: ['money.received', 'money.refunded'],
  async run({ acts: said, tx, callAsSystem }) {
    for (const a of said) {
      const { number: order, settled, late } = a.public
      if (!order || (a.type === 'money.received' && !settled)) continue
      if (!(await procedureOf(tx, a.jurisdiction, order)) && !(await isEarly(tx, a.jurisdiction, order))) continue
      const what = a.type === 'money.refunded' ? 'refunded' : late ? 'late' : 'paid'
      await callAsSystem(hear, { jurisdiction: a.jurisdiction, order, what })
    }
  },
})
