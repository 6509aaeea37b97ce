import { newId, operation, setting } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { setMode } from './bank.store.ts'
import { behave } from './contract.ts'

/** Anybody who tries the demonstration may make its bank late, wrong, double or down, and well again. */
export default operation(behave, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, input, clock, problem }) {
    if ((await setting<boolean>(tx, 'demonstration')) !== true) throw problem('NOT_HERE')
    const { jurisdiction, mode } = input
    await setMode(tx, jurisdiction, mode)
    const id = newId(clock.now().getTime(), jurisdiction)
    return {
      act: acts['bank.behaved']({ jurisdiction, subject: { kind: 'payment', id }, public: { mode } }),
      output: { mode },
    }
  },
})
