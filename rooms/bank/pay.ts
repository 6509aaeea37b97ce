import { createHash } from 'node:crypto'
import { dayOf } from '../../kernel/calendar/index.ts'
import { newId, operation, setting } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { insertEntry, openState } from './bank.store.ts'
import { pay } from './contract.ts'

/** Whoever pays has an account of his own here: by his name, the same each time. */
const accountOf = (name: string): string =>
  `6222${BigInt(`0x${createHash('sha256').update(name).digest('hex')}`) % 10n ** 15n}`.padEnd(19, '0')

/** Books the payment; a bank that doubles books it twice. What the city hears of it, and when, is another matter (`tell.ts`). */
export default operation(pay, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, input, clock, problem }) {
    if ((await setting<boolean>(tx, 'demonstration')) !== true) throw problem('NOT_HERE')
    const { mode } = await openState(tx, input.jurisdiction)
    const now = clock.now()
    const { jurisdiction, account, amount, name, reference, from } = input
    const serials = Array.from({ length: mode === 'double' ? 2 : 1 }, () => newId(now.getTime(), jurisdiction))
    for (const serial of serials)
      await insertEntry(tx, jurisdiction, {
        ...{ account, serial, direction: 'in', amount, day: dayOf(now), name, reference },
        counterAccount: from ?? accountOf(name),
      })
    return {
      act: acts['bank.paid']({ jurisdiction, subject: { kind: 'payment', id: serials[0]! }, public: { serials } }),
      output: { serials },
    }
  },
})
