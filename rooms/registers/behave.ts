import { newId, operation, putSetting, setting } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { behave } from './contract.ts'
import { MODE } from './demo-registers.ts'

/** Anybody who tries the demonstration may make its registers late, wrong, double or down, and well again. */
export default operation(behave, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, home, input, clock, problem }) {
    if ((await setting<boolean>(tx, 'demonstration')) !== true) throw problem('NOT_HERE')
    await putSetting(tx, MODE, input.mode)
    const id = newId(clock.now().getTime(), home)
    return {
      act: acts['registers.behaved']({
        jurisdiction: home,
        subject: { kind: 'system', id },
        public: { mode: input.mode },
      }),
      output: { mode: input.mode },
    }
  },
})
